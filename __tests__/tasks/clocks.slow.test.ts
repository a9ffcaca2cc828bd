import {
  createsOf,
  expectCollected,
  rememberedJob,
  signalWhen,
  type Remembered,
} from '../support/attempts.ts'

/** The runner is two minutes ahead of the server: the simulator runs on the runner's machine, so it is set behind. */
const clockSkewMs = -120_000

/** The first attempt is cancelled while its create hangs, after the task was made. */
async function cancelled({ job, attempt }: Remembered): Promise<void> {
  const { simulator } = job
  simulator.fault({ route: 'create', hang: 'after' })
  await attempt(
    1,
    signalWhen('SIGINT', () => simulator.tasks.length === 1),
  )
}

test.concurrent(
  'a runner 2 minutes ahead, cancelled while the create hung: the re-run takes the task after a minute',
  async () => {
    await using run = await rememberedJob({ clockSkewMs })
    await cancelled(run)
    expectCollected(await run.attempt(2), run.job.simulator.tasks[0])
    expect(createsOf(run.job)).toHaveLength(1)
  },
)

test.concurrent(
  'a runner 2 minutes ahead of an API without `Date`, cancelled while the create hung: the re-run names the task after a minute',
  async () => {
    await using run = await rememberedJob({ clockSkewMs, assumptions: { dateHeader: false } })
    await cancelled(run)
    const transcript = await run.attempt(2)
    expect(transcript.exitCode).toBe(1)
    expect(transcript.errors.at(-1)).toContain(
      `so any of these equal tasks may be the new one: ${run.job.simulator.tasks[0]?.id ?? ''}`,
    )
    expect(createsOf(run.job)).toHaveLength(1)
  },
)
