import { readFile } from 'node:fs/promises'
import { readAction } from '../../scripts/project.ts'
import { crowd } from '../support/crowd.ts'
import { expectCreates, mostAtOnce } from '../support/manifests.ts'
import type { Result } from '../support/reading.ts'

const all = 1200

test('1,200 generations: all done, all told, and the outputs within their bound', async () => {
  const { job: own, transcript, told, peak } = await crowd(all)
  await using job = own
  expectCreates(job, all)
  expect(transcript.errors).toEqual([])
  expect(transcript.exitCode).toBe(0)
  expect(job.simulator.counts('schemas')).toBe(1)
  expect(mostAtOnce(job.simulator.tasks, 0.3)).toBeLessThanOrEqual(200)

  const text = await readFile(transcript.outputs['results-file'] ?? '', 'utf8')
  const results = JSON.parse(text) as readonly Result[]
  expect(results.map(({ name, status }) => `${name} ${status}`)).toEqual(
    Array.from({ length: all }, (_, i) => `kite-${i + 1} done`),
  )
  const { outputs } = transcript
  const tooLarge = Buffer.byteLength(JSON.stringify(results)) > 400_000
  expect(outputs['results']).toBe(tooLarge ? '[]' : JSON.stringify(results))
  const warned = transcript.warnings.filter((each) => each.includes('`results`'))
  expect(warned).toHaveLength(tooLarge ? 1 : 0)

  const ids = results.map(({ task_id: id }) => id)
  const paths = results.flatMap(({ assets }) => assets.map(({ path }) => path))
  const urls = results.flatMap(({ assets }) => assets.map(({ url }) => url))
  expect(new Set(ids).size).toBe(all)
  expect(new Set(paths).size).toBe(all)
  expect(transcript.files).toHaveLength(all + 1)
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
    'credits-used': String(all),
    models: '[]',
    'models-file': '',
  })
  const characters = Object.values(outputs).reduce((sum, { length }) => sum + length, 0)
  expect(2 * characters).toBeLessThanOrEqual(500_000)
  // What is written again and again replaces what was written before.
  expect(told).toBeLessThan(500_000)
  expect(peak).toBeLessThan(400_000_000)
})

test('a generation among hundreds keeps less than 30 KB of memory', async () => {
  const few = await crowd(10, 'live')
  await using small = few.job
  const most = await crowd(400, 'live')
  await using large = most.job
  expectCreates(small, 10)
  expectCreates(large, 400)
  expect(few.peak).toBeGreaterThan(10_000_000)
  expect((most.peak - few.peak) / 390).toBeLessThan(30_000)
})
