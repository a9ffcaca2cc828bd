import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { startSimulator, type CatalogModel, type Simulator } from '../../simulator/simulator.ts'
import { durations } from '../../src/base/durations.ts'
import type { Log } from '../../src/base/log.ts'
import { readContext } from '../../src/inputs/context.ts'
import { load, prepare, rehearse } from '../../src/plan.ts'
import { StepRecord } from '../../src/report/record.ts'
import type { Cache } from '../../src/reuse/cache.ts'
import { scopeOf } from '../../src/reuse/facts.ts'
import { planOf } from '../../src/reuse/fingerprint.ts'
import { openLedger } from '../../src/reuse/ledger.ts'
import { openClaims } from '../../src/tasks/claims.ts'
import list from '../../src/tasks/documented-prices.json' with { type: 'json' }
import { generate } from '../../src/tasks/generate.ts'
import type { Estimate } from '../../src/tasks/price-book.ts'
import type { DocumentedPrice } from '../../src/tasks/prices.ts'
import { apiOf } from '../support/api.ts'
import { faster } from '../support/pace.ts'
import { tinyPng } from '../support/reading.ts'
import { claim, property, type Property } from './property.ts'

/** One param that decides a price. */
interface PricedParam {
  readonly name: string
  /** As they may be written, in the order of the table's labels. */
  readonly values: readonly (string | number)[]
}

/** A model as the simulator offers it, and what it costs there. */
interface Offer {
  readonly model: string
  readonly listed: DocumentedPrice | undefined
  readonly rows: PricedParam | undefined
  readonly columns: PricedParam | undefined
  /** The name of the param that says how many outputs, and its default. */
  readonly count: { readonly name: string; readonly preset: number } | undefined
}

/** Models of every kind of price that the list has, and two that it does not have. */
const priced: readonly [string, DocumentedPrice | undefined][] = [
  ...Object.entries(list as Readonly<Record<string, DocumentedPrice>>).filter(
    ([, { table, from, older }], i) =>
      table !== undefined || older === true || i % (from ? 4 : 3) === 0,
  ),
  ['unlisted/image', undefined],
  ['unlisted/video', undefined],
]

/** How a label of the list may be written: `5s` also as 5 or `"5"`, and in another case. */
function written(labels: readonly string[], style: number): PricedParam['values'] {
  return labels.map((label) => {
    if (!/^\d+s$/.test(label)) return style === 1 ? label.toLowerCase() : label
    const seconds = label.slice(0, -1)
    return [Number(seconds), seconds, label][style] ?? label
  })
}

function paramOf(labels: readonly string[], style: number): PricedParam | undefined {
  const [first] = labels
  if (first === undefined) return undefined
  const names = /^\d+s$/.test(first)
    ? ['duration']
    : /^[a-z]+$/.test(first)
      ? ['quality']
      : /x/.test(first)
        ? ['size', 'image_size', 'resolution']
        : ['resolution', 'image_size', 'size']
  return { name: names[style % names.length] ?? '', values: written(labels, style) }
}

const offer: fc.Arbitrary<Offer> = fc
  .record({
    priced: fc.constantFrom(...priced),
    style: fc.nat(2),
    count: fc.option(
      fc.record({
        name: fc.constantFrom('num_images', 'num_outputs', 'num_videos', 'output_nums', 'n'),
        preset: fc.constantFrom(1, 1, 2),
      }),
      { nil: undefined },
    ),
  })
  .map(({ priced: [model, listed], style, count }) => ({
    model,
    listed,
    rows: paramOf(Object.keys(listed?.table?.rows ?? {}), style),
    columns: paramOf(listed?.table?.columns ?? [], style),
    count,
  }))

/** What a create costs: what the list says, and more in `mode: full` where the list says only the least. */
function trueCost({ listed, rows, columns, count }: Offer) {
  return (params: Readonly<Record<string, unknown>>): number => {
    const number = count ? Number(params[count.name]) : 1
    const factor = params['mode'] === 'full' ? 3 : 1
    if (!listed) return 1.25 * factor * number
    if (listed.table) {
      const row = Object.values(listed.table.rows)[indexIn(rows, params)] ?? []
      const cell = row[columns ? indexIn(columns, params) : 0] ?? NaN
      return cell * number
    }
    return listed.credits * number * (listed.from || listed.older ? factor : 1)
  }
}

function indexIn(param: PricedParam | undefined, params: Readonly<Record<string, unknown>>) {
  return param?.values.indexOf(params[param.name] as string | number) ?? NaN
}

