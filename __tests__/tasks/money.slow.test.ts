import {
  createsOf,
  expectBought,
  expectCollected,
  lightJob,
  rememberedJob,
} from '../support/attempts.ts'
import { kite } from '../support/reading.ts'

test.concurrent('an answer that cannot be read is never a reason to create again', async () => {
  await using job = await lightJob({ assumptions: { list: 'refused' } })
  job.simulator.fault({ route: 'create', status: 201, body: '<html>', after: true, times: 3 })
  const transcript = await job.run({ with: kite })
  expect(createsOf(job)).toHaveLength(1)
  expect(transcript.errors.at(-1)).toContain('ambiguous create')
})

test.concurrent('one 404 for a task paid earlier is not the end of it', async () => {
  await using run = await rememberedJob()
  const { simulator } = run.job
  expectBought(await run.attempt(1), simulator.tasks[0])
  simulator.fault({ route: 'task', status: 404 })
  expectCollected(await run.attempt(2), simulator.tasks[0])
  expect(createsOf(run.job)).toHaveLength(1)
})
