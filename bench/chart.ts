/** Horizontal bars in one or several columns that share their labels. */
export interface Chart {
  /** Names its two files. */
  readonly name: string
  readonly title: string
  /** What is shown, and which way is better. */
  readonly note: string
  readonly columns: readonly Column[]
  readonly rows: readonly Row[]
}

interface Column {
  readonly heading: string
  /** At most this is wanted: marked by a line. */
  readonly limit?: number
}

interface Row {
  readonly label: string
  /** Bars of the action stand out. */
  readonly ours: boolean
  /** One a column. */
  readonly bars: readonly Bar[]
  /** What begins above this row. */
  readonly group?: string
}

interface Bar {
  readonly value: number
  readonly shown: string
}

/** The two looks of a chart, those of GitHub's pages. */
export const themes = ['light', 'dark'] as const
type Theme = (typeof themes)[number]

const colours = {
  light: { text: '#1f2328', soft: '#59636e', line: '#d1d9e0', bar: '#afb8c1', ours: '#0969da' },
  dark: { text: '#f0f6fc', soft: '#9198a1', line: '#3d444d', bar: '#656c76', ours: '#4493f8' },
} as const satisfies Record<Theme, Record<string, string>>

const width = 760
const edge = 16
const labels = 132
/** Between a column's longest bar and the next column, for the figure. */
const room = 92
const rowHeight = 24
const barHeight = 14
const groupHeight = 28
const font =
  "-apple-system, BlinkMacSystemFont, 'Segoe UI', 'Noto Sans', Helvetica, Arial, sans-serif"

/** The chart as SVG, without a ground of its own. */
export function draw(chart: Chart, theme: Theme): string {
  const { title, note, columns, rows } = chart
  const colour = colours[theme]
  const headed = columns.some(({ heading, limit }) => heading !== '' || limit !== undefined)
  const top = headed ? 90 : 68
  const places = placed(rows, top)
  const bottom = (places.at(-1)?.y ?? top) + rowHeight
  const share = (width - 2 * edge - labels) / columns.length
  const text = (x: number, y: number, words: string, rest = '') =>
    `<text x="${round(x)}" y="${round(y)}" ${rest}>${escaped(words)}</text>`

  const column = ({ heading, limit }: Column, index: number) => {
    const left = edge + labels + index * share
    const values = rows.flatMap(({ bars }) => bars[index]?.value ?? [])
    const scale = (share - room) / Math.max(...values, limit ?? 0)
    const bars = places.map(({ row: { ours, bars: some }, y }) => {
      const { value, shown } = some[index] ?? { value: 0, shown: '' }
      const length = value * scale
      const weight = ours ? 'font-weight="600"' : ''
      return [
        bar(left, y + (rowHeight - barHeight) / 2, length, ours ? colour.ours : colour.bar),
        text(left + length + 6, y + 16.5, shown, `fill="${colour.text}" ${weight}`),
      ].join('')
    })
    const mark = limit === undefined ? undefined : left + limit * scale
    return [
      text(left, 78, heading, `fill="${colour.soft}"`),
      ...bars,
      `<path d="M${round(left)},${top - 4}V${bottom + 4}" stroke="${colour.line}"/>`,
      ...(mark === undefined
        ? []
        : [
            `<path d="M${round(mark)},${top - 4}V${bottom + 4}" stroke="${colour.soft}" stroke-dasharray="3 3"/>`,
            text(mark, 78, `goal ≤ ${limit ?? ''}`, `fill="${colour.soft}" text-anchor="middle"`),
          ]),
    ].join('\n')
  }

  const names = places.map(({ row: { label, ours, group }, y }) => {
    const bold = `fill="${colour.text}" font-weight="600"`
    const look = ours ? bold : `fill="${colour.text}"`
    return [
      ...(group === undefined ? [] : [text(edge, y - 6, group, bold)]),
      text(edge + labels - 10, y + 16.5, label, `${look} text-anchor="end"`),
    ].join('')
  })

  const height = bottom + edge
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title description" font-family="${font}" font-size="13">`,
    `<title id="title">${escaped(title)}</title>`,
    `<desc id="description">${escaped(inWords(chart))}</desc>`,
    text(edge, 28, title, `fill="${colour.text}" font-size="16" font-weight="600"`),
    text(edge, 48, note, `fill="${colour.soft}"`),
    ...names,
    ...columns.map(column),
    '</svg>',
  ].join('\n')}\n`
}

/** Every figure of a chart as text. */
function inWords({ note, columns, rows }: Chart): string {
  let section = ''
  const told = rows.map(({ label, bars, group }) => {
    section = group ?? section
    const figures = bars.map(({ shown }, i) => `${columns[i]?.heading ?? ''} ${shown}`.trim())
    return `${section === '' ? '' : `${section}, `}${label}: ${figures.join(', ')}`
  })
  return `${note} ${told.join('; ')}.`
}

function placed(rows: readonly Row[], top: number) {
  let y = top
  return rows.map((row) => {
    if (row.group !== undefined) y += groupHeight
    const place = { row, y }
    y += rowHeight
    return place
  })
}

/** Square on its line, round at its end. */
function bar(x: number, y: number, length: number, fill: string): string {
  const radius = Math.min(3, length / 2)
  const straight = round(length - radius)
  const turn = (toX: number, toY: number) => `a${radius},${radius} 0 0 1 ${toX},${toY}`
  return `<path d="M${round(x)},${y}h${straight}${turn(radius, radius)}v${barHeight - 2 * radius}${turn(-radius, radius)}h-${straight}z" fill="${fill}"/>`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
