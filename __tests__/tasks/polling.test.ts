import type { Fault } from '../../simulator/simulator.ts'
import { lightJob, looks } from '../support/attempts.ts'
import { endsOf, kites, runMany } from '../support/manifests.ts'
import { gaps, kite, resultOf, tinyPng } from '../support/reading.ts'
import { startJob } from '../support/scenario.ts'

const unhurried = { model: kite.model, params: kite.params }
const video = { model: 'veo3.1/fast', params: 'prompt: A red kite' }

test.concurrent('images: first after 2 s, then every second', async () => {
  await using job = await startJob({ seconds: 4.5 })
  job.simulator.script({ assets: [tinyPng] })
  const transcript = await job.run({ with: unhurried })
  expect(transcript.exitCode).toBe(0)
  const create = job.simulator.requests.filter(({ route }) => route === 'create')
  const [first = 0, ...rest] = gaps([...create, ...looks(job)])
  expect(first).toBeGreaterThan(1700)
  expect(first).toBeLessThan(5000)
  expect(rest.length).toBeGreaterThanOrEqual(2)
  expect(rest.length).toBeLessThanOrEqual(4)
  for (const gap of rest) expect(gap).toBeGreaterThan(600)
})

test.concurrent('poll-interval overrides both', async () => {
  await using job = await startJob({ seconds: 3.5 })
  const transcript = await job.run({ with: { ...video, 'poll-interval': '1500ms' } })
  expect(transcript.exitCode).toBe(0)
  const create = job.simulator.requests.filter(({ route }) => route === 'create')
  const between = gaps([...create, ...looks(job)])
  expect(between).toHaveLength(3)
  for (const gap of between) {
    expect(gap).toBeGreaterThan(1000)
    expect(gap).toBeLessThan(5000)
  }
})

test.concurrent('the timeout: unfinished, the step fails, the id is kept', async () => {
  await using job = await startJob({ seconds: 600 })
  const transcript = await job.run({ with: { ...kite, timeout: '3s' } })
  const [task] = job.simulator.tasks
  expect(transcript.exitCode).toBe(1)
  expect(transcript.errors).toHaveLength(1)
  expect(transcript.errors[0]).toMatch(/unfinished: .*timeout of 3s/)
  expect(transcript.errors[0]).toContain(task?.id)
  expect(transcript.outputs).toMatchObject({
    status: 'unfinished',
    'task-id': task?.id,
    tasks: `nano-banana-2=${task?.id ?? ''}`,
  })
  expect(resultOf(transcript)).toMatchObject({
    status: 'unfinished',
    task_id: task?.id,
    assets: [],
  })
  expect(transcript.ms).toBeGreaterThan(3000)
  expect(transcript.ms).toBeLessThan(20_000)
})

test.concurrent('the timeout during a poll that hangs', async () => {
  await using job = await startJob({ seconds: 0.1 })
  job.simulator.fault({ route: 'task', hang: 'before' })
  const transcript = await job.run({ with: { ...kite, timeout: '3s' } })
  expect(looks(job)).toHaveLength(1)
  expect(transcript.exitCode).toBe(1)
  expect(transcript.outputs['status']).toBe('unfinished')
  expect(transcript.outputs['task-id']).toBe(job.simulator.tasks[0]?.id)
  expect(transcript.ms).toBeLessThan(20_000)
})

test.concurrent('the timeout during a create that hangs: one POST, and ambiguous', async () => {
  await using job = await startJob()
  job.simulator.fault({ route: 'create', hang: 'after' })
  const transcript = await job.run({ with: { ...kite, timeout: '2s' } })
  expect(job.simulator.counts('create')).toBe(1)
  expect(transcript.exitCode).toBe(1)
  expect(transcript.errors.at(-1)).toContain('ambiguous create')
  expect(transcript.outputs['status']).toBe('failed')
  expect(transcript.ms).toBeLessThan(30_000)
})

test.concurrent('a 429 on a poll obeys Retry-After and slows the rest down', async () => {
  await using job = await startJob({ seconds: 6 })
  job.simulator.script({ assets: [tinyPng] })
  job.simulator.fault({ route: 'task', skip: 2, status: 429, headers: { 'Retry-After': '3' } })
  const transcript = await job.run({ with: { ...kite, 'poll-interval': '800ms' } })
  expect(transcript.exitCode).toBe(0)
  const all = looks(job)
  const hit = all.findIndex(({ status }) => status === 429)
  expect(hit).toBe(2)
  const between = gaps(all)
  expect(between[hit]).toBeGreaterThan(2900)
  expect(between[hit]).toBeLessThan(8000)
  expect(between[0]).toBeLessThan(1500)
  const later = between.slice(hit + 1)
  expect(later.length).toBeGreaterThan(0)
  for (const gap of later) expect(gap).toBeGreaterThan(1200)
})

