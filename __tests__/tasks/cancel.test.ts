import { readFile } from 'node:fs/promises'
import { lightJob, rememberedJob, signalWhen } from '../support/attempts.ts'
import { kite, resultOf } from '../support/reading.ts'
import type { Job, Transcript } from '../support/scenario.ts'

/** From the signal to the end of the process, ms; the runner kills after 7500. */
const prompt = 2000

const created = (log: string) => log.includes(' created')

/** Everything is written, and the one sentence says that the task goes on and how to collect it. */
async function expectUnfinished(job: Job, transcript: Transcript, why: string): Promise<void> {
  const [task] = job.simulator.tasks
  const { errors, exitCode, outputs, summary } = transcript
  expect(exitCode).toBe(1)
  expect(job.simulator.counts('create')).toBe(1)
  expect(outputs).toMatchObject({
    status: 'unfinished',
    'task-id': task?.id,
    'task-ids': task?.id,
    tasks: `nano-banana-2=${task?.id ?? ''}`,
  })
  expect(resultOf(transcript)).toMatchObject({ status: 'unfinished', task_id: task?.id })
  const file = await readFile(outputs['results-file'] ?? '', 'utf8')
  expect(JSON.parse(file)).toEqual([resultOf(transcript)])
  expect(summary).toContain('0 of 1 done')
  expect(summary).toContain('unfinished')

  expect(errors).toHaveLength(1)
  expect(errors[0]).toContain(why)
  expect(errors[0]).toMatch(/no cancel|done and paid/)
  expect(errors[0]).toContain(`\`task-id: nano-banana-2=${task?.id ?? ''}\``)
}

test.concurrent.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s while a task is waited for: unfinished, with the task',
  async (signal) => {
    await using run = await rememberedJob({ seconds: 60 })
    const cue = signalWhen(signal, () => run.job.simulator.counts('task') >= 2)
    const transcript = await run.attempt(1, cue)
    expect(transcript.startedAt + transcript.ms - cue.sentAt).toBeLessThan(prompt)
    await expectUnfinished(run.job, transcript, 'cancelled')
    expect(transcript.errors[0]).toContain('Re-run this job to collect, or use `task-id:')
    // A look may have been on its way while the signal was.
    const later = run.job.simulator.requests.filter(({ at }) => at > cue.sentAt + 100)
    expect(later).toEqual([])
    expect(transcript.log).not.toContain('A re-run may not find')
  },
)

test.concurrent('two signals, as the runner sends them: unfinished, with the task', async () => {
  await using job = await lightJob({ seconds: 60 })
  const first = signalWhen('SIGINT', created)
  const transcript = await job.run({
    with: kite,
    during(child, log) {
      first.during(child, log)
      signalWhen('SIGTERM', () => !Number.isNaN(first.sentAt)).during(child, log)
    },
  })
  await expectUnfinished(job, transcript, 'cancelled')
})

test.concurrent('a create under way is waited for: its task is not lost', async () => {
  await using job = await lightJob({ seconds: 60 })
  job.simulator.fault({ route: 'create', delayMs: 3000 })
  const cue = signalWhen('SIGINT', () => job.simulator.counts('create') === 1)
  const transcript = await job.run({ with: kite, during: cue.during })
  expect(transcript.startedAt + transcript.ms - cue.sentAt).toBeLessThan(3000 + prompt)
  await expectUnfinished(job, transcript, 'cancelled')
})

test.concurrent('a create under way that is never answered: given up in time', async () => {
  await using job = await lightJob({ seconds: 60 })
  job.simulator.fault({ route: 'create', hang: 'after' })
  const cue = signalWhen('SIGINT', () => job.simulator.counts('create') === 1)
  const transcript = await job.run({ with: kite, during: cue.during })
  expect(transcript.startedAt + transcript.ms - cue.sentAt).toBeLessThan(7500)
  expect(transcript.exitCode).toBe(1)
  expect(job.simulator.counts('create')).toBe(1)
  expect(transcript.errors).toHaveLength(1)
  expect(transcript.errors[0]).toContain('ambiguous create')
  expect(transcript.errors[0]).toContain('cancelled')
  expect(transcript.errors[0]).toContain('`task-id`')
  expect(resultOf(transcript)).toMatchObject({ status: 'failed', task_id: null })
  expect(transcript.outputs['status']).toBe('failed')
})

