import type { CacheTrouble } from '../../simulator/cache.ts'
import { killedWhen, rememberedJob } from '../support/attempts.ts'
import { resultOf } from '../support/reading.ts'
import type { Transcript } from '../support/scenario.ts'

/** The product's lengths of time are divided by this where a scenario waits: `ledger-trouble.slow.test.ts` has them in full. */
const pace = 10
/** What no trouble of the cache service may add to a step, ms: its end waits at most 30 s, divided by `pace`. */
const patience = 15_000

/** What the toolkit would print. */
const chatter =
  /Cache (Size|saved|hit|restored|not found)|\[command\]|Sent \d|Received \d|tar -|##\[/i

/** The lines that say that this step's tasks are not remembered. */
function warningsIn({ log }: Transcript): readonly string[] {
  const lines = log.split('\n').filter((line) => line.includes('A re-run may not find'))
  for (const line of lines) expect(line).not.toContain('..')
  return lines
}

/** One picture, paid for once, and not a word of the toolkit. */
function expectUndisturbed(transcript: Transcript): void {
  expect(transcript.errors).toEqual([])
  expect(transcript.exitCode).toBe(0)
  expect(transcript.outputs['status']).toBe('done')
  expect(transcript.files).toHaveLength(1)
  expect(transcript.annotations).toEqual([])
  expect(transcript.log).not.toMatch(chatter)
  expect(transcript.log).not.toContain('(node:')
}

test.concurrent('a healthy service: remembered, and no word of it', async () => {
  await using run = await rememberedJob()
  const bought = await run.attempt(1)
  const collected = await run.attempt(2)
  for (const transcript of [bought, collected]) {
    expectUndisturbed(transcript)
    expect(warningsIn(transcript)).toEqual([])
  }
  expect(resultOf(collected).reused).toBe(true)
})

test.concurrent(
  'a service of version 1, as on GitHub Enterprise Server: remembered, and no word of it',
  async () => {
    await using run = await rememberedJob({ pace }, { protocol: 1 })
    const bought = await run.attempt(1)
    const collected = await run.attempt(2)
    for (const transcript of [bought, collected]) {
      expectUndisturbed(transcript)
      expect(warningsIn(transcript)).toEqual([])
    }
    expect(resultOf(collected).reused).toBe(true)
    run.cache.trouble = { kind: 'status', status: 503 }
    const failing = await run.attempt(1, { env: { ACTIONS_CACHE_MODE: 'write-only' } })
    expect(warningsIn(failing)).toHaveLength(1)
  },
)

const withoutService = { ACTIONS_RESULTS_URL: '', ACTIONS_RUNTIME_TOKEN: '' }

test.concurrent.each<[string, { env?: Record<string, string>; trouble?: CacheTrouble }]>([
  ['is not there', { env: withoutService }],
  ['is down', { trouble: { kind: 'down' } }],
  ['answers 503', { trouble: { kind: 'status', status: 503 } }],
  ['answers 429', { trouble: { kind: 'status', status: 429, retryAfter: 60 } }],
  ['answers 401', { trouble: { kind: 'status', status: 401 } }],
  ['may only be read, by the mode', { env: { ACTIONS_CACHE_MODE: 'read' } }],
  ['may not be used, by the mode', { env: { ACTIONS_CACHE_MODE: 'none' } }],
])(
  'a first attempt where the cache service %s: one line, and little time',
  async (_, { env = {}, trouble }) => {
    await using run = await rememberedJob({ pace })
    const healthy = await run.attempt(1, { env: { GITHUB_RUN_ID: '1658821999' } })
    run.cache.trouble = trouble
    const transcript = await run.attempt(1, { env })
    expectUndisturbed(transcript)
    expect(warningsIn(transcript)).toHaveLength(1)
    expect(transcript.ms - healthy.ms).toBeLessThan(patience)
    expect(run.job.simulator.counts('create')).toBe(2)
  },
)

test.concurrent('a token that may only read: one line, and little time', async () => {
  await using run = await rememberedJob({ pace }, { readOnly: true })
  const without = await run.attempt(1, { env: withoutService })
  const transcript = await run.attempt(1)
  expectUndisturbed(transcript)
  expect(warningsIn(transcript)).toHaveLength(1)
  expect(transcript.ms - without.ms).toBeLessThan(patience)
})

test.concurrent(
  'more uploads than GitHub allows in a minute: one line, and little time',
  async () => {
    await using run = await rememberedJob({ pace }, { uploadsPerMinute: 0 })
    const without = await run.attempt(1, { env: withoutService })
    const transcript = await run.attempt(1)
    expectUndisturbed(transcript)
    expect(warningsIn(transcript)).toHaveLength(1)
    expect(transcript.ms - without.ms).toBeLessThan(patience)
  },
)

test.concurrent(
  'the limit is reached between two saves: one line, and the re-run still finds the task',
  async () => {
    await using run = await rememberedJob({ pace }, { uploadsPerMinute: 1 })
    const transcript = await run.attempt(1)
    expectUndisturbed(transcript)
    expect(warningsIn(transcript)).toHaveLength(1)
    const again = await run.attempt(2)
    expectUndisturbed(again)
    expect(resultOf(again)).toMatchObject({ reused: true, task_id: transcript.outputs['task-id'] })
    expect(run.job.simulator.counts('create')).toBe(1)
  },
)

test.concurrent('a slow service: at most one line, and little time', async () => {
  await using run = await rememberedJob({ pace })
  const healthy = await run.attempt(1, { env: { GITHUB_RUN_ID: '1658821999' } })
  run.cache.trouble = { kind: 'slow', ms: 2000 / pace }
  const transcript = await run.attempt(1)
  expectUndisturbed(transcript)
  expect(warningsIn(transcript).length).toBeLessThanOrEqual(1)
  expect(transcript.ms - healthy.ms).toBeLessThan(patience)
})

test.concurrent(
  'a service that goes away between two attempts: bought again, and said',
  async () => {
    await using run = await rememberedJob({ pace, seconds: 3 })
    await run.attempt(
      1,
      killedWhen(() => run.cache.entries.length >= 2),
    )
    run.cache.trouble = { kind: 'down' }
    const transcript = await run.attempt(2)
    expect(transcript.exitCode).toBe(0)
    expect(transcript.warnings).toEqual([
      expect.stringContaining('so nobody knows what was paid for earlier'),
    ])
    expect(warningsIn(transcript)).toEqual([
      expect.stringContaining(`task-id: ${transcript.outputs['task-id'] ?? ''}`),
    ])
    expect(transcript.log).not.toMatch(chatter)
    expect(resultOf(transcript).reused).toBe(false)
    expect(run.job.simulator.counts('create')).toBe(2)
  },
)

test.concurrent(
  'GitHub has deleted the entries between two attempts: bought again, and said',
  async () => {
    await using run = await rememberedJob()
    const first = await run.attempt(1)
    run.cache.evict()
    const transcript = await run.attempt(2)
    expect(transcript.errors).toEqual([])
    const [notice, ...others] = transcript.annotations
    expect(notice?.severity).toBe('notice')
    expect(notice?.message).toContain('Nothing was found of the attempts before this one')
    expect(others).toEqual([])
    expect(warningsIn(transcript)).toEqual([])
    expect(transcript.outputs['task-id']).not.toBe(first.outputs['task-id'])
  },
)