test.concurrent('connections that break while polling are survived', async () => {
  await using job = await startJob({ seconds: 0.1 })
  job.simulator.script({ assets: [tinyPng] })
  job.simulator.fault(
    { route: 'task', reset: 'before' },
    { route: 'task', truncate: 10 },
    { route: 'task', status: 200, body: '<title>Maintenance</title>' },
  )
  const transcript = await job.run({ with: kite })
  expect(transcript.exitCode).toBe(0)
  expect(looks(job).length).toBeGreaterThanOrEqual(4)
})

test.concurrent('a task that the API forgets for a moment is asked for again', async () => {
  await using job = await startJob({ seconds: 0.1 })
  job.simulator.script({ assets: [tinyPng], goneFor: 2 })
  const transcript = await job.run({ with: kite })
  expect(transcript.exitCode).toBe(0)
  expect(looks(job).map(({ status }) => status)).toEqual([404, 404, 200])
})

test.concurrent('a failed task fails the step in the API’s words', async () => {
  await using job = await startJob({ seconds: 0.1 })
  job.simulator.script({ end: 'failed', failedReason: 'Content policy', credits: 0.5 })
  const transcript = await job.run({ with: { ...kite, name: 'hero' } })
  expect(transcript.exitCode).toBe(1)
  expect(transcript.errors).toEqual(['hero failed: Content policy.'])
  expect(transcript.outputs['status']).toBe('failed')
  expect(transcript.outputs['credits-used']).toBe('0.5')
  expect(resultOf(transcript)).toMatchObject({
    status: 'failed',
    task_id: job.simulator.tasks[0]?.id,
    failed_reason: 'Content policy',
    seconds: expect.any(Number) as number,
  })
  expect(transcript.files).toEqual([])
})

test.concurrent.each<[string, Omit<Fault, 'route'>]>([
  ['an object without an id', { status: 200, body: {} }],
  ['a page of maintenance', { status: 200, body: { detail: 'Maintenance' } }],
  ['null', { status: 200, body: null }],
  ['403', { status: 403, body: { detail: 'Blocked' } }],
  ['409', { status: 409 }],
])('one answer that is of no use (%s) is waited out', async (_, fault) => {
  await using job = await lightJob({ seconds: 1.5 })
  job.simulator.fault({ route: 'task', ...fault })
  const transcript = await job.run({ with: kite })
  expect(transcript.errors).toEqual([])
  expect(transcript.outputs['status']).toBe('done')
  expect(transcript.log).toContain('The tasks go on; asking again.')
  expect(transcript.log).toContain('The API answers again after')
})

test.concurrent('credentials that are refused while polling end the waiting', async () => {
  await using job = await lightJob({ seconds: 60 })
  job.simulator.fault({ route: 'task', status: 401, times: 99 })
  const { outputs, ms } = await job.run({ with: kite })
  expect(outputs['status']).toBe('unfinished')
  expect(ms).toBeLessThan(20_000)
})

test.concurrent('a batch that is refused once is asked for again', async () => {
  await using job = await lightJob({ seconds: 2.5 })
  job.simulator.fault({ route: 'tasks', status: 400 })
  const transcript = await runMany(job, kites(3))
  expect(transcript.errors).toEqual([])
  expect(job.simulator.counts('tasks')).toBeGreaterThan(3)
  expect(job.simulator.counts('task')).toBeLessThan(6)
})

test.concurrent('one task that the API stumbles over holds up no other', async () => {
  await using job = await lightJob({ seconds: 0.3, pace: 10, assumptions: { batch: 'refused' } })
  const first = () => job.simulator.tasks[0]?.id ?? ''
  job.simulator.fault({
    route: 'task',
    status: 500,
    times: 999,
    match: ({ path }) => path.includes(first()),
  })
  const transcript = await runMany(job, kites(3), { with: { timeout: '4s' } })
  const ends = endsOf(transcript)
    .map((each) => each.split(' ')[1])
    .toSorted()
  expect(ends).toEqual(['done', 'done', 'unfinished'])
  expect(transcript.log.match(/The tasks go on; asking again/g)).toHaveLength(1)
})
