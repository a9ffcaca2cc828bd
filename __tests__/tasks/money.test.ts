import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { startSimulator } from '../../simulator/simulator.ts'
import { apiOf } from '../support/api.ts'
import {
  createsOf,
  expectBought,
  expectCollected,
  killedWithEntry,
  lightJob,
  rememberedJob,
} from '../support/attempts.ts'
import { kite, resultOf } from '../support/reading.ts'

const blue = { with: { params: 'prompt: A blue kite' } }

test.concurrent(
  'a create lost while the step ends is not told as the refusal before it',
  async () => {
    const simulator = await startSimulator()
    try {
      simulator.fault(
        { route: 'create', status: 429, headers: { 'Retry-After': '0' } },
        { route: 'create', reset: 'after', delayMs: 1500 },
      )
      const api = apiOf(simulator)
      const stop = new AbortController()
      const watch = setInterval(() => {
        if (simulator.tasks.length === 1) stop.abort(new Error('cancelled'))
      }, 20)
      const created = await api.create(
        { model: kite.model, params: { prompt: 'A red kite' } },
        { signal: stop.signal, waits: new AbortController().signal, deadline: Infinity },
      )
      clearInterval(watch)
      expect(simulator.tasks).toHaveLength(1)
      expect(created.as).toBe('ambiguous')
    } finally {
      await simulator.stop()
    }
  },
)

test.concurrent('a claim that cannot be written down costs nothing', async () => {
  await using job = await lightJob()
  await mkdir(join(job.temp, 'creatify-tasks.txt'))
  expectBought(await job.run({ with: kite }), job.simulator.tasks[0])
  expect(createsOf(job)).toHaveLength(1)
})

test.concurrent(
  'a cache that fails at first is asked again, and nothing is bought twice',
  async () => {
    await using run = await rememberedJob({ seconds: 2 })
    const { simulator } = run.job
    await killedWithEntry(run)
    run.cache.fault({ route: 'look-up', status: 503, times: 2 })
    simulator.fault({ route: 'credits', status: 200, body: { remaining_credits: 0 } })
    expectCollected(await run.attempt(2), simulator.tasks[0])
    expectCollected(await run.attempt(3), simulator.tasks[0])
    expect(createsOf(run.job)).toHaveLength(1)
  },
)

test.concurrent('two calls that share a scope keep each other in mind', async () => {
  await using run = await rememberedJob()
  const { tasks } = run.job.simulator
  expectBought(await run.attempt(1), tasks[0])
  expectBought(await run.attempt(1, blue), tasks[1])
  expectCollected(await run.attempt(2), tasks[0])
  expectCollected(await run.attempt(2, blue), tasks[1])
  expect(tasks).toHaveLength(2)
})

test.concurrent('an asset host that forbids is no reason to buy again', async () => {
  await using run = await rememberedJob()
  const { simulator } = run.job
  simulator.fault({ route: 'asset', status: 403, times: Infinity })
  for (const attempt of [1, 2, 3]) {
    const transcript = await run.attempt(attempt)
    expect(transcript.exitCode).toBe(1)
    expect(resultOf(transcript)).toMatchObject({
      status: 'failed',
      task_id: simulator.tasks[0]?.id,
    })
  }
  expect(createsOf(run.job)).toHaveLength(1)
})

test.concurrent('one 404 for a task paid earlier is not the end of it', async () => {
  await using run = await rememberedJob({ pace: 10 })
  const { simulator } = run.job
  expectBought(await run.attempt(1), simulator.tasks[0])
  simulator.fault({ route: 'task', status: 404 })
  expectCollected(await run.attempt(2), simulator.tasks[0])
  expect(createsOf(run.job)).toHaveLength(1)
})
