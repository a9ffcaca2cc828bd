import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import satori from 'satori'
import sharp from 'sharp'
import { drawArt } from './art.ts'

/** What a poster shows. */
export interface PosterSpec {
  readonly prompt: string
  readonly model: string
  /** Width over height. */
  readonly ratio: number
  readonly resolution: string | undefined
  readonly format: 'jpeg' | 'png' | 'webp'
  /** Outputs of one task differ by it. */
  readonly index: number
  /** Shows the sign for moving pictures. */
  readonly play: boolean
  /** px */
  readonly longSide: number
}

type Style = Readonly<Record<string, string | number>>

/** What satori reads of an element; it needs no React. */
interface Box {
  readonly type: 'div'
  readonly props: { readonly style: Style; readonly children: readonly Box[] | string }
}

const box = (style: Style, children: readonly Box[] | string): Box => ({
  type: 'div',
  props: { style, children },
})

/** Words by satori, where the fonts have them, over a drawn picture; about a fifth of a second each. */
export async function renderPoster(spec: PosterSpec): Promise<Buffer> {
  const { ratio, longSide, prompt, model, index, format } = spec
  const width = Math.round(ratio >= 1 ? longSide : longSide * ratio)
  const height = Math.round(ratio >= 1 ? longSide / ratio : longSide)
  const shown = { ...spec, prompt: await printable(prompt), model: await printable(model) }
  const words = await satori(layout(shown, width, height), { width, height, fonts: await fonts() })
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">`,
    drawArt(`${prompt} ${model} ${index}`, width, height),
    veil(width, height),
    spec.play ? playSign(width, height) : '',
    words,
    '</svg>',
  ].join('')
  const picture = sharp(Buffer.from(svg)).removeAlpha()
  if (format === 'png') return picture.png({ compressionLevel: 7 }).toBuffer()
  return picture.toFormat(format, { quality: 86 }).toBuffer()
}

/** Darkens the lower part, so that words can be read on any picture. */
function veil(width: number, height: number): string {
  const stops = [
    [0, 0],
    [0.35, 0.58],
    [1, 0.86],
  ].map(
    ([at = 0, strength = 0]) =>
      `<stop offset="${at}" stop-color="#07080d" stop-opacity="${strength}"/>`,
  )
  return [
    `<defs><linearGradient id="veil" gradientTransform="rotate(90 .5 .5)">${stops.join('')}`,
    `</linearGradient></defs><rect y="${height * 0.3}" width="${width}" height="${height * 0.7}"`,
    ' fill="url(#veil)"/>',
  ].join('')
}

function playSign(width: number, height: number): string {
  const radius = Math.min(width, height) * 0.085
  const [x, y] = [width / 2, height * 0.36]
  const tip = radius * 0.46
  return [
    `<circle cx="${x}" cy="${y}" r="${radius}" fill="#07080d" fill-opacity=".55" stroke="#fff"`,
    ` stroke-opacity=".9" stroke-width="2"/><path fill="#fff" d="M${x - tip * 0.7},${y - tip}`,
    ` L${x + tip},${y} L${x - tip * 0.7},${y + tip} Z"/>`,
  ].join('')
}

function layout(spec: PosterSpec, width: number, height: number): Box {
  const { prompt, model, resolution, format, index } = spec
  const unit = Math.sqrt(width * height) / 100
  const lines = height < width * 0.6 ? 2 : 4
  const short = prompt.length < 70
  const facts = [`${width} × ${height}`, resolution, format.toUpperCase()]
  return box(
    {
      display: 'flex',
      flexDirection: 'column',
      justifyContent: 'flex-end',
      width: '100%',
      height: '100%',
      boxSizing: 'border-box',
      padding: unit * 6,
      color: '#fff',
      fontFamily: 'Inter',
      fontWeight: 500,
      fontSize: unit * 2.8,
    },
    [
      box({ display: 'flex', opacity: 0.82, letterSpacing: unit * 0.08 }, model),
      box(
        {
          display: 'block',
          lineClamp: lines,
          marginTop: unit * 1.6,
          fontWeight: 700,
          fontSize: unit * (short ? 6.2 : 4.6),
          lineHeight: 1.16,
          letterSpacing: -unit * 0.09,
          wordBreak: 'break-word',
        },
        prompt,
      ),
      box(
        {
          display: 'flex',
          justifyContent: 'space-between',
          marginTop: unit * 3,
          paddingTop: unit * 2,
          borderTop: '1px solid rgba(255,255,255,0.35)',
          fontSize: unit * 2.4,
        },
        [
          box(
            { display: 'flex', opacity: 0.82 },
            facts.filter((fact) => fact !== undefined).join('  ·  '),
          ),
          box({ display: 'flex', opacity: 0.82 }, `simulated  ·  ${index + 1}`),
        ],
      ),
    ],
  )
}

const scripts = ['latin', 'latin-ext', 'vietnamese', 'cyrillic', 'cyrillic-ext', 'greek']

/** Text without signs that the fonts lack; nothing where they lack a letter: half a sentence says less than none. */
async function printable(text: string): Promise<string> {
  const { resolve } = createRequire(import.meta.url)
  const covered = JSON.parse(
    await readFile(resolve('@fontsource/inter/unicode.json'), 'utf8'),
  ) as Readonly<Record<string, string>>
  const ranges = scripts.flatMap((script) =>
    [...(covered[script] ?? '').matchAll(/U\+([0-9A-F]+)(?:-([0-9A-F]+))?/g)].map(
      ([, from = '', to = from]) => [parseInt(from, 16), parseInt(to, 16)] as const,
    ),
  )
  const isCovered = (character: string) => {
    const code = character.codePointAt(0) ?? 0
    return ranges.some(([from, to]) => code >= from && code <= to)
  }
  const missing = Array.from(text).filter((character) => !isCovered(character))
  if (missing.some((character) => /\p{L}/u.test(character))) return ''
  return Array.from(text).filter(isCovered).join('').trim()
}

/** Each file of the family holds one script. */
async function fonts() {
  const { resolve } = createRequire(import.meta.url)
  const files = scripts.flatMap((script) =>
    ([500, 700] as const).map((weight) => ({ script, weight })),
  )
  return Promise.all(
    files.map(async ({ script, weight }) => ({
      name: script === 'latin' ? 'Inter' : `Inter ${script}`,
      weight,
      data: await readFile(
        resolve(`@fontsource/inter/files/inter-${script}-${weight}-normal.woff`),
      ),
    })),
  )
}