test.concurrent('cancelled while a lost create is looked for: no second create', async () => {
  await using job = await lightJob()
  job.simulator.fault({ route: 'create', reset: 'before' })
  const cue = signalWhen('SIGINT', () => job.simulator.counts('list') === 2)
  const transcript = await job.run({ with: kite, during: cue.during })
  expect(transcript.startedAt + transcript.ms - cue.sentAt).toBeLessThan(prompt)
  expect(transcript.errors[0]).toContain('ambiguous create')
  expect(transcript.errors[0]).toContain('cancelled')
  expect(job.simulator.counts('create')).toBe(1)
})

test.concurrent('cancelled while a 429 is waited out: nothing was started', async () => {
  await using job = await lightJob()
  job.simulator.fault({ route: 'create', status: 429, headers: { 'Retry-After': '30' } })
  const cue = signalWhen('SIGINT', () =>
    job.simulator.requests.some(({ status }) => status === 429),
  )
  const transcript = await job.run({ with: kite, during: cue.during })
  expect(transcript.startedAt + transcript.ms - cue.sentAt).toBeLessThan(prompt)
  expect(transcript.outputs['status']).toBe('unfinished')
  expect(resultOf(transcript)).toMatchObject({ status: 'skipped', task_id: null })
  expect(transcript.errors[0]).toContain('cancelled')
  expect(job.simulator.tasks).toHaveLength(0)
})

test.concurrent('cancelled during a download that hangs: unfinished, with the task', async () => {
  await using job = await lightJob()
  job.simulator.fault({ route: 'asset', hang: 'before' })
  const cue = signalWhen('SIGTERM', () => job.simulator.counts('asset') === 1)
  const transcript = await job.run({ with: kite, during: cue.during })
  expect(transcript.startedAt + transcript.ms - cue.sentAt).toBeLessThan(prompt)
  await expectUnfinished(job, transcript, 'cancelled')
  expect(transcript.outputs['credits-used']).toBe('1')
  // Nothing is remembered here, so a re-run would buy it again.
  expect(transcript.errors[0]).toContain('The task is done and paid. Collect with `task-id:')
  expect(resultOf(transcript).assets).toMatchObject([{ path: null, bytes: null }])
  expect(transcript.files).toEqual([])
})

test.concurrent('cancelled before anything was created: nothing is', async () => {
  await using job = await lightJob()
  job.simulator.fault({ route: 'schemas', hang: 'before', times: 9 })
  const cue = signalWhen('SIGINT', () => job.simulator.counts('schemas') === 1)
  const transcript = await job.run({ with: kite, during: cue.during })
  expect(transcript.startedAt + transcript.ms - cue.sentAt).toBeLessThan(prompt)
  expect(transcript.exitCode).toBe(1)
  expect(transcript.outputs).toMatchObject({ status: 'unfinished', 'task-id': '', tasks: '' })
  expect(resultOf(transcript)).toMatchObject({ status: 'skipped', task_id: null })
  expect(transcript.errors).toHaveLength(1)
  expect(transcript.errors[0]).toContain('not started')
  expect(transcript.errors[0]).toContain('cancelled')
  expect(transcript.summary).toContain('skipped')
  expect(job.simulator.counts('create')).toBe(0)
})

test.concurrent(
  'cancelled while what was paid for is recalled: the next attempt still collects',
  async () => {
    await using run = await rememberedJob({ seconds: 1 })
    const { simulator } = run.job
    await run.attempt(1)
    const looks = simulator.counts('task')
    simulator.fault({ route: 'task', hang: 'before' })
    const cue = signalWhen('SIGINT', () => simulator.counts('task') > looks)
    const transcript = await run.attempt(2, cue)
    expect(transcript.outputs['status']).toBe('unfinished')
    expect(resultOf(await run.attempt(3))).toMatchObject({ status: 'done', reused: true })
    expect(simulator.counts('create')).toBe(1)
  },
)

test.concurrent('the timeout while a task is waited for: unfinished, with the task', async () => {
  await using job = await lightJob({ seconds: 60 })
  const transcript = await job.run({ with: { ...kite, timeout: '3s' } })
  await expectUnfinished(job, transcript, 'timeout of 3s')
  const [create] = job.simulator.requests.filter(({ route }) => route === 'create')
  const waited = transcript.startedAt + transcript.ms - (create?.at ?? 0)
  expect(waited).toBeGreaterThan(2900)
  expect(waited).toBeLessThan(3000 + prompt)
})
