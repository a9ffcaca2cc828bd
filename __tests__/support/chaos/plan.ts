import type { CacheTrouble } from '../../../simulator/cache.ts'
import type { Assumptions, Fault } from '../../../simulator/simulator.ts'
import { drawFrom, type Draw } from './draw.ts'

/** What one step asks for: one generation, or a manifest. */
export interface Call {
  readonly with: Readonly<Record<string, string>>
  /** In the workspace, by name. */
  readonly files: Readonly<Record<string, string>>
  /** The prompts of its generations: what tells them apart, equal ones included. */
  readonly prompts: readonly string[]
}

/** An end by force. */
export interface Kill {
  readonly signal: 'SIGKILL' | 'SIGINT'
  /** ms after its start. */
  readonly after: number
}

/** All that one run is going to meet; the operating system adds its own timing. */
export interface Plan {
  readonly seed: number
  /** Steps that run at the same time, and have the same workflow, job, step and key. */
  readonly calls: readonly Call[]
  readonly reuse: 'run' | 'always'
  /** Every attempt is another workflow run. */
  readonly newRuns: boolean
  /** By attempt and call. */
  readonly kills: readonly (readonly (Kill | undefined)[])[]
  readonly seconds: number
  readonly assumptions: Partial<Assumptions>
  readonly history: number
  /** So many tasks fail before the others are done. */
  readonly failing: number
  readonly faults: readonly Fault[]
  readonly cache: {
    readonly protocol: 1 | 2
    readonly trouble: CacheTrouble | undefined
    /** Every entry is gone before the second attempt. */
    readonly evicted: boolean
  }
  /** ms after the start at which another client creates a task that differs in one param. */
  readonly strangers: readonly number[]
  /** Of the runner, for times without a zone. */
  readonly timeZone: string
  /** What the clock of the API is ahead of the runner's. */
  readonly clockSkewMs: number
}

export const imageModel = 'nano-banana-2'

/** `all` also draws what needs one verdict about lost creates and a ledger of facts. */
export type Reach = 'basic' | 'all'

/** The same seed and reach draw the same plan. */
export function planFrom(seed: number, reach: Reach): Plan {
  const draw = drawFrom(seed)
  const all = reach === 'all'
  const two = all && draw.chance(0.35)
  const first = callFrom(draw, seed)
  const second = draw.chance(0.5) ? first : callFrom(draw, seed + 0.5)
  const calls = two ? [first, second] : [first]
  const equal = two && first === second
  const always = all && draw.chance(0.25)
  const useless = draw.chance(0.06)
  const kills = draw.pick([0, 1, 1, 2])
  const newRuns = always && draw.chance(0.5)
  // Calls that ask for the same need a key each (docs/billing.md): without it, a machine that is lost may cost.
  const ownKey = equal && kills > 0 ? [{ key: 'first' }, { key: 'second' }] : []
  return {
    seed,
    calls: calls.map((call, i) => ({ ...call, with: { ...call.with, ...ownKey[i] } })),
    reuse: always ? 'always' : 'run',
    newRuns,
    kills: Array.from({ length: kills }, () =>
      calls.map(() =>
        draw.chance(0.85)
          ? { signal: draw.pick(['SIGKILL', 'SIGINT']), after: draw.between(150, 3000) }
          : undefined,
      ),
    ),
    seconds: draw.between(0.2, 2.5),
    assumptions: assumptionsFrom(draw, all, useless),
    history: useless ? 0 : 3,
    failing: draw.chance(0.12) ? draw.pick([1, 1, 2]) : 0,
    faults: [...faultsFrom(draw, kills > 0), ...(all ? pairsFrom(draw) : [])],
    cache: cacheFrom(draw, all, newRuns),
    strangers: all && draw.chance(0.3) ? [draw.between(0, 1500), draw.between(0, 4000)] : [],
    timeZone: all ? draw.pick(['UTC', 'Asia/Tokyo', 'America/Los_Angeles']) : 'UTC',
    clockSkewMs: all ? draw.pick([0, 0, 0, 120_000, -120_000]) : 0,
  }
}

