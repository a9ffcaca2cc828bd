import type { CacheOptions, CacheTrouble } from '../../simulator/cache.ts'
import { expectCollected, killedWithEntry, rememberedJob } from '../support/attempts.ts'

/** The product's lengths of time are divided by this. */
const pace = 10

interface Failing {
  readonly cache?: CacheOptions
  readonly trouble?: CacheTrouble
  readonly env?: Readonly<Record<string, string>>
  /** The token of the re-run may not write. */
  readonly readOnly?: boolean
  /** So many look-ups of the re-run fail. */
  readonly failures?: number
}

const status = (code: number) => ({ kind: 'status', status: code }) as const

// A failure is no miss: what it hides may be paid for.
test.concurrent.each<[string, Failing]>([
  ['is down', { trouble: { kind: 'down' } }],
  ['is too slow', { trouble: { kind: 'slow', ms: 6500 / pace } }],
  ['answers 503', { trouble: status(503) }],
  ['answers 429', { trouble: { ...status(429), retryAfter: 60 } }],
  ['answers 401', { trouble: status(401) }],
  ['is not there', { env: { ACTIONS_RESULTS_URL: '', ACTIONS_RUNTIME_TOKEN: '' } }],
  ['may not be read, by the mode', { env: { ACTIONS_CACHE_MODE: 'write-only' } }],
  ['speaks version 1 and is down', { cache: { protocol: 1 }, trouble: { kind: 'down' } }],
  ['speaks version 1 and answers 503', { cache: { protocol: 1 }, trouble: status(503) }],
])(
  'a service that %s when a re-run begins: a warning before anything is bought',
  async (_, { cache = {}, trouble, env = {} }) => {
    await using run = await rememberedJob({ pace, seconds: 1 }, cache)
    await killedWithEntry(run)
    run.cache.trouble = trouble
    const transcript = await run.attempt(2, { env })
    expect(transcript.warnings).toEqual([
      expect.stringContaining('so nobody knows what was paid for earlier. It may be bought again.'),
    ])
    const { log } = transcript
    expect(log.indexOf('::warning')).toBeLessThan(log.search(/task \S+ of \S+ created/))
    expect(run.job.simulator.tasks).toHaveLength(2)
  },
)

test.concurrent.each<[string, Failing]>([
  ['may only be read, by the token', { readOnly: true }],
  ['may only be read, by the mode', { env: { ACTIONS_CACHE_MODE: 'read' } }],
  ['speaks version 1 and may only be read', { cache: { protocol: 1 }, readOnly: true }],
  ['fails twice', { failures: 2 }],
])(
  'a service that %s when a re-run begins: the task is found',
  async (_, { cache = {}, env = {}, readOnly = false, failures = 0 }) => {
    await using run = await rememberedJob({ pace, seconds: 1 }, cache)
    await killedWithEntry(run)
    run.cache.readOnly = readOnly
    if (failures > 0) run.cache.fault({ route: 'look-up', status: 503, times: failures })
    expectCollected(await run.attempt(2, { env }), run.job.simulator.tasks[0])
    expect(run.job.simulator.counts('create')).toBe(1)
  },
)
