import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { RecordedRequest } from '../../simulator/simulator.ts'
import {
  expectBought,
  expectCollected,
  homeOf,
  killedWhen,
  killedWithEntry,
  lightJob,
  rememberedJob,
} from '../support/attempts.ts'
import {
  creditsOf,
  endsOf,
  expectCreates,
  kites,
  named,
  rememberedManifest,
  runMany,
  stillModel,
} from '../support/manifests.ts'
import { startCacheService } from '../../simulator/cache.ts'
import { kite, resultOf, resultsOf } from '../support/reading.ts'

/** The product's lengths of time are divided by this where a scenario waits for the list. */
const pace = 10

test.concurrent('the replacement of a failed task is looked for by the re-run', async () => {
  await using run = await rememberedJob({
    seconds: 1,
    scripts: [{ end: 'failed', failedReason: 'Too red', seconds: 0.2 }],
  })
  const { simulator } = run.job
  expect((await run.attempt(1)).outputs['status']).toBe('failed')
  simulator.fault({ route: 'create', delayMs: 60_000 })
  await run.attempt(
    2,
    killedWhen(() => simulator.tasks.length === 2 && run.cache.entries.length > 0),
  )
  expectCollected(await run.attempt(3), simulator.tasks[1])
  expectCreates(run.job, 2)
})

const sizes = {
  defaults: { model: stillModel },
  generations: [
    { name: 'large', params: { prompt: 'A red kite', resolution: '4K' } },
    { name: 'plain', params: { prompt: 'A red kite' } },
  ],
}
const isPlain = ({ body }: RecordedRequest) =>
  !JSON.stringify((body as { readonly input_params: unknown }).input_params).includes('4K')

test.concurrent('who asks for less does not take the task of who asks for more', async () => {
  await using job = await lightJob({ seconds: 0.5 })
  job.simulator.fault(
    { route: 'create', reset: 'after', match: isPlain },
    { route: 'create', delayMs: 2000, match: (request) => !isPlain(request) },
  )
  const transcript = await runMany(job, sizes)
  expect(transcript.errors).toEqual([])
  expectCreates(job, 2)
  for (const { name, task_id: id } of resultsOf(transcript)) {
    const task = job.simulator.tasks.find((each) => each.id === id)
    expect([name, task?.params['resolution']]).toEqual([name, name === 'large' ? '4K' : undefined])
  }
})

test.concurrent(
  'in a re-run, who asks for less does not take the task of who asks for more',
  async () => {
    const generations = sizes.generations.toReversed()
    await using run = await rememberedManifest({ ...sizes, generations }, { seconds: 0.5 })
    const { simulator } = run.job
    simulator.fault({ route: 'create', delayMs: 60_000, times: 2 })
    await run.attempt(
      1,
      killedWhen(() => simulator.tasks.length === 2 && run.cache.entries.length > 0),
    )
    const transcript = await run.attempt(2)
    expect(transcript.errors).toEqual([])
    expectCreates(run.job, 2)
    const large = simulator.tasks.find(({ params }) => params['resolution'] === '4K')
    expect(named(transcript, 'large').task_id).toBe(large?.id)
  },
)

test.concurrent('what failed in an earlier attempt counts against the budget', async () => {
  const lost = { end: 'failed', failedReason: 'Content policy', credits: 2, seconds: 0.2 } as const
  await using run = await rememberedManifest(kites(2), { seconds: 0.2, scripts: [lost, lost] })
  const step = { with: { 'max-credits': '3', concurrency: '1' } }
  await run.attempt(1, step)
  expect(creditsOf(run.job)).toBe(4)
  const again = await run.attempt(2, step)
  expect(creditsOf(run.job)).toBe(4)
  expect(again.summary).toContain('Spent 4 of at most 3 credits')
  expect(again.errors.at(-1)).toContain('`max-credits` is 3, 4 spent')
})

test.concurrent('credits that another run spent do not count against the budget', async () => {
  await using run = await rememberedManifest(kites(2), { seconds: 0.2 })
  const step = { with: { 'max-credits': '2', reuse: 'always' } }
  await run.attempt(1, step)
  run.written = kites(5)
  const transcript = await run.attempt(1, { ...step, env: { GITHUB_RUN_ID: '1658821999' } })
  expect(transcript.summary).toContain('Spent 2 of at most 2 credits: `nano-banana-2` 2.')
})

