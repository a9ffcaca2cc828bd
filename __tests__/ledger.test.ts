import {
  createsOf,
  killedWhen,
  rememberedJob,
  signalWhen,
  type Remembered,
} from './support/attempts.ts'
import { resultOf } from './support/reading.ts'
import type { Transcript } from './support/scenario.ts'

const slow = { seconds: 4 }

/** The first attempt ends by force once its task has an entry. */
async function killedWithEntry(
  { cache, attempt }: Remembered,
  step: Parameters<Remembered['attempt']>[1] = {},
): Promise<void> {
  const entries = cache.entries.length + 2
  await attempt(1, { ...step, ...killedWhen(() => cache.entries.length >= entries) })
}

/** The task of an earlier attempt, with its files, and nothing spent now. */
function expectCollected(transcript: Transcript, task: { readonly id: string } | undefined): void {
  expect(transcript.errors).toEqual([])
  expect(transcript.exitCode).toBe(0)
  expect(transcript.outputs).toMatchObject({
    status: 'done',
    'task-id': task?.id,
    'credits-used': '0',
  })
  expect(resultOf(transcript)).toMatchObject({
    status: 'done',
    task_id: task?.id,
    reused: true,
    credits_used: 1,
    seconds: null,
  })
  expect(transcript.files).toHaveLength(1)
  expect(transcript.annotations).toEqual([])
}

function expectBought(transcript: Transcript, task: { readonly id: string } | undefined): void {
  expect(transcript.errors).toEqual([])
  expect(transcript.outputs).toMatchObject({
    status: 'done',
    'task-id': task?.id,
    'credits-used': '1',
  })
  expect(resultOf(transcript)).toMatchObject({ reused: false, credits_used: 1 })
  expect(transcript.files).toHaveLength(1)
}

test.concurrent('killed once the task is known: the re-run collects it', async () => {
  await using run = await rememberedJob(slow)
  await killedWithEntry(run)
  expect(run.job.simulator.tasks).toHaveLength(1)
  const transcript = await run.attempt(2)
  expectCollected(transcript, run.job.simulator.tasks[0])
  expect(run.job.simulator.counts('create')).toBe(1)
  expect(run.job.simulator.counts('list')).toBe(0)
})

test.concurrent('killed the moment the task is known: the re-run collects it', async () => {
  await using run = await rememberedJob(slow)
  await run.attempt(
    1,
    killedWhen((log) => log.includes(' created')),
  )
  const transcript = await run.attempt(2)
  expectCollected(transcript, run.job.simulator.tasks[0])
  expect(run.job.simulator.counts('create')).toBe(1)
})

test.concurrent('killed while the answer to the create was under way: adopted', async () => {
  await using run = await rememberedJob(slow)
  const { simulator } = run.job
  simulator.fault({ route: 'create', delayMs: 60_000 })
  await run.attempt(
    1,
    killedWhen(() => simulator.tasks.length === 1),
  )
  const transcript = await run.attempt(2)
  expectCollected(transcript, simulator.tasks[0])
  expect(simulator.counts('create')).toBe(1)
  expect(transcript.log).toContain('of an earlier attempt is in the task list')
})

test.concurrent('cancelled while the create hung: the re-run adopts', async () => {
  await using run = await rememberedJob(slow)
  const { simulator } = run.job
  simulator.fault({ route: 'create', hang: 'after' })
  await run.attempt(
    1,
    signalWhen('SIGINT', () => simulator.tasks.length === 1),
  )
  expectCollected(await run.attempt(2), simulator.tasks[0])
  expect(simulator.counts('create')).toBe(1)
})

test.concurrent('a third attempt still knows', async () => {
  await using run = await rememberedJob({ seconds: 6 })
  await killedWithEntry(run)
  await run.attempt(
    2,
    killedWhen((log) => log.includes('was paid for earlier')),
  )
  expectCollected(await run.attempt(3), run.job.simulator.tasks[0])
  expect(run.job.simulator.counts('create')).toBe(1)
})

test.concurrent('the balance is zero: what was paid for is collected', async () => {
  await using run = await rememberedJob(slow)
  await killedWithEntry(run)
  run.job.simulator.credits = 0
  expectCollected(await run.attempt(2), run.job.simulator.tasks[0])
  expect(run.job.simulator.counts('create')).toBe(1)
})

test.concurrent('the model has left the catalog: what was paid for is collected', async () => {
  await using run = await rememberedJob(slow)
  await killedWithEntry(run)
  run.job.simulator.fault({ route: 'schemas', status: 200, body: [], times: 99 })
  expectCollected(await run.attempt(2), run.job.simulator.tasks[0])
  expect(run.job.simulator.counts('create')).toBe(1)
})

