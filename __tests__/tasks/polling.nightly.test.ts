import { looks } from '../support/attempts.ts'
import { kite, tinyPng } from '../support/reading.ts'
import { startJob } from '../support/scenario.ts'

test.concurrent('an outage of more than four minutes while polling is survived', async () => {
  await using job = await startJob({ seconds: 1 })
  job.simulator.script({ assets: [tinyPng] })
  job.simulator.fault({ route: 'task', status: 503, forMs: 270_000 })
  const transcript = await job.run({ with: kite })
  expect(transcript.errors).toEqual([])
  expect(job.simulator.counts('create')).toBe(1)
  expect((looks(job).at(-1)?.at ?? 0) - (looks(job)[0]?.at ?? 0)).toBeGreaterThan(265_000)
})

test.concurrent('an outage of seven minutes ends the step, with the id to collect by', async () => {
  await using job = await startJob({ seconds: 1 })
  job.simulator.script({ assets: [tinyPng] })
  job.simulator.fault({ route: 'task', status: 503, forMs: 420_000 })
  const transcript = await job.run({ with: kite })
  expect(transcript.exitCode).toBe(1)
  expect(job.simulator.counts('create')).toBe(1)
  expect(transcript.outputs['task-id']).toBe(job.simulator.tasks[0]?.id)
  expect(transcript.ms).toBeGreaterThan(290_000)
})
