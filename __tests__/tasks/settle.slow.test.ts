import { createsOf, lightJob, somebodyElseCreates } from '../support/attempts.ts'
import { gaps, kite, resultOf } from '../support/reading.ts'
import type { Job, Transcript } from '../support/scenario.ts'

/** The product's lengths of time are divided by this. */
const pace = 5

const resetBefore = { route: 'create', reset: 'before' } as const
const resetAfter = { route: 'create', reset: 'after' } as const

/** The task of the lost create was found in the list and taken: nothing was paid twice. */
function expectAdopted({ simulator }: Job, transcript: Transcript): void {
  const [task] = simulator.tasks
  expect(simulator.counts('create')).toBe(1)
  expect(simulator.tasks).toHaveLength(1)
  expect(transcript.errors).toEqual([])
  expect(transcript.outputs).toMatchObject({ status: 'done', 'task-id': task?.id })
  expect(resultOf(transcript)).toMatchObject({ status: 'done', task_id: task?.id, reused: false })
  expect(transcript.files).toHaveLength(1)
  expect(transcript.log).toContain(`Task ${task?.id ?? ''} is taken`)
}

/** The step did not dare to create again, and says why and what to do. */
function expectAmbiguous(transcript: Transcript, evidence: string): void {
  expect(transcript.exitCode).toBe(1)
  expect(transcript.errors).toHaveLength(1)
  expect(transcript.errors[0]).toContain('ambiguous create')
  expect(transcript.errors[0]).toContain(evidence)
  expect(transcript.errors[0]).toContain('`task-id`')
  expect(transcript.outputs).toMatchObject({ status: 'failed', 'credits-used': '0', tasks: '' })
  expect(resultOf(transcript)).toMatchObject({ status: 'failed', task_id: null })
  expect(resultOf(transcript).failed_reason).toContain('ambiguous create')
}

/** Two creates, the second only after the list had shown nothing for `holdMs`, and one task. */
function expectCreatedAgain(job: Job, transcript: Transcript, holdMs: number): void {
  const creates = createsOf(job)
  expect(transcript.errors).toEqual([])
  // What Node itself would print of a timer that is set into the past.
  expect(transcript.log).not.toContain('(node:')
  expect(transcript.outputs).toMatchObject({
    status: 'done',
    'task-id': job.simulator.tasks.at(-1)?.id,
  })
  expect(creates).toHaveLength(2)
  expect(creates[1]?.body).toEqual(creates[0]?.body)
  const [waited = 0] = gaps(creates)
  expect(waited).toBeGreaterThanOrEqual(holdMs / pace)
}

// The longest comes first: the others run beside it.
test.concurrent(
  'a create that is answered with 500 without the work: made again, and only after a minute',
  async () => {
    await using job = await lightJob({ pace })
    job.simulator.fault({ route: 'create', status: 500 })
    const transcript = await job.run({ with: kite })
    expectCreatedAgain(job, transcript, 60_000)
    expect(job.simulator.tasks).toHaveLength(1)
  },
)

test.concurrent('a create that is reset after the work: the task is adopted', async () => {
  await using job = await lightJob({ pace })
  job.simulator.fault(resetAfter)
  const transcript = await job.run({ with: kite })
  expectAdopted(job, transcript)
  expect(transcript.outputs['credits-used']).toBe('1')
  expect(transcript.warnings).toHaveLength(1)
})

test.concurrent.each([408, 500, 502, 504])(
  'a create that is answered with %i after the work: adopted',
  async (status) => {
    await using job = await lightJob({ pace })
    job.simulator.fault({ route: 'create', status, after: true })
    expectAdopted(job, await job.run({ with: kite }))
  },
)

test.concurrent('a create whose answer is cut short: adopted', async () => {
  await using job = await lightJob({ pace })
  job.simulator.fault({ route: 'create', truncate: 40 })
  expectAdopted(job, await job.run({ with: kite }))
})

test.concurrent('a create that is answered with 201 and no task: adopted', async () => {
  await using job = await lightJob({ pace })
  job.simulator.fault({ route: 'create', body: '<html>Welcome</html>' })
  expectAdopted(job, await job.run({ with: kite }))
})

test.concurrent('the task shows up in the list late: adopted', async () => {
  await using job = await lightJob({ pace })
  job.simulator.fault(resetAfter, { route: 'list', status: 502, times: 2 })
  expectAdopted(job, await job.run({ with: kite }))
})

test.concurrent('a paginated list: adopted', async () => {
  await using job = await lightJob({ pace, assumptions: { list: 'paginated' } })
  job.simulator.fault(resetAfter)
  expectAdopted(job, await job.run({ with: kite }))
})

