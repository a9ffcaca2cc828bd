import type { CacheTrouble } from '../../simulator/cache.ts'
import {
  anotherRun,
  createsOf,
  expectCollected,
  identity,
  killedWhen,
  killedWithEntry,
  rememberedJob,
  signalWhen,
  type Remembered,
} from '../support/attempts.ts'
import { clipModel, rememberedManifest, stillModel } from '../support/manifests.ts'
import { kite } from '../support/reading.ts'
import { startJob, type Step } from '../support/scenario.ts'

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

/** What another call in the same scope asks for. */
const green = { ...kite, params: 'prompt: A green kite' }

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
    const other = { with: green }
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

test.concurrent(
  'cancelled while it looks in the list for what an earlier attempt left: the next one looks again',
  async () => {
    await using run = await rememberedJob({ pace, seconds: 0.3 })
    const { simulator } = run.job
    await killedInCreate(run)
    const asked = simulator.counts('schemas')
    simulator.fault({ route: 'schemas', hang: 'before' })
    const isNoted = () => run.cache.keys().some((key) => key.endsWith('-inherited'))
    const isLooking = () => simulator.counts('schemas') > asked && isNoted()
    await run.attempt(2, signalWhen('SIGINT', isLooking))
    expectCollected(await run.attempt(3), simulator.tasks[0])
    expect(createsOf(run.job)).toHaveLength(1)
  },
)

test.concurrent(
  'a child that was not looked for, because its parent could not be read, is looked for by the next attempt',
  async () => {
    const still = { name: 'still', model: stillModel, params: { prompt: 'A red kite' } }
    const params = { prompt: 'It flies', image_url: '${{ generations.still.assets[0].url }}' }
    const generations = [still, { name: 'clip', model: clipModel, params }]
    await using run = await rememberedManifest({ generations }, { pace, seconds: 0.3 })
    const { simulator } = run.job
    const isClip = ({ body }: { readonly body: unknown }) =>
      JSON.stringify(body).includes('It flies')
    simulator.fault({ route: 'create', delayMs: 60_000, match: isClip })
    await run.attempt(
      1,
      killedWhen(() => simulator.tasks.length === 2),
    )
    let isDown = true
    for (const route of ['task', 'tasks'] as const)
      simulator.fault({ route, status: 503, times: 9999, match: () => isDown })
    expect((await run.attempt(2, { with: { timeout: '2s' } })).exitCode).toBe(1)
    isDown = false
    await run.attempt(3)
    expect(simulator.tasks).toHaveLength(2)
  },
)

test.concurrent(
  '`reuse: always`, two calls in one scope: what one left is looked for though the other one began later',
  async () => {
    await using run = await rememberedJob({ pace, seconds: 0.3 })
    await killedInCreate(run, { with: { reuse: 'always' } })
    await run.attempt(1, { with: { ...green, reuse: 'always' } })
    const again = { with: { reuse: 'always' }, env: anotherRun }
    expectCollected(await run.attempt(1, again), run.job.simulator.tasks[0])
    expect(createsOf(run.job)).toHaveLength(2)
  },
)

test.concurrent(
  '`reuse: always`: another run that ends before this one creates hides nothing of it',
  async () => {
    await using run = await rememberedJob({ pace, seconds: 0.3 })
    await using other = await startJob({ pace })
    const { simulator } = run.job
    const wait = { route: 'create', status: 429, headers: { 'Retry-After': '3' } } as const
    simulator.fault(wait, { route: 'create', delayMs: 60_000 })
    const killed = run.attempt(1, {
      with: { reuse: 'always', 'max-credits': '50' },
      ...killedWhen(() => simulator.tasks.length > 0),
    })
    while (simulator.counts('create') === 0) await new Promise((resolve) => setTimeout(resolve, 10))
    const { apiUrl, apiId, apiKey } = simulator
    simulator.credits = 0
    const poor = await other.run({
      with: { ...kite, reuse: 'always', 'api-url': apiUrl, 'api-id': apiId, 'api-key': apiKey },
      env: { ...run.cache.env, ...identity, ...anotherRun },
    })
    expect(poor.errors.at(-1)).toContain('no credits left')
    expect(simulator.tasks).toHaveLength(0)
    simulator.credits = 500
    await killed
    await run.attempt(2, { with: { reuse: 'always' } })
    expect(simulator.tasks).toHaveLength(1)
  },
)

test.concurrent(
  '`reuse: always`: after a run that could read nothing and bought all, the next one has nothing to look for',
  async () => {
    await using run = await rememberedJob({ pace, seconds: 0.3 })
    run.cache.trouble = { kind: 'status', status: 503, only: ['look-up'] }
    expect((await run.attempt(1, { with: { reuse: 'always' } })).errors).toEqual([])
    run.cache.trouble = undefined
    const params = 'prompt: It flies\nimage_url: https://a.example/x.png'
    const video = { model: clipModel, params, reuse: 'always', wait: 'false' }
    const next = await run.attempt(1, { with: video, env: anotherRun })
    expect(next.errors).toEqual([])
    expect(next.log).not.toContain('Looking in the task list')
  },
)