function callFrom(draw: Draw, number: number): Call {
  if (draw.chance(0.5)) {
    const prompt = `Poster number ${number}`
    return {
      with: { model: imageModel, params: `prompt: ${prompt}` },
      files: {},
      prompts: [prompt],
    }
  }
  // Two equal generations, another one, and a clip of that one.
  const twin = `  - params: { prompt: Poster number ${number} }`
  const manifest = `defaults: { model: ${imageModel} }
generations:
${twin}
  - name: clip
    model: kling-video/v1.6/pro/image-to-video
    params:
      prompt: Slow push in, number ${number}
      image_url: \${{ generations.still.assets[0].url }}
  - { name: still, params: { prompt: Still number ${number} } }
${twin}
`
  return {
    with: { manifest: 'creatify.yml', concurrency: draw.pick(['1', '2', '10']) },
    files: { 'creatify.yml': manifest },
    prompts: [
      `Poster number ${number}`,
      `Slow push in, number ${number}`,
      `Still number ${number}`,
      `Poster number ${number}`,
    ],
  }
}

function assumptionsFrom(draw: Draw, all: boolean, useless: boolean): Partial<Assumptions> {
  const some: Partial<Assumptions> = {
    creditsAs: draw.pick(['number', 'string']),
    failedReasonNone: draw.pick(['', null]),
    updatedAt: draw.pick(['end', 'create']),
    timesAs: draw.pick(['utc', 'offset']),
    echoDefaults: draw.chance(0.3),
    inputUrls: draw.pick(['kept', 'other-host']),
    compression: draw.pick(['none', 'gzip']),
    chargeDelayMs: draw.pick([0, 0, 700]),
    batchUnknownIds: draw.pick(['left-out', 'left-out', 'refused']),
    ...(useless && { list: draw.pick(['empty', 'refused']) }),
  }
  if (!all) return some
  return {
    ...some,
    timesAs: draw.pick(['utc', 'offset', 'no-zone']),
    inputUrls: draw.pick(['kept', 'other-host', 'other-path']),
    createdIdCase: draw.pick(['lower', 'lower', 'upper']),
    runningStatuses: draw.pick(['documented', 'sibling']),
    failedStatus: draw.pick(['failed', 'rejected']),
    unknownTask: draw.pick(['detail', 'detail', 'no-detail', 'page']),
    listRunning: draw.pick(['shown', 'shown', 'shown', 'hidden']),
    listDelayMs: draw.pick([0, 0, 500, 3000]),
    listOrder: draw.pick(['newest', 'newest', 'newest', 'oldest', 'none']),
    list: some.list ?? draw.pick(['array', 'array', 'paginated']),
    dateHeader: draw.chance(0.9),
    retryAfterAs: draw.pick(['seconds', 'date', 'none']),
    ...(draw.chance(0.1) && { perMinute: { list: 12 } }),
  }
}

function cacheFrom(draw: Draw, all: boolean, newRuns: boolean): Plan['cache'] {
  const kind = draw.pick(['none', 'none', 'none', 'slow', 'down', 'status'])
  const only =
    all && draw.chance(0.5) ? { only: [draw.pick(['look-up', 'reserve', 'finalize'])] } : {}
  const troubles: Readonly<Record<typeof kind, CacheTrouble | undefined>> = {
    none: undefined,
    slow: { kind: 'slow', ms: draw.between(50, 1500), ...only },
    down: { kind: 'down', ...only },
    status:
      all && draw.chance(0.5)
        ? { kind: 'status', status: 429, retryAfter: 1, ...only }
        : { kind: 'status', status: 503, ...only },
  }
  return {
    protocol: all ? draw.pick([2, 2, 1]) : 2,
    trouble: troubles[kind],
    // A new run that finds nothing is as good as the first: it has nothing to warn of.
    evicted: all && draw.chance(0.06) && !newRuns,
  }
}

