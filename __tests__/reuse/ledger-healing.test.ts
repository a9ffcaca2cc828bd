import type { CacheTrouble } from '../../simulator/cache.ts'
import {
  createsOf,
  expectCollected,
  killedWhen,
  killedWithEntry,
  rememberedJob,
  signalWhen,
  type Remembered,
} from '../support/attempts.ts'
import { kite } from '../support/reading.ts'
import type { Step } from '../support/scenario.ts'

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

/** The first attempt ends by force when its task is made, before it is noted. */
async function killedInCreate({ job, cache, attempt }: Remembered, step: Step = {}): Promise<void> {
  job.simulator.fault({ route: 'create', delayMs: 60_000 })
  const made = job.simulator.tasks.length
  const isMade = () => job.simulator.tasks.length > made && cache.entries.length > 0
  await attempt(1, { ...step, ...killedWhen(isMade) })
}

test.concurrent(
  'cancelled before it knows what an earlier attempt left: the next one still looks for it',
  async () => {
    await using run = await rememberedJob({ pace, seconds: 0.3 })
    await killedInCreate(run)
    run.cache.trouble = { kind: 'slow', ms: 300, only: ['look-up'] }
    const before = run.cache.requests.length
    const isLooking = () => run.cache.requests.length > before
    const cancelled = await run.attempt(2, signalWhen('SIGINT', isLooking))
    expect(cancelled.outputs['status']).toBe('unfinished')
    run.cache.trouble = undefined
    expectCollected(await run.attempt(3), run.job.simulator.tasks[0])
    expect(createsOf(run.job)).toHaveLength(1)
  },
)

test.concurrent(
  'two calls in one scope: what one left is looked for after an attempt that only the other one took part in',
  async () => {
    await using run = await rememberedJob({ pace, seconds: 0.3 })
    const other = { with: { ...kite, params: 'prompt: A green kite' } }
    expect((await run.attempt(1, other)).errors).toEqual([])
    await killedInCreate(run)
    expectCollected(await run.attempt(2, other), run.job.simulator.tasks[0])
    expectCollected(await run.attempt(3), run.job.simulator.tasks[1])
    expect(createsOf(run.job)).toHaveLength(2)
  },
)

test.concurrent(
  'cancelled after it could not read what an earlier attempt left: the next one still looks for it',
  async () => {
    await using run = await rememberedJob({ pace, seconds: 0.3 })
    const { simulator } = run.job
    await killedInCreate(run)
    run.cache.trouble = { kind: 'status', status: 503, only: ['look-up'] }
    simulator.fault({ route: 'create', status: 429, headers: { 'Retry-After': '30' } })
    const isAsked = () => simulator.counts('create') > 1
    const cancelled = await run.attempt(2, signalWhen('SIGINT', isAsked))
    expect(cancelled.warnings.join()).toContain('nobody knows what was paid for earlier')
    expect(simulator.tasks).toHaveLength(1)
    run.cache.trouble = undefined
    expectCollected(await run.attempt(3), simulator.tasks[0])
    expect(simulator.tasks).toHaveLength(1)
  },
)
