import {
  createsOf,
  expectBought,
  expectCollected,
  killedWhen,
  killedWithEntry,
  rememberedJob,
  signalWhen,
  somebodyElseCreates,
} from '../support/attempts.ts'

const slow = { seconds: 4 }

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

test.concurrent(
  'killed while the answer to the create was under way, and others have filled the first page of the list: adopted',
  async () => {
    await using run = await rememberedJob({ ...slow, assumptions: { list: 'paginated' } })
    const { simulator } = run.job
    simulator.fault({ route: 'create', delayMs: 60_000 })
    await run.attempt(
      1,
      killedWhen(() => simulator.tasks.length === 1),
    )
    for (let i = 1; i <= 25; i += 1) await somebodyElseCreates(run.job, { prompt: `Boat ${i}` })
    expectCollected(await run.attempt(2), simulator.tasks[0])
    expect(createsOf(run.job)).toHaveLength(1)
  },
)

test.concurrent('an attempt that created nothing leaves nothing to look for', async () => {
  await using run = await rememberedJob({ assumptions: { list: 'refused' } })
  const refused = await run.attempt(1, { with: { params: 'prompt: 1' } })
  expect(refused.exitCode).toBe(1)
  expectBought(await run.attempt(2), run.job.simulator.tasks[0])
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

test.concurrent('the task has failed: created again, and the log says so', async () => {
  await using run = await rememberedJob({ scripts: [{ end: 'failed', failedReason: 'Too red' }] })
  const failed = await run.attempt(1)
  expect(failed.outputs['status']).toBe('failed')
  const { tasks } = run.job.simulator
  const transcript = await run.attempt(2)
  expectBought(transcript, tasks[1])
  expect(transcript.log).toContain(`task ${tasks[0]?.id ?? ''} failed, so it is created again`)
  expectCollected(await run.attempt(3), tasks[1])
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