function faultsFrom(draw: Draw, killed: boolean): readonly Fault[] {
  const faults: Fault[] = []
  const add = (chance: number, fault: () => Fault) => {
    if (draw.chance(chance)) faults.push(fault())
  }
  add(0.25, () => ({ route: 'create', reset: 'after' }))
  add(0.12, () => ({ route: 'create', reset: 'before' }))
  add(0.1, () => ({ route: 'create', status: draw.pick([500, 502, 504]), after: true }))
  add(0.02, () => ({ route: 'create', status: 500 }))
  add(0.1, () => ({ route: 'create', status: 429, headers: { 'Retry-After': '1' } }))
  add(0.15, () => ({ route: 'create', delayMs: draw.between(100, 2000) }))
  if (killed) add(0.15, () => ({ route: 'create', hang: draw.pick(['before', 'after']) }))
  if (killed) add(0.1, () => ({ route: 'task', hang: 'before' }))
  const trouble = (route: 'task' | 'tasks'): Fault => ({
    route,
    status: draw.pick([500, 502, 503]),
    times: draw.pick([1, 2, 3]),
  })
  add(0.2, () => trouble('task'))
  add(0.15, () => ({ route: 'task', reset: 'before' }))
  add(0.1, () => ({ route: 'task', status: 429, headers: { 'Retry-After': '1' } }))
  add(0.2, () => trouble('tasks'))
  add(0.1, () => ({ route: 'tasks', status: draw.pick([400, 405]) }))
  add(0.15, () => ({ route: 'schemas', status: 503 }))
  add(0.1, () => ({ route: 'schemas', reset: 'after' }))
  add(0.15, () => ({ route: 'credits', status: 500 }))
  add(0.15, () => ({ route: 'list', status: 502 }))
  add(0.03, () => ({ route: 'list', status: 502, forMs: 61_000 }))
  add(0.1, () => ({ route: 'list', delayMs: draw.between(100, 1500) }))
  add(0.04, () => ({ route: 'asset', status: 503 }))
  add(0.04, () => ({ route: 'asset', truncate: 5000 }))
  return faults
}

/** What was only wrong in pairs: two losses at once, an old reading of the list, a connection closed under a request. */
function pairsFrom(draw: Draw): readonly Fault[] {
  const faults: Fault[] = []
  if (draw.chance(0.15)) faults.push({ route: 'create', reset: 'after', skip: 1, times: 2 })
  if (draw.chance(0.15)) faults.push({ route: 'list', delayMs: draw.between(3000, 12_000) })
  if (draw.chance(0.15))
    faults.push({ route: 'create', reset: 'before', match: ({ before }) => before > 0 })
  if (draw.chance(0.1))
    faults.push({ route: 'tasks', status: 429, retryAfter: { seconds: 2, as: 'date' } })
  if (draw.chance(0.1)) faults.push({ route: 'task', status: 404, body: '<html>Not Found</html>' })
  return faults
}

/** For people. */
export function describePlan(plan: Plan): readonly string[] {
  const { calls, kills, faults, assumptions, cache, strangers, clockSkewMs } = plan
  return [
    ...calls.map((call) => `call: ${JSON.stringify(call.with)}`),
    `reuse ${plan.reuse}${plan.newRuns ? ', each attempt a new run' : ''}, tasks of ${plan.seconds.toFixed(1)} s, TZ ${plan.timeZone}`,
    ...kills.map((each, i) => `attempt ${i + 1}: ${JSON.stringify(each)}`),
    `assumptions: ${JSON.stringify(assumptions)}`,
    ...faults.map((fault) =>
      JSON.stringify({ ...fault, ...(fault.match && { match: 'kept alive' }) }),
    ),
    ...(plan.failing > 0 ? [`the first ${plan.failing} tasks fail`] : []),
    ...(cache.trouble ? [`cache ${JSON.stringify(cache.trouble)}`] : []),
    ...(cache.evicted ? ['cache emptied after the first attempt'] : []),
    ...(cache.protocol === 1 ? ['cache protocol 1'] : []),
    ...(clockSkewMs !== 0 ? [`the clock of the API is ${clockSkewMs / 1000} s ahead`] : []),
    ...(strangers.length > 0 ? [`${strangers.length} tasks of another client`] : []),
  ]
}