test.concurrent('the task has failed: created anew, and the log says so', async () => {
  await using run = await rememberedJob({ scripts: [{ end: 'failed', failedReason: 'Too red' }] })
  const failed = await run.attempt(1)
  expect(failed.outputs['status']).toBe('failed')
  const { tasks } = run.job.simulator
  const transcript = await run.attempt(2)
  expectBought(transcript, tasks[1])
  expect(transcript.log).toContain(`task ${tasks[0]?.id ?? ''} failed, so it is created anew`)
  expectCollected(await run.attempt(3), tasks[1])
  expect(tasks).toHaveLength(2)
})

test.concurrent('the task is not known any more: created anew, and the log says so', async () => {
  await using run = await rememberedJob({ scripts: [{ goneFor: 1000, seconds: 60 }] })
  await killedWithEntry(run, { with: { 'poll-interval': '60s' } })
  const transcript = await run.attempt(2)
  const { tasks } = run.job.simulator
  expectBought(transcript, tasks[1])
  expect(transcript.log).toContain(`task ${tasks[0]?.id ?? ''} is not known`)
  expect(tasks).toHaveLength(2)
})

test.concurrent('a timeout: the re-run collects', async () => {
  await using run = await rememberedJob(slow)
  const late = await run.attempt(1, { with: { timeout: '2s' } })
  expect(late.outputs['status']).toBe('unfinished')
  expectCollected(await run.attempt(2), run.job.simulator.tasks[0])
  expect(run.job.simulator.counts('create')).toBe(1)
})

test.concurrent('other params in the re-run are another purchase', async () => {
  await using run = await rememberedJob()
  await run.attempt(1)
  const other = await run.attempt(2, { with: { params: 'prompt: A red kite\nresolution: 2K' } })
  const { tasks } = run.job.simulator
  expectBought(other, tasks[1])
  const params = '{"resolution": "2K", "prompt": "A red kite"}'
  expectCollected(await run.attempt(3, { with: { params, name: 'renamed' } }), tasks[1])
  expect(tasks).toHaveLength(2)
})

const anotherRun = { GITHUB_RUN_ID: '1658821999' }

test.concurrent('`reuse: run` buys again in another workflow run', async () => {
  await using run = await rememberedJob()
  expectBought(await run.attempt(1), run.job.simulator.tasks[0])
  expectBought(await run.attempt(1, { env: anotherRun }), run.job.simulator.tasks[1])
  expectCollected(await run.attempt(2), run.job.simulator.tasks[0])
})

test.concurrent('`reuse: always` does not, unless the files are gone', async () => {
  await using run = await rememberedJob()
  const always = { with: { reuse: 'always' } }
  const { tasks } = run.job.simulator
  expectBought(await run.attempt(1, always), tasks[0])
  expectCollected(await run.attempt(1, { ...always, env: anotherRun }), tasks[0])
  expect(tasks).toHaveLength(1)

  run.job.simulator.fault({ route: 'asset', status: 404 })
  const again = await run.attempt(1, { ...always, env: { GITHUB_RUN_ID: '1658822000' } })
  expectBought(again, tasks[1])
  expect(again.log).toContain(`task ${tasks[0]?.id ?? ''} is done, but its files are gone`)
  expectCollected(
    await run.attempt(1, { ...always, env: { GITHUB_RUN_ID: '1658822001' } }),
    tasks[1],
  )
})

test.concurrent('`reuse: never` buys again and leaves the cache alone', async () => {
  await using run = await rememberedJob()
  const never = { with: { reuse: 'never' } }
  expectBought(await run.attempt(1, never), run.job.simulator.tasks[0])
  const transcript = await run.attempt(2, never)
  expectBought(transcript, run.job.simulator.tasks[1])
  expect(transcript.log).not.toContain('could not pick up')
  expect(run.cache.requests).toEqual([])
})

test.concurrent(
  'two matrix jobs with equal params: a task each, also in their re-runs',
  async () => {
    await using run = await rememberedJob({ seconds: 6 })
    const jobs = ['0', '1'].map((key) => ({ with: { key } }))
    for (const job of jobs) await killedWithEntry(run, job)
    const { tasks } = run.job.simulator
    expect(tasks).toHaveLength(2)
    for (const [i, job] of [...jobs.entries()].toReversed()) {
      expectCollected(await run.attempt(2, job), tasks[i])
    }
    expect(createsOf(run.job)).toHaveLength(2)
  },
)

test.concurrent(
  'two steps of a job, alike but for their ids, do not take each other for one',
  async () => {
    await using run = await rememberedJob()
    const second = { env: { GITHUB_ACTION: '__self_2' } }
    const { tasks } = run.job.simulator
    expectBought(await run.attempt(1), tasks[0])
    expectBought(await run.attempt(1, second), tasks[1])
    expectCollected(await run.attempt(2, second), tasks[1])
    expectCollected(await run.attempt(2), tasks[0])
  },
)
