import { spawn } from 'node:child_process'
import { once } from 'node:events'
import sharp from 'sharp'

const rate = 24
const seconds = 2.5
const layers = ['#ff8f5e', '#c4427a', '#8a3584', '#5b2a86', '#1b1036']

/** One moment of a loop; `turn` goes from 0 to 2π: a sun that bobs behind drifting hills. */
function frame(width: number, height: number, turn: number): string {
  const size = Math.min(width, height)
  const sunX = width * (0.5 + 0.05 * Math.sin(turn))
  const sunY = height * (0.36 - 0.035 * Math.cos(turn))
  const radius = size * 0.15
  const halos = [2.6, 1.95, 1.4].map((halo, index) => {
    const breath = halo + 0.12 * Math.sin(turn + index)
    return `<circle cx="${sunX}" cy="${sunY}" r="${radius * breath}" fill="#ffe2a8" opacity=".14"/>`
  })
  const hills = layers.map((colour, index) => {
    const crest = height * (0.48 + index * 0.115)
    const points = Array.from({ length: 61 }, (_, step) => {
      const along = (step / 60) * 2 * Math.PI
      const long = Math.sin(along * (width / size) * 0.75 + turn + index * 1.9)
      const short = 0.35 * Math.sin(along * (width / size) * 1.6 - turn + index)
      return `${(width * step) / 60},${crest - size * 0.06 * (long + short)}`
    })
    return `<path d="M0,${height} L${points.join(' L')} L${width},${height} Z" fill="${colour}"/>`
  })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">`,
    '<defs><linearGradient id="sky" gradientTransform="rotate(90)"><stop stop-color="#2a1650"/>',
    '<stop offset=".45" stop-color="#a83d7c"/><stop offset=".8" stop-color="#ffb07a"/>',
    `</linearGradient></defs><rect width="${width}" height="${height}" fill="url(#sky)"/>`,
    ...halos,
    `<circle cx="${sunX}" cy="${sunY}" r="${radius}" fill="#fff0cf"/>`,
    ...hills,
    '</svg>',
  ].join('')
}

/** Frames go to ffmpeg as raw pixels; `faststart` puts the index in front of them. */
async function film(name: string, width: number, height: number): Promise<void> {
  const input = `-f rawvideo -pix_fmt rgb24 -s ${width}x${height} -r ${rate} -i -`
  const output = '-c:v libx264 -preset veryslow -crf 27 -pix_fmt yuv420p -movflags +faststart'
  const target = new URL(name, import.meta.url).pathname
  const clean = '-map_metadata -1 -fflags +bitexact -flags:v +bitexact'
  const ffmpeg = spawn(
    'ffmpeg',
    [...`-v error -y ${input} ${output} ${clean}`.split(' '), target],
    { stdio: ['pipe', 'inherit', 'inherit'] },
  )
  const frames = rate * seconds
  for (let index = 0; index < frames; index += 1) {
    const svg = frame(width, height, (2 * Math.PI * index) / frames)
    const pixels = await sharp(Buffer.from(svg)).removeAlpha().raw().toBuffer()
    if (!ffmpeg.stdin.write(pixels)) await once(ffmpeg.stdin, 'drain')
  }
  ffmpeg.stdin.end()
  await once(ffmpeg, 'close')
}

await film('landscape.mp4', 960, 540)
await film('portrait.mp4', 540, 960)