function catalogModel(each: Offer): CatalogModel {
  const { model, rows, columns, count } = each
  const choices = [rows, columns].flatMap((param) =>
    param ? [[param.name, { enum: param.values, default: param.values.at(-1) }] as const] : [],
  )
  const properties = {
    prompt: { type: 'string' },
    mode: { type: 'string', enum: ['draft', 'full'], default: 'draft' },
    image_url: { type: 'string' },
    seed: { type: 'integer' },
    ...Object.fromEntries(choices),
    ...(count && { [count.name]: { type: 'integer', minimum: 1, default: count.preset } }),
  }
  return {
    model_name: model,
    generation_type: 'text_to_image',
    input_params_schema: { type: 'object', required: ['prompt'], properties },
    credits: trueCost(each),
  }
}

/** What of its price params an entry gives; `undefined` leaves one to the model. */
interface Entry {
  /** Which of the models. */
  readonly of: number
  readonly row: number | undefined
  readonly column: number | undefined
  readonly count: number | undefined
  readonly isFull: boolean | undefined
  readonly isMatrix: boolean
  /** Whether it takes the picture of the entry before it. */
  readonly isChild: boolean
}

const maybe = (max: number) => fc.option(fc.nat(max), { nil: undefined, freq: 3 })
const entry: fc.Arbitrary<Entry> = fc.record({
  of: fc.nat(2),
  row: maybe(20),
  column: maybe(3),
  count: maybe(2),
  isFull: fc.option(fc.boolean(), { nil: undefined }),
  isMatrix: fc.boolean(),
  isChild: fc.integer({ min: 0, max: 4 }).map((each) => each === 0),
})

interface Case {
  readonly offers: readonly Offer[]
  readonly entries: readonly Entry[]
  /** Which of the entries each of two steps asks for: of each step of a workflow run of its own. */
  readonly steps: readonly {
    readonly mask: number
    readonly isLimited: boolean
    readonly reuse: 'run' | 'always'
  }[]
}

const step = fc.record({
  mask: fc.oneof(fc.constant(15), fc.integer({ min: 1, max: 15 })),
  isLimited: fc.boolean(),
  reuse: fc.constantFrom('run' as const, 'always' as const, 'always' as const),
})
const cases: fc.Arbitrary<Case> = fc.record({
  offers: fc.uniqueArray(offer, { minLength: 3, maxLength: 3, selector: ({ model }) => model }),
  entries: fc.array(entry, { minLength: 1, maxLength: 4 }),
  steps: fc.array(step, { minLength: 1, maxLength: 2 }),
})

/** One entry as it stands in the manifest. */
function entryOf(each: Entry, i: number, offers: readonly Offer[]) {
  const { model = '', rows, columns, count } = offers[each.of] ?? {}
  const pick = (param: PricedParam | undefined, index: number | undefined) =>
    param && index !== undefined ? { [param.name]: param.values[index % param.values.length] } : {}
  const counts = each.isMatrix ? [1, 2, 3] : [each.count === undefined ? undefined : each.count + 1]
  const matrix = each.isMatrix && count ? { matrix: { count: counts } } : {}
  const params = {
    prompt: `Kite number ${i}`,
    seed: i,
    ...pick(rows, each.row),
    ...pick(columns, each.column),
    ...(each.isFull === undefined ? {} : { mode: each.isFull ? 'full' : 'draft' }),
    ...(count && each.isMatrix ? { [count.name]: '${{ matrix.count }}' } : {}),
    ...(count && !each.isMatrix && counts[0] !== undefined ? { [count.name]: counts[0] } : {}),
  }
  return { name: `e${i}`, model, params, ...matrix }
}

function manifestOf({ entries, offers }: Case, mask: number) {
  const chosen = entries.flatMap((each, i) => ((mask >> i) & 1 ? [{ each, i }] : []))
  const generations: Record<string, unknown>[] = []
  let parent: string | undefined
  for (const { each, i } of chosen) {
    const own = entryOf(each, i, offers)
    const isChild = each.isChild && parent !== undefined
    const image = isChild ? { image_url: `\${{ generations.${parent ?? ''}.assets[0].url }}` } : {}
    generations.push({ ...own, params: { ...own.params, ...image } })
    if (!('matrix' in own)) parent = own.name
  }
  return generations
}

const silent: Log = {
  info: () => undefined,
  notice: () => undefined,
  warning: () => undefined,
  group: async (_, work) => work(),
}

/** GitHub's cache as it is when nothing goes wrong. */
function memory(): Cache {
  const keys: string[] = []
  return {
    find: async (prefixes) => {
      const found = prefixes.map((prefix) => keys.findLast((key) => key.startsWith(prefix)))
      const key = found.find((each) => each !== undefined)
      return Promise.resolve(key === undefined ? { as: 'miss' } : { as: 'hit', key })
    },
    save: async (key, { isWanted }) => {
      if (!(await (isWanted ?? true))) return { as: 'withdrawn' }
      if (!keys.includes(key)) keys.push(key)
      return { as: 'saved' }
    },
  }
}

