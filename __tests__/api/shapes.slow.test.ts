import { gaps, kite, resultOf } from '../support/reading.ts'
import { startJob } from '../support/scenario.ts'

test('`done` without assets for good fails after 15 s and quotes the answer', async () => {
  await using job = await startJob({ seconds: 0.1 })
  job.simulator.script({ looksWithoutAssets: 99, credits: 2 })
  const transcript = await job.run({ with: kite })
  expect(transcript.exitCode).toBe(1)
  const looks = job.simulator.requests.filter(({ route }) => route === 'task')
  const span = gaps(looks).reduce((sum, gap) => sum + gap, 0)
  expect(looks).toHaveLength(4)
  expect(span).toBeGreaterThan(14_000)
  expect(span).toBeLessThan(30_000)
  const result = resultOf(transcript)
  expect(result).toMatchObject({ status: 'failed', credits_used: 2, assets: [] })
  expect(result.failed_reason).toContain('"status":"done"')
  expect(result.task_id).toBe(job.simulator.tasks[0]?.id)
})
