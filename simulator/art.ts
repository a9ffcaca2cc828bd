import { createHash } from 'node:crypto'

/** From the darkest colour to the lightest. */
type Palette = readonly [string, string, string, string, string]

interface Canvas {
  readonly width: number
  readonly height: number
  readonly palette: Palette
  /** The next number of the picture's own series, `from` to `to`. */
  readonly any: (from: number, to: number) => number
}

const palettes: readonly [Palette, ...Palette[]] = [
  ['#1b1036', '#5b2a86', '#c4427a', '#ff8f5e', '#ffe2a8'],
  ['#06202b', '#0b5563', '#1fa187', '#8ed081', '#f5f1c5'],
  ['#10142b', '#27348b', '#4f7cff', '#8fd3ff', '#fdf3e1'],
  ['#2b0f14', '#7a1f2b', '#e0533d', '#ffb25b', '#fff1d6'],
  ['#0d1f1a', '#24513f', '#6b9b5a', '#e3b04b', '#f8ecd2'],
  ['#160f29', '#3f2b7b', '#7f6bd6', '#f2a6c9', '#fdeef4'],
  ['#0b132b', '#1c4e80', '#e4572e', '#f3a712', '#f0ead6'],
  ['#181818', '#4a3f55', '#a06b75', '#e8b59b', '#f7ead9'],
]

const pictures = [dunes, tiles, aurora, rings, ribbons] as const

/** A picture without words, as SVG elements; the same seed gives the same one. */
export function drawArt(seed: string, width: number, height: number): string {
  const any = series(seed)
  const pick = <T>(some: readonly [T, ...T[]]): T =>
    some[Math.floor(any(0, some.length))] ?? some[0]
  const palette = pick(palettes)
  const picture = pick(pictures)
  return picture({ width, height, palette, any })
}

