import { looks } from '../support/attempts.ts'
import { expectCreates, kites, light, runMany } from '../support/manifests.ts'
import { startJob } from '../support/scenario.ts'

test.concurrent('a long wait for several: one line says how far it is', async () => {
  await using job = await startJob()
  job.simulator.script(
    ...light(1, { seconds: 0.3 }),
    { end: 'failed', failedReason: 'Content policy', seconds: 0.3 },
    ...light(2, { seconds: 33 }),
    ...light(1, { seconds: 0.3 }),
  )
  const transcript = await runMany(job, kites(5), {
    with: { concurrency: '2', 'poll-interval': '1s' },
  })
  expect(transcript.exitCode).toBe(1)
  const beats = transcript.log.match(/^.*\d+ of \d+ done, .*$/gm)
  expect(beats).toEqual([
    expect.stringMatching(/^1 of 5 done, 1 not, 2 generating, 1 waiting; 3\ds$/),
  ])
  // One line for a change: created, generating, done and the file of each, and a few around them.
  expect(transcript.log.split('\n').length).toBeLessThan(50)
  expect(transcript.log.match(/^kite-\d: task \S+ of \S+ created$/gm)).toHaveLength(5)
  expect(transcript.log.match(/^kite-\d: done after [\d.]+s, 1 credit$/gm)).toHaveLength(4)
  expect(transcript.log.match(/^kite-2: failed: Content policy$/gm)).toHaveLength(1)
  expect(transcript.outputs['status']).toBe('failed')
})

// Not beside others: what follows measures time and memory.

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