test.concurrent('params that come back with defaults filled in: adopted', async () => {
  await using job = await lightJob({ pace, assumptions: { echoDefaults: true } })
  job.simulator.fault(resetAfter)
  expectAdopted(job, await job.run({ with: { ...kite, params: 'prompt: A kite\nresolution: 2K' } }))
})

test.concurrent(
  'a create that is reset before the work: made again, once the list has proved it',
  async () => {
    await using job = await lightJob({ pace })
    job.simulator.fault(resetBefore)
    const transcript = await job.run({ with: kite })
    expectCreatedAgain(job, transcript, 10_000)
    expect(job.simulator.tasks).toHaveLength(1)
  },
)

test.concurrent.each([
  ['ahead', 60_000],
  ['behind', -60_000],
])(
  'the clock of the server a minute %s: adopted, and absence is proved',
  async (_, clockSkewMs) => {
    await using adopting = await lightJob({ pace, clockSkewMs })
    adopting.simulator.fault(resetAfter)
    await using again = await lightJob({ pace, clockSkewMs })
    again.simulator.fault(resetBefore)
    const [adopted, created] = await Promise.all(
      [adopting, again].map(async (job) => job.run({ with: kite })),
    )
    if (!adopted || !created) throw new Error('two runs')
    expectAdopted(adopting, adopted)
    expectCreatedAgain(again, created, 10_000)
  },
)

test.concurrent('an empty list proves nothing', async () => {
  await using job = await lightJob({ pace, history: 0 })
  job.simulator.fault(resetBefore)
  expectAmbiguous(await job.run({ with: kite }), 'empty')
  expect(job.simulator.counts('create')).toBe(1)
  expect(job.simulator.tasks).toHaveLength(0)
})

test.concurrent('a list that is refused proves nothing, even where the task exists', async () => {
  await using job = await lightJob({ pace, assumptions: { list: 'refused' } })
  job.simulator.fault(resetAfter)
  expectAmbiguous(await job.run({ with: kite }), 'cannot be read')
  expect(job.simulator.counts('create')).toBe(1)
})

test.concurrent('a list with the oldest first shows a task, and proves no absence', async () => {
  const assumptions = { listOrder: 'oldest' } as const
  await using adopting = await lightJob({ pace, assumptions })
  adopting.simulator.fault(resetAfter)
  expectAdopted(adopting, await adopting.run({ with: kite }))
  await using doubting = await lightJob({ pace, assumptions })
  doubting.simulator.fault(resetBefore)
  expectAmbiguous(await doubting.run({ with: kite }), 'newest first')
  expect(doubting.simulator.counts('create')).toBe(1)
})

test.concurrent('a list that does not reach back past the request proves nothing', async () => {
  await using job = await lightJob({ pace, history: 0 })
  job.simulator.fault({
    ...resetBefore,
    match: ({ headers }) => {
      if (headers['x-somebody-else'] !== undefined) return false
      void somebodyElseCreates(job, { prompt: 'A blue boat' })
      return true
    },
  })
  expectAmbiguous(await job.run({ with: kite }), 'reach back')
  expect(createsOf(job)).toHaveLength(1)
})

test.concurrent("somebody else's task that differs in one param is left alone", async () => {
  await using job = await lightJob({ pace })
  const id = await somebodyElseCreates(job, { prompt: 'A red kite', aspect_ratio: '16:9' })
  job.simulator.fault(resetBefore)
  const transcript = await job.run({
    with: { ...kite, params: 'prompt: A red kite\naspect_ratio: 1:1' },
  })
  expectCreatedAgain(job, transcript, 10_000)
  expect(job.simulator.tasks.map((task) => task.id)).toEqual([id, transcript.outputs['task-id']])
})

test.concurrent("somebody else's task with another prompt is left alone", async () => {
  await using job = await lightJob({ pace })
  const id = await somebodyElseCreates(job, { prompt: 'A blue boat' })
  job.simulator.fault(resetBefore)
  const transcript = await job.run({ with: kite })
  expectCreatedAgain(job, transcript, 10_000)
  expect(job.simulator.tasks.map((task) => task.id)).toEqual([id, transcript.outputs['task-id']])
})

test.concurrent('a create that is lost twice: ambiguous, and no third one', async () => {
  await using job = await lightJob({ pace })
  job.simulator.fault({ ...resetBefore, times: 2 })
  expectAmbiguous(await job.run({ with: kite }), 'twice')
  expect(job.simulator.counts('create')).toBe(2)
  expect(job.simulator.tasks).toHaveLength(0)
})

test.concurrent(
  'a create that is lost twice, the second time after the work: adopted',
  async () => {
    await using job = await lightJob({ pace })
    job.simulator.fault(resetBefore, resetAfter)
    const transcript = await job.run({ with: kite })
    expectCreatedAgain(job, transcript, 10_000)
    expect(job.simulator.tasks).toHaveLength(1)
  },
)
