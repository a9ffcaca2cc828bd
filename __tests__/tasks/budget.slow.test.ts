import { expectCreates, kites, light, mostAtOnce, runMany } from '../support/manifests.ts'
import { startJob } from '../support/scenario.ts'

test.concurrent('tasks that tell no price: asked again, and one at a time', async () => {
  await using job = await startJob({ seconds: 0.5 })
  job.simulator.script(...light(2, { credits: 0 }))
  const transcript = await runMany(job, kites(2), { with: { 'max-credits': '3' } })
  expect(transcript.errors).toEqual([])
  expectCreates(job, 2)
  expect(mostAtOnce(job.simulator.tasks, 0.5)).toBe(1)
  const [first, second] = job.simulator.tasks
  expect((second?.createdAt ?? 0) - (first?.createdAt ?? 0)).toBeGreaterThan(25_000)
  expect(first?.looks).toBeGreaterThan(4)
  expect(first?.looks).toBeLessThan(12)
})
