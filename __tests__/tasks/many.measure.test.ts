import { readFile, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { peakIn } from '../../scripts/peak.ts'
import { expectCreates, kites, light, mostAtOnce, runMany } from '../support/manifests.ts'
import { type Result } from '../support/reading.ts'
import { readAction } from '../../scripts/project.ts'
import { startJob } from '../support/scenario.ts'

/** One run of so many generations of 0.3 s: its peak memory in bytes, and how many bytes it told the runner as outputs. */
async function crowd(count: number, of: 'process' | 'live' = 'process') {
  const job = await startJob({ credits: 2 * count })
  job.simulator.script(...light(count, { seconds: 0.3 }))
  const file = join(job.temp, 'peak')
  const transcript = await runMany(job, kites(count), {
    with: { concurrency: '200' },
    env: peakIn(file, of),
  })
  const output = await stat(join(dirname(job.temp), 'step-1', 'output'))
  return { job, transcript, peak: Number(await readFile(file, 'utf8')), told: output.size }
}

test('a thousand generations: all done, all told', async () => {
  const { job: own, transcript, told, peak } = await crowd(1000)
  await using job = own
  expectCreates(job, 1000)
  expect(transcript.errors).toEqual([])
  expect(transcript.exitCode).toBe(0)
  expect(job.simulator.counts('schemas')).toBe(1)
  expect(mostAtOnce(job.simulator.tasks, 0.3)).toBeLessThanOrEqual(200)

  const text = await readFile(transcript.outputs['results-file'] ?? '', 'utf8')
  const results = JSON.parse(text) as readonly Result[]
  expect(results.map(({ name, status }) => `${name} ${status}`)).toEqual(
    Array.from({ length: 1000 }, (_, i) => `kite-${i + 1} done`),
  )
  const { outputs } = transcript
  const tooLarge = Buffer.byteLength(JSON.stringify(results)) > 400_000
  expect(outputs['results']).toBe(tooLarge ? '[]' : JSON.stringify(results))
  const warned = transcript.warnings.filter((each) => each.includes('`results`'))
  expect(warned).toHaveLength(tooLarge ? 1 : 0)

  const ids = results.map(({ task_id: id }) => id)
  const paths = results.flatMap(({ assets }) => assets.map(({ path }) => path))
  const urls = results.flatMap(({ assets }) => assets.map(({ url }) => url))
  expect(new Set(ids).size).toBe(1000)
  expect(new Set(paths).size).toBe(1000)
  expect(transcript.files).toHaveLength(1001)
  expect(Object.keys(outputs).toSorted()).toEqual(
    Object.keys((await readAction()).outputs).toSorted(),
  )
  expect(outputs).toMatchObject({
    status: 'done',
    'task-id': ids[0],
    'task-ids': ids.join('\n'),
    tasks: results.map(({ name, task_id: id }) => `${name}=${id ?? ''}`).join('\n'),
    'asset-url': urls[0],
    'asset-urls': JSON.stringify(urls),
    'asset-path': paths[0],
    'asset-paths': paths.join('\n'),
    'credits-used': '1000',
    models: '[]',
    'models-file': '',
  })
  expect(told).toBeLessThan(5_000_000)
  expect(peak).toBeLessThan(400_000_000)
})

test('a thousand generations keep less than 30 KB of memory each', async () => {
  const few = await crowd(10, 'live')
  await using small = few.job
  const most = await crowd(1000, 'live')
  await using large = most.job
  expectCreates(small, 10)
  expectCreates(large, 1000)
  expect(few.peak).toBeGreaterThan(10_000_000)
  expect((most.peak - few.peak) / 990).toBeLessThan(30_000)
})
