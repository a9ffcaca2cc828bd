import { readFile } from 'node:fs/promises'
import { looks } from '../support/attempts.ts'
import { endsOf, expectCreates, kites, light, mostAtOnce, runMany } from '../support/manifests.ts'
import { resultsOf } from '../support/reading.ts'
import { startJob, type Job } from '../support/scenario.ts'

/** How many tasks each request asked for. */
function pages({ simulator }: Job): readonly number[] {
  return simulator.requests.flatMap(({ route, path }) => {
    const ids = new URL(path, simulator.apiUrl).searchParams.get('ids')
    return route === 'tasks' && ids !== null ? [ids.split(',').length] : []
  })
}

test.concurrent('twelve at once: one request a tick asks for all', async () => {
  await using job = await startJob()
  job.simulator.script(...light(12, { seconds: 3 }))
  const transcript = await runMany(job, kites(12), {
    with: { 'poll-interval': '500ms', concurrency: '12' },
  })
  expect(transcript.errors).toEqual([])
  expect(transcript.outputs['status']).toBe('done')
  expectCreates(job, 12)
  expect(job.simulator.counts('schemas')).toBe(1)
  expect(job.simulator.counts('credits')).toBe(1)
  expect(looks(job).length).toBeLessThanOrEqual(3 / 0.5 + 12)
  expect(job.simulator.counts('asset')).toBe(12)
})

test.concurrent('150 at once: asked for in pages of at most a hundred', async () => {
  await using job = await startJob()
  job.simulator.script(...light(150, { seconds: 3 }))
  const transcript = await runMany(job, kites(150), {
    with: { 'poll-interval': '500ms', concurrency: '150' },
  })
  expect(transcript.errors).toEqual([])
  expectCreates(job, 150)
  expect(mostAtOnce(job.simulator.tasks, 3)).toBe(150)
  expect(Math.max(...pages(job))).toBe(100)
  expect(pages(job)).toContain(50)
  expect(new Set(resultsOf(transcript).map(({ task_id: id }) => id)).size).toBe(150)
  expect(transcript.files).toHaveLength(151)
})

test.concurrent('concurrency 3: never more on the server, and never fewer for long', async () => {
  await using job = await startJob()
  job.simulator.script(...light(10, { seconds: 1 }))
  const transcript = await runMany(job, kites(10), { with: { concurrency: '3' } })
  expect(transcript.errors).toEqual([])
  expectCreates(job, 10)
  expect(mostAtOnce(job.simulator.tasks, 1)).toBe(3)
  expect(resultsOf(transcript).map(({ task_id: id }) => id)).toEqual(
    job.simulator.tasks.map(({ id }) => id),
  )
  // Four rounds of one second and a look each.
  const [first, last] = [job.simulator.tasks[0], job.simulator.tasks.at(-1)]
  expect((last?.createdAt ?? 0) - (first?.createdAt ?? 0)).toBeLessThan(8000)
})

test.concurrent('the API refuses to be asked for several: asked one by one', async () => {
  await using job = await startJob()
  job.simulator.script(...light(5, { seconds: 1 }))
  job.simulator.fault({ route: 'tasks', status: 400, times: 99 })
  const transcript = await runMany(job, kites(5))
  expect(transcript.errors).toEqual([])
  expect(transcript.outputs['status']).toBe('done')
  expectCreates(job, 5)
  // Three refusals in a row are believed.
  expect(job.simulator.counts('tasks')).toBe(3)
  expect(job.simulator.tasks.every((task) => task.looks > 0)).toBe(true)
})

