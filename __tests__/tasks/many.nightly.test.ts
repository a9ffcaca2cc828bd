import { looks } from '../support/attempts.ts'
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