/** Mulberry32, started from the hash of the seed. */
function series(seed: string): Canvas['any'] {
  let state = createHash('md5').update(seed).digest().readUInt32LE()
  return (from, to) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return from + (((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * (to - from)
  }
}

function gradient(id: string, stops: readonly string[], turn = 90): string {
  const parts = stops.map(
    (colour, index) => `<stop offset="${index / (stops.length - 1)}" stop-color="${colour}"/>`,
  )
  const spin = `gradientTransform="rotate(${turn} .5 .5)"`
  return `<linearGradient id="${id}" ${spin}>${parts.join('')}</linearGradient>`
}

function backdrop({ width, height }: Canvas, fill: string): string {
  return `<rect width="${width}" height="${height}" fill="${fill}"/>`
}

function disc(x: number, y: number, radius: number, rest: string): string {
  return `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${radius.toFixed(1)}" ${rest}/>`
}

/** A low sun over hills that get darker as they come nearer. */
function dunes(canvas: Canvas): string {
  const { width, height, palette, any } = canvas
  const [night, deep, mid, warm, light] = palette
  const size = Math.min(width, height)
  const sunX = any(0.25, 0.75) * width
  const sunY = any(0.26, 0.4) * height
  const radius = any(0.1, 0.17) * size
  const slopes = [warm, mid, deep, night]
  const hills = slopes.map((colour, index) => {
    const crest = height * (0.42 + index * 0.13)
    const swing = size * any(0.05, 0.12)
    const phase = any(0, Math.PI * 2)
    const waves = any(0.7, 1.7)
    const points = Array.from({ length: 41 }, (_, step) => {
      const x = (width * step) / 40
      const bend = Math.sin(phase + (waves * 2 * Math.PI * step) / 40)
      const ripple = 0.3 * Math.sin(phase * 2 + (waves * 4.4 * Math.PI * step) / 40)
      return `${x.toFixed(1)},${(crest - swing * (bend + ripple)).toFixed(1)}`
    })
    const shade = gradient(`hill${index}`, [colour, slopes[index + 1] ?? night])
    const outline = `M0,${height} L${points.join(' L')} L${width},${height} Z`
    return `<defs>${shade}</defs><path d="${outline}" fill="url(#hill${index})"/>`
  })
  return [
    `<defs>${gradient('sky', [deep, mid, warm, light])}</defs>`,
    backdrop(canvas, 'url(#sky)'),
    ...[2.4, 1.8, 1.35].map((halo) =>
      disc(sunX, sunY, radius * halo, `fill="${light}" opacity=".13"`),
    ),
    disc(sunX, sunY, radius, `fill="${light}"`),
    ...hills,
  ].join('')
}

/** Quarter circles, half circles and dots on a grid. */
function tiles(canvas: Canvas): string {
  const { width, height, palette, any } = canvas
  const across = Math.max(3, Math.round((width / Math.min(width, height)) * 4))
  const side = width / across
  const half = side / 2
  const cells = Array.from({ length: across * Math.ceil(height / side) }, (_, index) => {
    const x = (index % across) * side
    const y = Math.floor(index / across) * side
    const back = Math.floor(any(0, 5))
    const ground = palette[back] ?? palette[0]
    const colour = palette[(back + 1 + Math.floor(any(0, 4))) % 5] ?? palette[4]
    const quarter = (radius: number, fill: string) =>
      `<path d="M0,0 H${radius} A${radius},${radius} 0 0 1 0,${radius} Z" fill="${fill}"/>`
    const bowl = (top: number) =>
      `<path d="M0,${top} A${half},${half} 0 0 0 ${side},${top} Z" fill="${colour}"/>`
    const shapes = [
      quarter(side, colour),
      quarter(side, colour) + quarter(half, ground),
      bowl(0) + bowl(half),
      disc(half, half, side * 0.32, `fill="${colour}"`),
    ]
    const shape = shapes[Math.floor(any(0, shapes.length))] ?? ''
    const turn = Math.floor(any(0, 4)) * 90
    return [
      `<g transform="translate(${x.toFixed(1)} ${y.toFixed(1)})">`,
      // Half a pixel over the edge, or seams show.
      `<rect width="${side + 0.5}" height="${side + 0.5}" fill="${ground}"/>`,
      `<g transform="rotate(${turn} ${half} ${half})">${shape}</g></g>`,
    ].join('')
  })
  return backdrop(canvas, palette[1]) + cells.join('')
}

/** Soft clouds of colour under thin contour lines. */
function aurora(canvas: Canvas): string {
  const { width, height, palette, any } = canvas
  const size = Math.max(width, height)
  const clouds = Array.from({ length: 8 }, (_, index) =>
    disc(
      any(-0.05, 1.05) * width,
      any(-0.1, 0.8) * height,
      any(0.16, 0.34) * size,
      `fill="${palette[1 + (index % 4)] ?? palette[4]}" opacity="${any(0.8, 1).toFixed(2)}"`,
    ),
  )
  const x = any(0.1, 0.9) * width
  const y = any(0.05, 0.5) * height
  const contours = Array.from({ length: 16 }, (_, ring) =>
    disc(
      x,
      y,
      size * (0.05 + ring * 0.055),
      `fill="none" stroke="${palette[4]}" stroke-width="1.1"`,
    ),
  )
  return [
    `<defs><filter id="soft" x="-50%" y="-50%" width="200%" height="200%">`,
    `<feGaussianBlur stdDeviation="${(size * 0.055).toFixed(1)}"/></filter></defs>`,
    backdrop(canvas, palette[1]),
    `<g filter="url(#soft)">${clouds.join('')}</g>`,
    `<g opacity=".22">${contours.join('')}</g>`,
  ].join('')
}

/** A planet with its orbits. */
function rings(canvas: Canvas): string {
  const { width, height, palette, any } = canvas
  const [night, deep, mid, warm, light] = palette
  const size = Math.min(width, height)
  const x = any(0.38, 0.62) * width
  const y = any(0.32, 0.42) * height
  const radius = any(0.15, 0.22) * size
  const tilt = any(-30, 30)
  const stars = Array.from({ length: 70 }, () =>
    disc(
      any(0, width),
      any(0, height),
      any(0.5, 1.7),
      `fill="${light}" opacity="${any(0.2, 0.8).toFixed(2)}"`,
    ),
  )
  const orbits = Array.from({ length: 7 }, (_, index) => {
    const wide = radius * (1.45 + index * 0.36)
    const flat = wide * 0.34
    const angle = any(0, Math.PI * 2)
    const moon = disc(
      x + wide * Math.cos(angle),
      y + flat * Math.sin(angle),
      any(0.012, 0.03) * size,
      `fill="${[light, warm, mid][index % 3] ?? light}"`,
    )
    const stroke = `fill="none" stroke="url(#orbit)" stroke-width="${index % 3 === 0 ? 3 : 1.4}"`
    const ring = `<ellipse cx="${x}" cy="${y}" rx="${wide}" ry="${flat}" ${stroke}/>`
    return index % 2 === 0 ? ring + moon : ring
  })
  const lower = `x="${-width}" y="${y}" width="${width * 3}" height="${height * 2}"`
  const front = `<clipPath id="front"><rect ${lower}/></clipPath>`
  const turned = `transform="rotate(${tilt.toFixed(1)} ${x} ${y})"`
  return [
    `<defs>${gradient('space', [night, deep, night], 60)}`,
    gradient('globe', [light, warm, mid, deep], 55),
    `${gradient('orbit', [light, warm, mid], 0)}${front}</defs>`,
    backdrop(canvas, 'url(#space)'),
    ...stars,
    `<g ${turned}>${orbits.join('')}</g>`,
    disc(x, y, radius, 'fill="url(#globe)"'),
    `<g ${turned}><g clip-path="url(#front)">${orbits.join('')}</g></g>`,
  ].join('')
}

/** Many lines that swing together and grow apart. */
function ribbons(canvas: Canvas): string {
  const { width, height, palette, any } = canvas
  const [night, deep, mid, warm, light] = palette
  const bands = [
    [warm, light],
    [mid, warm],
    [light, mid],
  ].map(([from = warm, to = light], band) => {
    const start = any(0.05, 0.7) * height
    const end = any(0.05, 0.7) * height
    const swing = any(-0.7, 0.7) * height
    const spread = any(0.5, 1.1) * height * 0.011
    const lines = Array.from({ length: 46 }, (_, index) => {
      const left = start + index * spread
      const right = end + index * spread * 0.45
      const one = left + swing + index * spread * 0.4
      const two = right - swing + index * spread * 1.2
      return [
        `M${-width * 0.05},${left.toFixed(1)} C${width * 0.33},${one.toFixed(1)}`,
        `${width * 0.66},${two.toFixed(1)} ${width * 1.05},${right.toFixed(1)}`,
      ].join(' ')
    })
    return [
      `<defs>${gradient(`band${band}`, [from, to, from], 0)}</defs>`,
      `<path d="${lines.join(' ')}" fill="none" stroke="url(#band${band})"`,
      ' stroke-width="1.7" opacity=".8"/>',
    ].join('')
  })
  return [
    `<defs>${gradient('dusk', [deep, night, deep], 70)}</defs>`,
    backdrop(canvas, 'url(#dusk)'),
    ...bands,
  ].join('')
}
