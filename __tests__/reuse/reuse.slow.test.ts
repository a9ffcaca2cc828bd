import {
  createsOf,
  expectBought,
  expectCollected,
  killedWithEntry,
  rememberedJob,
  anotherRun,
} from '../support/attempts.ts'

test.concurrent(
  '`reuse: always` buys nothing again in another workflow run, unless the files are gone',
  async () => {
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
  },
)

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
