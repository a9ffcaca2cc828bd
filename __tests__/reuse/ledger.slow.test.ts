import { expectBought, killedWithEntry, rememberedJob } from '../support/attempts.ts'

test.concurrent('the task is not known any more: created again, and the log says so', async () => {
  await using run = await rememberedJob({ scripts: [{ goneFor: 1000, seconds: 60 }] })
  await killedWithEntry(run, { with: { 'poll-interval': '60s' } })
  const transcript = await run.attempt(2)
  const { tasks } = run.job.simulator
  expectBought(transcript, tasks[1])
  expect(transcript.log).toContain(`task ${tasks[0]?.id ?? ''} is not known`)
  expect(tasks).toHaveLength(2)
})
