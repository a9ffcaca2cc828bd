import { lightJob } from '../support/attempts.ts'
import {
  endsOf,
  expectCreates,
  kites,
  light,
  mostAtOnce,
  named,
  runMany,
} from '../support/manifests.ts'
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

test.concurrent('a task that nobody can follow to its end keeps its price reserved', async () => {
  await using job = await lightJob({ pace: 20, seconds: 0.3, scripts: [{ stumbles: true }] })
  const transcript = await runMany(
    job,
    { ...kites(3), defaults: { model: 'flux-pro/kontext/text-to-image' } },
    { with: { 'max-credits': '1', concurrency: '1' } },
  )
  expect(endsOf(transcript)).toEqual(['kite-1 unfinished', 'kite-2 done', 'kite-3 skipped'])
  expectCreates(job, 2)
  expect(named(transcript, 'kite-3').failed_reason).toContain(
    '0.5 spent, 0.5 reserved for what is unfinished or in doubt',
  )
})
