import {
  createsOf,
  expectCollected,
  lightJob,
  rememberedJob,
  signalWhen,
} from '../support/attempts.ts'
import { kite } from '../support/reading.ts'
import type { Job, Transcript } from '../support/scenario.ts'

/** The product's lengths of time are divided by this: `clocks.slow.test.ts` has the longest of them in full. */
const pace = 10

/** The runner is two minutes ahead of the server: the simulator runs on the runner's machine, so it is set behind. */
const clockSkewMs = -120_000
/** The same against the five minutes that a re-run allows, at this pace. */
const clockSkewAtPace = clockSkewMs / pace

const resetAfter = { route: 'create', reset: 'after' } as const
const resetBefore = { route: 'create', reset: 'before' } as const

/** The step did not create again, and names the tasks that may be its own. */
function expectDoubt({ exitCode, errors }: Transcript, ids: readonly string[]): void {
  expect(exitCode).toBe(1)
  const [error] = errors
  expect(errors).toHaveLength(1)
  expect(error).toContain('ambiguous create')
  expect(error).toContain('the API does not tell its time')
  expect(error).toContain('`task-id`')
  expect(error?.match(/[0-9a-f]{8}-[0-9a-f-]{27}/g) ?? []).toEqual(ids)
}

/** The task of the lost create is the step's, and there is no other. */
function expectTaken({ simulator }: Job, { errors, outputs }: Transcript): void {
  expect(errors).toEqual([])
  expect(outputs['task-id']).toBe(simulator.tasks[0]?.id)
  expect(simulator.counts('create')).toBe(1)
}

/** The lost create was never made, and made once after that. */
function expectMadeAgain({ simulator }: Job, { errors, outputs }: Transcript): void {
  expect(errors).toEqual([])
  expect(outputs['task-id']).toBe(simulator.tasks[0]?.id)
  expect([simulator.counts('create'), simulator.tasks.length]).toEqual([2, 1])
}

test.concurrent(
  'times without a zone, on a runner in Asia/Tokyo: the task of a lost create is taken',
  async () => {
    await using job = await lightJob({ pace, assumptions: { timesAs: 'no-zone' } })
    job.simulator.fault(resetAfter)
    expectTaken(job, await job.run({ with: kite, env: { TZ: 'Asia/Tokyo' } }))
  },
)

test.concurrent(
  'times without a zone, on a runner in America/Los_Angeles: what was never made is created again',
  async () => {
    await using job = await lightJob({ pace, assumptions: { timesAs: 'no-zone' } })
    job.simulator.fault(resetBefore)
    expectMadeAgain(job, await job.run({ with: kite, env: { TZ: 'America/Los_Angeles' } }))
  },
)

test.concurrent('a runner 2 minutes ahead: the task of a lost create is taken', async () => {
  await using job = await lightJob({ pace, clockSkewMs })
  job.simulator.fault(resetAfter)
  expectTaken(job, await job.run({ with: kite }))
})

test.concurrent('a runner 2 minutes ahead: what was never made is created again', async () => {
  await using job = await lightJob({ pace, clockSkewMs })
  job.simulator.fault(resetBefore)
  expectMadeAgain(job, await job.run({ with: kite }))
})

test.concurrent.each([
  ['after the work', resetAfter, 1],
  ['before the work', resetBefore, 0],
] as const)(
  'a runner 2 minutes ahead of an API without `Date`, the create reset %s: doubt in each attempt, and no second create',
  async (_, fault, made) => {
    await using run = await rememberedJob({
      pace,
      clockSkewMs,
      assumptions: { dateHeader: false },
    })
    const { simulator } = run.job
    simulator.fault(fault)
    for (const attempt of [1, 2]) {
      const transcript = await run.attempt(attempt)
      expectDoubt(
        transcript,
        simulator.tasks.map(({ id }) => id),
      )
    }
    expect(simulator.tasks).toHaveLength(made)
    expect(createsOf(run.job)).toHaveLength(1)
  },
)

test.concurrent(
  'a runner ahead, cancelled while the create hung: the re-run takes the task',
  async () => {
    await using run = await rememberedJob({ pace, clockSkewMs: clockSkewAtPace })
    const { simulator } = run.job
    simulator.fault({ route: 'create', hang: 'after' })
    await run.attempt(
      1,
      signalWhen('SIGINT', () => simulator.tasks.length === 1),
    )
    expectCollected(await run.attempt(2), simulator.tasks[0])
    expect(createsOf(run.job)).toHaveLength(1)
  },
)

test.concurrent(
  'a runner ahead, cancelled while a create hung that was never made: the re-run creates it once',
  async () => {
    await using run = await rememberedJob({ pace, clockSkewMs: clockSkewAtPace })
    const { simulator } = run.job
    simulator.fault({ route: 'create', hang: 'before' })
    await run.attempt(
      1,
      signalWhen('SIGINT', () => simulator.counts('create') === 1),
    )
    expectMadeAgain(run.job, await run.attempt(2))
  },
)

test.concurrent(
  'a runner ahead of an API without `Date`, cancelled while the create hung: the re-run names the task, and does not create',
  async () => {
    await using run = await rememberedJob({
      pace,
      clockSkewMs: clockSkewAtPace,
      assumptions: { dateHeader: false },
    })
    const { simulator } = run.job
    simulator.fault({ route: 'create', hang: 'after' })
    await run.attempt(
      1,
      signalWhen('SIGINT', () => simulator.tasks.length === 1),
    )
    expectDoubt(
      await run.attempt(2),
      simulator.tasks.map(({ id }) => id),
    )
    expect(createsOf(run.job)).toHaveLength(1)
  },
)
