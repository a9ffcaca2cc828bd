import type { CacheTrouble } from '../../simulator/cache.ts'
import {
  createsOf,
  expectCollected,
  killedWithEntry,
  rememberedJob,
  signalWhen,
} from '../support/attempts.ts'

/** The product's lengths of time are divided by this. */
const pace = 10

const troubles: readonly [string, CacheTrouble][] = [
  ['refuses', { kind: 'status', status: 400 }],
  ['is slow', { kind: 'slow', ms: 650 }],
]

test.concurrent.each(troubles)(
  'the cache %s and the attempt is cancelled before a create: the next one collects',
  async (_, trouble) => {
    await using run = await rememberedJob({ pace, seconds: 2 })
    const { simulator } = run.job
    await killedWithEntry(run)
    const [task] = simulator.tasks
    const schemas = simulator.counts('schemas')
    simulator.fault({ route: 'schemas', hang: 'before' })
    run.cache.trouble = trouble
    const cue = signalWhen('SIGINT', () => simulator.counts('schemas') > schemas)
    const cancelled = await run.attempt(2, cue)
    expect(cancelled.exitCode).toBe(1)
    expect(cancelled.outputs['status']).toBe('unfinished')
    run.cache.trouble = undefined
    expectCollected(await run.attempt(3), task)
    expect(simulator.tasks).toHaveLength(1)
    expect(createsOf(run.job)).toHaveLength(1)
  },
)

test.concurrent.each(troubles)(
  'the cache %s and the balance is zero: the next attempt collects',
  async (_, trouble) => {
    await using run = await rememberedJob({ pace, seconds: 2 })
    const { simulator } = run.job
    await killedWithEntry(run)
    const [task] = simulator.tasks
    const { credits } = simulator
    simulator.credits = 0
    run.cache.trouble = trouble
    const poor = await run.attempt(2)
    expect(poor.exitCode).toBe(1)
    expect(poor.errors.at(-1)).toContain('no credits left')
    simulator.credits = credits
    run.cache.trouble = undefined
    expectCollected(await run.attempt(3), task)
    expect(simulator.tasks).toHaveLength(1)
    expect(createsOf(run.job)).toHaveLength(1)
  },
)