const { signal } = new AbortController()
const quick = faster(durations, 200)

/** What one step said before it bought anything, in a dry run and for good, and what it bought. */
async function stepOf(
  generations: readonly unknown[],
  how: Case['steps'][number],
  { simulator, cache, runId }: { simulator: Simulator; cache: Cache; runId: number },
): Promise<{
  rehearsed: Estimate | undefined
  planned: Estimate | undefined
  bought: number
  spent: number
}> {
  const workspace = await mkdtemp(join(tmpdir(), 'creatify-fuzz-'))
  await writeFile(join(workspace, 'creatify.yml'), JSON.stringify({ generations }))
  const env = { GITHUB_RUN_ID: String(runId), GITHUB_JOB: 'art', GITHUB_ACTION: 'art' }
  const context = { ...readContext(env, undefined), workspace, temp: workspace }
  const source = { kind: 'manifest', file: 'creatify.yml' } as const
  const { asked, prints } = await load(source, { context, env: {} }, undefined, silent)
  const api = apiOf(simulator)
  const account = { api, balance: async () => api.remainingCredits({ ms: 10_000, signal }) }
  const common = { wait: true, timeout: 60_000, durations: quick, log: silent, signal }
  const asking = { isShown: false, loopback: true, unknownParams: 'error' as const }
  const preparing = { ...common, ...asking, account, context, isLimited: how.isLimited }
  const identity = { reuse: how.reuse, apiUrl: new URL(simulator.apiUrl), key: '' }
  const scope = scopeOf(identity, context, planOf(asked.generations, prints))
  const keeping = { cache, log: silent, signal, durations: quick.ledger }
  const rehearsal = await rehearse(
    asked,
    { ...preparing, dryRun: true },
    { ledger: openLedger(scope, { ...keeping, readOnly: true }), prints },
  )
  claim(rehearsal.failure === undefined, 'the manifest is refused', rehearsal.failure)
  const ledger = openLedger(scope, keeping)
  const claims = openClaims(workspace)
  const batch = await prepare(
    asked,
    { ...preparing, dryRun: false },
    { ...scope, ledger, prints, claims, startedAt: performance.now() },
  )
  claim(batch.ended.length === 0, 'not all can be bought', batch.ended)
  const before = simulator.tasks.length
  const record = new StepRecord(
    () => undefined,
    (text) => text,
  )
  record.open(batch.generations, { ledger, prints })
  const making = { pollInterval: 5, concurrency: 10, budget: undefined, ofThisRun: () => true }
  await generate(
    batch,
    api,
    { ...common, ...making, claims, onTask: record.began.bind(record) },
    async (outcome) => {
      claim(outcome.status === 'done', 'not done', outcome)
      record.ended(outcome)
      return Promise.resolve()
    },
  )
  await ledger.close(record.known, 5000)
  await rm(workspace, { recursive: true })
  const created = simulator.tasks.slice(before)
  const spent = Number(created.reduce((sum, { credits }) => sum + credits, 0).toFixed(6))
  return { rehearsed: rehearsal.estimate, planned: batch.estimate, bought: created.length, spent }
}

/** What is said of prices before, and what is spent then. */
export const estimates: readonly Property[] = [
  property('an estimate is what is spent, and "at least" is never more than that', {
    cases: { full: 1000, short: 200 },
    bound: 20_000,
    of: cases,
    async holds(each) {
      const simulator = await startSimulator({
        catalog: each.offers.map(catalogModel),
        credits: 1_000_000,
        seconds: 0,
      })
      const cache = memory()
      try {
        simulator.script(...Array.from({ length: 40 }, () => ({ assets: [tinyPng] })))
        for (const [i, how] of each.steps.entries()) {
          const generations = manifestOf(each, how.mask)
          if (generations.length === 0) continue
          const seen = await stepOf(generations, how, { simulator, cache, runId: i + 1 })
          const { rehearsed, planned, bought, spent } = seen
          for (const estimate of [rehearsed, planned]) {
            claim(estimate?.toBuy === bought, 'another number of purchases', estimate, bought)
            const { credits = NaN, inexact } = estimate ?? {}
            const holds = inexact === 0 ? credits === spent : credits <= spent
            claim(holds, 'another price', estimate, spent, generations)
          }
          const isAgain = i > 0 && each.steps[0]?.mask === how.mask
          claim(!isAgain || rehearsed?.inexact === 0, 'a price is forgotten', rehearsed)
          claim(
            !isAgain || !how.isLimited || planned?.inexact === 0,
            'a price is forgotten',
            planned,
          )
        }
      } finally {
        await simulator.stop()
      }
    },
  }),
]
