import { startCacheService } from '../../simulator/cache.ts'
import { looks } from '../support/attempts.ts'
import { crowd } from '../support/crowd.ts'
import { expectCreates, kites, light, runMany } from '../support/manifests.ts'
import { startJob } from '../support/scenario.ts'

test('a hundred images of 5 to 20 s: done soon after the slowest, with few requests', async () => {
  await using job = await startJob()
  const seconds = Array.from({ length: 100 }, () => 5 + 15 * Math.random())
  job.simulator.script(...seconds.flatMap((each) => light(1, { seconds: each })))
  const transcript = await runMany(job, kites(100), {
    with: { 'poll-interval': '', concurrency: '100' },
  })
  expect(transcript.errors).toEqual([])
  expectCreates(job, 100)
  expect(looks(job).length).toBeLessThanOrEqual(16)
  expect(transcript.ms / (1000 * Math.max(...seconds))).toBeLessThanOrEqual(1.25)
})

test('five thousand generations: all done, few bytes told, and uploads that a repository may make', async () => {
  const cache = await startCacheService()
  try {
    const { job: own, transcript, told, peak } = await crowd(5000, 'process', cache.env)
    await using job = own
    expectCreates(job, 5000)
    expect(transcript.errors).toEqual([])
    expect(transcript.outputs).toMatchObject({ status: 'done', 'credits-used': '5000' })
    expect(told).toBeLessThan(5_000_000)
    expect(peak).toBeLessThan(700_000_000)
    const times = cache.requests.flatMap(({ route, at }) => (route === 'reserve' ? [at] : []))
    const inAMinute = times.map(
      (first) => times.filter((at) => at >= first && at < first + 60_000).length,
    )
    expect(Math.max(...inAMinute)).toBeLessThanOrEqual(130)
    // Two a second: what was not noted when the step ended is told with its ids.
    expect(transcript.log).toContain('A re-run may not find')
  } finally {
    await cache.stop()
  }
})