test.concurrent('one of five fails: four are saved and told, and the step fails', async () => {
  await using job = await startJob()
  const fine = light(1, { seconds: 0.3 })
  const fails = { end: 'failed', failedReason: 'Content policy', seconds: 0.3 } as const
  job.simulator.script(...fine, ...fine, fails, ...fine, ...fine)
  const transcript = await runMany(job, kites(5), { with: { concurrency: '1' } })
  expect(transcript.exitCode).toBe(1)
  expect(transcript.errors).toEqual([
    '1 of 5 generations did not succeed. kite-3 failed: Content policy.',
  ])
  const paths = [1, 2, 4, 5].map((i) => `creatify-assets/kite-${i}.png`)
  expect(transcript.files).toEqual([...paths, 'creatify.yml'])
  expect(transcript.outputs).toMatchObject({
    status: 'failed',
    'asset-path': paths[0],
    'asset-paths': paths.join('\n'),
    'task-ids': job.simulator.tasks.map(({ id }) => id).join('\n'),
    tasks: job.simulator.tasks.map(({ id }, i) => `kite-${i + 1}=${id}`).join('\n'),
    'credits-used': '4',
  })
  expect(JSON.parse(transcript.outputs['asset-urls'] ?? '')).toHaveLength(4)
  expect(endsOf(transcript)).toEqual([
    'kite-1 done',
    'kite-2 done',
    'kite-3 failed',
    'kite-4 done',
    'kite-5 done',
  ])
  const file = await readFile(transcript.outputs['results-file'] ?? '', 'utf8')
  expect(JSON.parse(file)).toEqual(resultsOf(transcript))
  expect(transcript.summary).toContain('4 of 5 done')
  expect(transcript.summary).toContain('Content policy')
})

test.concurrent('the credits end in the middle: the rest is not tried', async () => {
  await using job = await startJob({ credits: 4 })
  job.simulator.script(...light(8, { seconds: 0.3 }))
  const transcript = await runMany(job, kites(8), { with: { concurrency: '1' } })
  expect(transcript.exitCode).toBe(1)
  expect(job.simulator.counts('create')).toBe(5)
  expect(job.simulator.tasks).toHaveLength(4)
  expect(endsOf(transcript)).toEqual([
    ...[1, 2, 3, 4].map((i) => `kite-${i} done`),
    'kite-5 failed',
    ...[6, 7, 8].map((i) => `kite-${i} skipped`),
  ])
  for (const { failed_reason: reason } of resultsOf(transcript).slice(4))
    expect(reason).toContain('Insufficient credits')
  expect(transcript.outputs).toMatchObject({ status: 'failed', 'credits-used': '4' })
  expect(transcript.errors).toHaveLength(1)
  expect(transcript.errors[0]).toMatch(/^4 of 8 generations did not succeed\. kite-5 failed: /)
  expect(transcript.files).toHaveLength(5)
})

test.concurrent('a long wait for several: one line says how far it is', async () => {
  const pace = 10
  await using job = await startJob({ pace })
  job.simulator.script(
    ...light(1, { seconds: 0.3 }),
    { end: 'failed', failedReason: 'Content policy', seconds: 0.3 },
    ...light(2, { seconds: 4 }),
    ...light(1, { seconds: 0.3 }),
  )
  const transcript = await runMany(job, kites(5), {
    with: { concurrency: '2', 'poll-interval': '100ms' },
  })
  expect(transcript.exitCode).toBe(1)
  // Every 30 s, divided by the pace.
  const beats = transcript.log.match(/^.*\d+ of \d+ done, .*$/gm)
  expect(beats).toEqual([
    expect.stringMatching(/^1 of 5 done, 1 not, 2 generating, 1 waiting; 3(\.\d)?s$/),
  ])
  // One line for a change: created, generating, done and the file of each, and a few around them.
  expect(transcript.log.split('\n').length).toBeLessThan(50)
  expect(transcript.log.match(/^kite-\d: task \S+ of \S+ created$/gm)).toHaveLength(5)
  expect(transcript.log.match(/^kite-\d: done after [\d.]+s, 1 credit$/gm)).toHaveLength(4)
  expect(transcript.log.match(/^kite-2: failed: Content policy$/gm)).toHaveLength(1)
  expect(transcript.outputs['status']).toBe('failed')
})

test.concurrent('a hundred images that take 5 to 20 s at full pace: few requests', async () => {
  const pace = 5
  await using job = await startJob({ pace })
  const seconds = Array.from({ length: 100 }, (_, i) => (5 + (15 * i) / 99) / pace)
  job.simulator.script(...seconds.flatMap((each) => light(1, { seconds: each })))
  const transcript = await runMany(job, kites(100), {
    with: { 'poll-interval': '', concurrency: '100' },
  })
  expect(transcript.errors).toEqual([])
  expectCreates(job, 100)
  expect(looks(job).length).toBeLessThanOrEqual(16)
})
