import type { Fault } from '../../simulator/simulator.ts'
import { expectCollected, killedWithEntry, lightJob, rememberedJob } from '../support/attempts.ts'
import { endsOf, kites, runMany } from '../support/manifests.ts'
import { kite, resultOf, resultsOf } from '../support/reading.ts'
import type { Job } from '../support/scenario.ts'

/** The product's lengths of time are divided by this where a test would wait long. */
const pace = 10

const page = '<html><head><title>404 Not Found</title></head></html>'
const foreign404s: readonly (readonly [string, Omit<Fault, 'route'>])[] = [
  ['a page of a gateway', { status: 404, body: page }],
  ['JSON that is not the API’s', { status: 404, body: { message: 'no Route matched' } }],
]

test.concurrent.each(foreign404s)('polling survives a 404 with %s', async (_, fault) => {
  await using job = await lightJob({ seconds: 0.5, pace })
  job.simulator.fault({ route: 'task', forMs: 2000, ...fault })
  const transcript = await job.run({ with: kite })
  expect(transcript.errors).toEqual([])
  expect(transcript.outputs['status']).toBe('done')
})

test.concurrent.each(foreign404s)(
  'a re-run that meets a 404 with %s buys nothing',
  async (_, fault) => {
    await using run = await rememberedJob({ seconds: 0.5, pace })
    await killedWithEntry(run)
    run.job.simulator.fault({ route: 'task', forMs: 2000, ...fault })
    expectCollected(await run.attempt(2), run.job.simulator.tasks[0])
    expect(run.job.simulator.counts('create')).toBe(1)
  },
)

test.concurrent('collecting survives a 404 with a page of a gateway', async () => {
  await using job = await lightJob({ seconds: 0.1, pace })
  await job.run({ with: { ...kite, wait: 'false' } })
  job.simulator.fault({ route: 'task', forMs: 2000, status: 404, body: page })
  const transcript = await job.run({ with: { 'task-id': job.simulator.tasks[0]?.id ?? '' } })
  expect(transcript.errors).toEqual([])
  expect(transcript.outputs['status']).toBe('done')
})

test.concurrent('`rejected` is an end', async () => {
  await using job = await lightJob({
    seconds: 0.5,
    assumptions: { failedStatus: 'rejected' },
    scripts: [{ end: 'failed', failedReason: 'Not allowed' }],
  })
  const transcript = await job.run({ with: { ...kite, name: 'hero', timeout: '40s' } })
  expect(transcript.errors).toEqual(['hero failed: Not allowed.'])
  expect(transcript.warnings).toEqual([])
})

test.concurrent(
  'fewer files than announced: looked at again, then saved with a warning',
  async () => {
    await using job = await lightJob({ seconds: 0.1, pace })
    const params = 'prompt: Four kites\nnum_images: 4'
    const transcript = await job.run({ with: { ...kite, name: 'hero', params } })
    expect(transcript.errors).toEqual([])
    expect(transcript.warnings).toEqual(['hero: the task is done, and has 1 of 4 files.'])
    expect(resultOf(transcript).assets).toHaveLength(1)
    expect(job.simulator.tasks[0]?.looks).toBe(4)
  },
)

/** One task makes the API answer 500, alone and together with others. */
function spoil({ simulator }: Job, id: () => string): void {
  for (const route of ['task', 'tasks'] as const) {
    const match = ({ path }: { readonly path: string }) => path.includes(id())
    simulator.fault({ route, status: 500, times: 9999, match })
  }
}

test.concurrent('collecting: one of three answers 500 for good, two are collected', async () => {
  await using job = await lightJob({ seconds: 0.1, pace })
  const made = await runMany(job, kites(3), { with: { wait: 'false' } })
  const ids = resultsOf(made).map(({ task_id: id }) => id ?? '')
  spoil(job, () => ids[1] ?? '')
  const transcript = await job.run({ with: { 'task-id': ids.join('\n'), timeout: '12s' } })
  expect(resultsOf(transcript).map(({ status }) => status)).toEqual(['done', 'unfinished', 'done'])
  expect(transcript.errors.at(-1)).toContain(ids[1])
  expect(transcript.outputs['asset-paths']?.split('\n')).toHaveLength(2)
})

test.concurrent('polling: one of three answers 500 for good, two are saved', async () => {
  await using job = await lightJob({ seconds: 2, pace })
  spoil(job, () => job.simulator.tasks[1]?.id ?? 'none')
  const transcript = await runMany(job, kites(3), { with: { timeout: '12s' } })
  const ends = endsOf(transcript).map((each) => each.split(' ')[1])
  expect(ends.toSorted()).toEqual(['done', 'done', 'unfinished'])
})

test.concurrent('a route for many tasks that answers 500 for good: asked one by one', async () => {
  await using job = await lightJob({ seconds: 0.3, pace })
  job.simulator.fault({ route: 'tasks', status: 500, times: 9999 })
  const transcript = await runMany(job, kites(3), { with: { timeout: '90s' } })
  expect(transcript.errors).toEqual([])
})

test.concurrent('a create that names its task in capitals is polled', async () => {
  await using job = await lightJob({ seconds: 0.5, assumptions: { createdIdCase: 'upper' } })
  const transcript = await runMany(job, kites(2), { with: { timeout: '40s' } })
  expect(transcript.errors).toEqual([])
})

test.concurrent('`task-id` in capitals collects the task', async () => {
  await using job = await lightJob({ seconds: 0.1 })
  const made = await runMany(job, kites(2), { with: { wait: 'false' } })
  const ids = resultsOf(made).map(({ task_id: id }) => id?.toUpperCase() ?? '')
  const transcript = await job.run({ with: { 'task-id': ids.join('\n'), timeout: '40s' } })
  expect(transcript.errors).toEqual([])
  expect(transcript.outputs['status']).toBe('done')
})

test.concurrent('an outage of 10 s brings few requests, however many tasks wait', async () => {
  await using job = await lightJob({ seconds: 2 })
  for (const route of ['task', 'tasks'] as const)
    job.simulator.fault({ route, status: 503, forMs: 10_000 })
  const transcript = await runMany(job, kites(12), { with: { concurrency: '12' } })
  expect(transcript.errors).toEqual([])
  const failed = job.simulator.requests.filter(({ status }) => status === 503)
  expect(failed.length).toBeLessThan(20)
})
