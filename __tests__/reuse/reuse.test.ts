import { expectBought, expectCollected, rememberedJob, anotherRun } from '../support/attempts.ts'

test.concurrent('`reuse: run` buys again in another workflow run', async () => {
  await using run = await rememberedJob()
  expectBought(await run.attempt(1), run.job.simulator.tasks[0])
  expectBought(await run.attempt(1, { env: anotherRun }), run.job.simulator.tasks[1])
  expectCollected(await run.attempt(2), run.job.simulator.tasks[0])
})

test.concurrent('`reuse: never` buys again, and notes it for `always` only', async () => {
  await using run = await rememberedJob()
  const never = { with: { reuse: 'never' } }
  expectBought(await run.attempt(1, never), run.job.simulator.tasks[0])
  const transcript = await run.attempt(2, never)
  expectBought(transcript, run.job.simulator.tasks[1])
  expect(run.cache.counts('look-up')).toBe(0)
  expect(run.cache.keys().map((key) => key.split('-')[2])).toEqual(['repo', 'repo'])
  const always = await run.attempt(1, { with: { reuse: 'always' }, env: anotherRun })
  expectCollected(always, run.job.simulator.tasks[1])
})

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

test.concurrent(
  'a matrix job that created nothing leaves the task of its sibling alone',
  async () => {
    await using run = await rememberedJob()
    const { simulator } = run.job
    simulator.fault({ route: 'schemas', status: 400 })
    const failed = await run.attempt(1, { with: { key: '1' } })
    expect(failed.exitCode).toBe(1)
    expectBought(await run.attempt(1, { with: { key: '0' } }), simulator.tasks[0])
    expectBought(await run.attempt(2, { with: { key: '1' } }), simulator.tasks[1])
  },
)
