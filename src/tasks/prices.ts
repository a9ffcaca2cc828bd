import type { Params } from '../api/task.ts'
import { canonical, isRecord } from '../base/json.ts'

/** What a generation is expected to cost, in credits, and how that is known. */
export type Price =
  /** What a task of this kind cost: in this step (`learned`), or in an earlier one (`remembered`). */
  | { readonly exact: true; readonly credits: number; readonly source: 'learned' | 'remembered' }
  /** By Creatify's documentation, as it was read at that time: an estimate. */
  | { readonly exact: boolean; readonly credits: number; readonly source: DocumentedPrice }

/** One model of Creatify's price list. Credits are for one output. */
export interface DocumentedPrice {
  readonly credits: number
  /** When the list was read, for people: `2026-12-01`, or `autumn 2026` where the day is not known. */
  readonly read: string
  /** True where `credits` is the least that it may cost. */
  readonly from?: boolean
  /** True where the newest list had no price for it, and this is of an earlier one: never exact. */
  readonly older?: boolean
  /**
   * Credits by what is asked for. Labels are durations (`5s`), resolutions (`720p`, `2K`), sizes (`1024x1024`) and qualities
   * (`low`). Without columns, a row has one cell.
   */
  readonly table?: {
    readonly columns: readonly string[]
    readonly rows: Readonly<Record<string, readonly number[]>>
  }
}

/** The prices that Creatify's documentation lists, by model name. */
export type PriceList = Readonly<Record<string, DocumentedPrice>>

/**
 * The documented price of one create; undefined where the list does not have the model. It is exact where the list has one
 * price for the model, or a table in which the given params name one cell, and where the number of outputs is known. Else it
 * is the least that the params given can cost. `fallbacks`: the defaults of the model's schema, where they are known.
 */
export function documentedPrice(
  model: string,
  params: Params,
  list: PriceList,
  fallbacks: Params = {},
): Price | undefined {
  const listed = Object.hasOwn(list, model) ? list[model] : undefined
  if (!listed) return undefined
  const outputs = outputsOf(params, fallbacks)
  const { least, single } = listed.table
    ? cellsFor(listed.table, params)
    : { least: listed.credits, single: !listed.from }
  return {
    exact: single && outputs.known && !listed.older,
    credits: Number((least * outputs.count).toFixed(6)),
    source: listed,
  }
}

/** Params that say how many outputs one create makes. Each is charged. */
const countParams = ['num_images', 'num_outputs', 'num_videos', 'output_nums', 'n']

function outputsOf(params: Params, fallbacks: Params): { count: number; known: boolean } {
  for (const name of countParams) {
    const value = params[name] ?? fallbacks[name]
    if (value === undefined) continue
    const isCount = typeof value === 'number' && Number.isInteger(value) && value > 0
    return isCount ? { count: value, known: true } : { count: 1, known: false }
  }
  return { count: 1, known: true }
}

/** Params that a table can be about, by the look of its labels. */
const axes: readonly { readonly labels: RegExp; readonly params: readonly string[] }[] = [
  { labels: /^\d+(\.\d+)?s$/, params: ['duration'] },
  { labels: /^\d+(\.\d+)?[pk]$/, params: ['resolution', 'image_size', 'size'] },
  { labels: /^\d+x\d+$/, params: ['size', 'image_size', 'resolution'] },
  { labels: /^[a-z]+$/, params: ['quality'] },
]

/** The cells that the params leave possible: the least of them, and whether it is the only one. */
function cellsFor({ columns, rows }: NonNullable<DocumentedPrice['table']>, params: Params) {
  const labels = Object.keys(rows)
  const row = labelFor(labels, params)
  const column = labelFor(columns, params)
  const possible = labels
    .filter((label) => row === undefined || label === row)
    .flatMap((label) => {
      const cells = rows[label] ?? []
      return column === undefined ? cells : (cells[columns.indexOf(column)] ?? [])
    })
  return {
    least: Math.min(...possible),
    single: row !== undefined && (columns.length === 0 || column !== undefined),
  }
}

/** Which of the labels a param names: `5`, `"5"` and `"5s"` are `5s`, in any case of letters. */
function labelFor(labels: readonly string[], params: Params): string | undefined {
  for (const { labels: look, params: names } of axes) {
    if (labels.length === 0 || !labels.every((label) => look.test(label.toLowerCase()))) continue
    for (const name of names) {
      const value = params[name]
      if (typeof value !== 'string' && typeof value !== 'number') continue
      const text = String(value).trim().toLowerCase()
      return labels.find((label) => {
        const known = label.toLowerCase()
        return known === text || (known.endsWith('s') && known.slice(0, -1) === text)
      })
    }
  }
  return undefined
}

/**
 * What one price is asked for: model and params, leaving out what changes the picture and not its price: `seed`, URLs (of
 * lists, their number stays) and text with white space.
 */
export function priceKey(model: string, params: Params): string {
  const others = Object.entries(params).filter(([key]) => key !== 'seed')
  return canonical([model, priced(Object.fromEntries(others))])
}

function priced(value: unknown): unknown {
  if (typeof value === 'string') return /\s/.test(value) || /^https?:/i.test(value) ? '' : value
  if (Array.isArray(value)) return value.map(priced)
  if (!isRecord(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, priced(each)]))
}

/** Where a price comes from, for people: `it cost that in an earlier run`, `by Creatify's price list of autumn 2026`. */
export function describeSource({ source }: Price): string {
  if (source === 'learned') return 'as the last one of this kind did'
  if (source === 'remembered') return 'as one of this kind did in an earlier run'
  return `by Creatify's price list as of ${source.read}`
}