test.concurrent('a file that is missing for a moment is not bought again', async () => {
  await using run = await rememberedJob({ seconds: 0.2, pace })
  await run.attempt(1)
  run.job.simulator.fault({ route: 'asset', status: 404 })
  expectCollected(await run.attempt(2), run.job.simulator.tasks[0])
  expectCreates(run.job, 1)
})

test.concurrent('an API that is down when the re-run begins: waited for', async () => {
  await using run = await rememberedJob({ seconds: 0.5, pace })
  await killedWithEntry(run)
  run.job.simulator.fault({ route: 'task', status: 502, forMs: 8000 / pace })
  expectCollected(await run.attempt(2), run.job.simulator.tasks[0])
})

test.concurrent(
  'an API that stays down in a re-run: unfinished, with the ids to collect by',
  async () => {
    await using run = await rememberedManifest(kites(2), { seconds: 0.5 })
    const { tasks } = run.job.simulator
    await run.attempt(
      1,
      killedWhen(() => run.cache.entries.length >= 3),
    )
    for (const route of ['task', 'tasks'] as const) {
      run.job.simulator.fault({ route, status: 502, times: 999 })
    }
    const transcript = await run.attempt(2, { with: { timeout: '4s' } })
    expect(transcript.exitCode).toBe(1)
    expect(transcript.outputs['status']).toBe('unfinished')
    const ids = (transcript.outputs['task-ids'] ?? '').split('\n')
    expect(ids.toSorted()).toEqual(tasks.map(({ id }) => id).toSorted())
    expect(transcript.errors.at(-1)).toContain('task-id: kite-1=')
    expectCreates(run.job, 2)
  },
)

test.concurrent('runners of one user do not spoil what the others remember', async () => {
  await using job = await lightJob({ seconds: 0.1 })
  const cache = await startCacheService({ uploadsPerMinute: 5000 })
  try {
    const home = homeOf(job)
    await mkdir(home, { recursive: true })
    const step = (key: string, attempt: number) =>
      job.run({
        with: { ...kite, params: `prompt: kite ${key}`, key },
        env: { ...cache.env, HOME: home, GITHUB_RUN_ATTEMPT: String(attempt) },
      })
    const keys = ['0', '1', '2', '3']
    for (const attempt of [1, 2, 3]) {
      const transcripts = await Promise.all(keys.map(async (key) => step(key, attempt)))
      for (const transcript of transcripts) {
        expect(resultOf(transcript).reused).toBe(attempt > 1)
        expect(transcript.log).not.toContain('pick up')
      }
    }
    expectCreates(job, keys.length)
  } finally {
    await cache.stop()
  }
})

test.concurrent('a re-run on a machine whose workspace lies deeper finds the task', async () => {
  await using run = await rememberedJob({ seconds: 0.2 })
  await run.attempt(1)
  const deep = join(run.job.workspace, '..', 'deep', 'a', 'b', 'c')
  await mkdir(deep, { recursive: true })
  const transcript = await run.attempt(2, { env: { GITHUB_WORKSPACE: deep } })
  expect(transcript.errors).toEqual([])
  expect(resultOf(transcript)).toMatchObject({ reused: true, status: 'done' })
  expectCreates(run.job, 1)
})

test.concurrent('credentials that are refused: every generation has its result', async () => {
  await using job = await lightJob()
  const transcript = await runMany(job, kites(3), { with: { 'api-key': 'wrong-key-of-somebody' } })
  expect(endsOf(transcript)).toEqual(['kite-1 failed', 'kite-2 failed', 'kite-3 failed'])
  expect(transcript.errors.at(-1)).toMatch(
    /^GET \/\S+ answered 401: .* Check the secrets behind the inputs `api-id` and `api-key`; nothing was created\.$/,
  )
})

test.concurrent('a lost create whose task failed is created again, and counts', async () => {
  const failed = { end: 'failed', failedReason: 'Too red', credits: 1, seconds: 0.05 } as const
  await using run = await rememberedJob({ seconds: 0.3, scripts: [failed] })
  const { simulator } = run.job
  simulator.fault({ route: 'create', delayMs: 60_000 })
  await run.attempt(
    1,
    killedWhen(() => simulator.tasks.length === 1 && run.cache.entries.length > 0),
  )
  const transcript = await run.attempt(2, { with: { 'max-credits': '5' } })
  expectBought(transcript, simulator.tasks[1])
  expect(transcript.log).toContain(`task ${simulator.tasks[0]?.id ?? ''} failed`)
  expect(transcript.summary).toContain('Spent 2 of at most 5 credits')
})
