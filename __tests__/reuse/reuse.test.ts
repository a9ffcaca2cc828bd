import {
  createsOf,
  expectBought,
  expectCollected,
  killedWithEntry,
  rememberedJob,
} from '../support/attempts.ts'

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

  // Asked twice, with a pause: a file that is missing for a moment is not gone.
  run.job.simulator.fault({ route: 'asset', status: 404, times: 2 })
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
