import { expectBought, killedWithEntry, rememberedJob } from '../support/attempts.ts'

// The lengths of time of the ledger as they are shipped.

test.concurrent('the end of a step waits half a minute for a limit of uploads', async () => {
  await using run = await rememberedJob({}, { uploadsPerMinute: 0 })
  const transcript = await run.attempt(1)
  expectBought(transcript, run.job.simulator.tasks[0])
  expect(transcript.log).toContain('A re-run may not find 1 task')
  expect(transcript.ms).toBeGreaterThan(30_000)
  expect(transcript.ms).toBeLessThan(60_000)
})

test.concurrent('the end of a step waits 5 s for a service that does not answer', async () => {
  await using run = await rememberedJob()
  run.cache.trouble = { kind: 'down' }
  const transcript = await run.attempt(1)
  expectBought(transcript, run.job.simulator.tasks[0])
  expect(transcript.log).toContain('A re-run may not find 1 task')
  expect(transcript.ms).toBeGreaterThan(5000)
  expect(transcript.ms).toBeLessThan(30_000)
})

test.concurrent('a re-run asks a service that is down for a minute before it buys', async () => {
  await using run = await rememberedJob({ seconds: 3 })
  await killedWithEntry(run)
  run.cache.trouble = { kind: 'down' }
  const { tasks } = run.job.simulator
  const transcript = await run.attempt(2)
  expect(transcript.exitCode).toBe(0)
  expect(transcript.warnings).toEqual([
    expect.stringContaining('so nobody knows what was paid for earlier'),
  ])
  expect(tasks).toHaveLength(2)
  const bought = tasks[1]?.createdAt ?? NaN
  expect(bought - transcript.startedAt).toBeGreaterThan(50_000)
  expect(bought - transcript.startedAt).toBeLessThan(90_000)
})
