import type { Route } from '../../simulator/simulator.ts'
import { lightJob, signalWhen, somebodyElseCreates } from '../support/attempts.ts'
import { kite } from '../support/reading.ts'

const prompt = 3000

test.concurrent.each<[string, Route, Readonly<Record<string, string>>]>([
  ['the catalog is fetched', 'schemas', { 'list-models': 'true' }],
  ['a dry run checks', 'schemas', { ...kite, 'dry-run': 'true' }],
  ['a task is looked for', 'task', { 'task-id': '6f1c2a34-0000-4000-8000-0123456789ab' }],
  ['tasks are looked for', 'tasks', { 'task-id': 'one=6f1c2a34\ntwo=7f1c2a34' }],
])('cancelled while %s and no answer comes: a prompt end', async (_, route, given) => {
  await using job = await lightJob()
  job.simulator.fault({ route, hang: 'before', times: Infinity })
  const cue = signalWhen('SIGINT', () => job.simulator.counts(route) > 0)
  const transcript = await job.run({ with: given, during: cue.during })
  expect(transcript.startedAt + transcript.ms - cue.sentAt).toBeLessThan(prompt)
  expect(transcript.exitCode).toBe(1)
  expect(transcript.outputs['status']).toBe('unfinished')
  expect(transcript.errors).toHaveLength(1)
  expect(transcript.errors[0]).toMatch(/cancelled/)
  expect(transcript.log).not.toMatch(/This is a bug|^\s+at /m)
  const ids = (given['task-id'] ?? '').split('\n').map((line) => line.split('=').at(-1))
  expect(transcript.outputs['task-ids']).toBe(ids.join('\n'))
  expect(job.simulator.counts('create')).toBe(0)
})

test.concurrent.each([
  ['503', { status: 503 }],
  ['nothing', { hang: 'before' }],
] as const)('collecting with a timeout and an API that answers %s', async (_, fault) => {
  await using job = await lightJob({ seconds: 0.1 })
  const id = await somebodyElseCreates(job, { prompt: 'A red kite' })
  job.simulator.fault({ route: 'task', ...fault, times: Infinity })
  const transcript = await job.run({ with: { 'task-id': `hero=${id}`, timeout: '2s' } })
  expect(transcript.ms).toBeLessThan(10_000)
  expect(transcript.exitCode).toBe(1)
  expect(transcript.outputs).toMatchObject({
    status: 'unfinished',
    'task-ids': id,
    tasks: `hero=${id}`,
  })
  expect(job.simulator.counts('task')).toBeGreaterThan(0)
  expect(transcript.errors[0]).toContain(id)
})
