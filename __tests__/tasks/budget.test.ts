import type { TaskScript } from '../../simulator/simulator.ts'
import { Budget, kindOf } from '../../src/tasks/budget.ts'
import { killedWhen, lightJob } from '../support/attempts.ts'
import {
  creditsOf,
  endsOf,
  expectCreates,
  kites,
  mostAtOnce,
  named,
  rememberedManifest,
  runMany,
  stillModel,
  type Written,
} from '../support/manifests.ts'
import { kite, resultOf, resultsOf } from '../support/reading.ts'

/** A picture of half a credit. */
const cheapModel = 'flux-pro/kontext/text-to-image'

const one = { model: stillModel, params: { prompt: 'A red kite' } }

test.each([
  ['other text', { params: { prompt: 'A blue kite' } }],
  ['another seed', { params: { prompt: 'A red kite', seed: 7 } }],
])('one kind: %s', (_, other) => {
  expect(kindOf({ ...one, ...other })).toBe(kindOf(one))
})

test.each([
  ['another model', { model: cheapModel }],
  ['another size', { params: { prompt: 'A red kite', resolution: '4K' } }],
  ['another number', { params: { prompt: 'A red kite', num_images: 2 } }],
  ['a word without white space', { params: { prompt: 'Kite' } }],
])('two kinds: %s', (_, other) => {
  expect(kindOf({ ...one, ...other })).not.toBe(kindOf(one))
})

test('a kind is told by how many URLs there are, not by which', () => {
  const of = (...urls: string[]) => kindOf({ model: 'edit', params: { image_urls: urls } })
  expect(of('https://a.example/1.png')).toBe(of('http://b.example/2.png'))
  expect(of('https://a.example/1.png')).not.toBe(
    of('https://a.example/1.png', 'https://a.example/2.png'),
  )
  const a = kindOf({ model: 'edit', params: { a: 1, b: { c: 2, d: [3] } } })
  expect(a).toBe(kindOf({ model: 'edit', params: { b: { d: [3], c: 2 }, a: 1 } }))
})

const ended = { counts: true, done: true }

test('the first of a kind alone, then as many as the limit has room for', () => {
  const budget = new Budget(5)
  expect(budget.may('a')).toBe('start')
  const first = budget.start('a', 'a')
  expect(budget.may('a')).toBe('wait')
  expect(budget.may('b')).toBe('wait')
  budget.end(first, { ...ended, credits: 2 })
  expect(budget.may('a')).toBe('start')
  const second = budget.start('a', 'a')
  expect(budget.may('a')).toBe('wait')
  budget.end(second, { ...ended, credits: 2 })
  expect(budget.may('a')).toBe('never')
  expect(budget.explain('a')).toBe('`max-credits` is 5, 4 spent, and this costs 2')
  expect(budget.may('b')).toBe('start')
  budget.end(budget.start('b', 'b'), { ...ended, credits: 3 })
  expect(budget.may('b')).toBe('never')
  expect(budget.may('c')).toBe('never')
  expect(budget.explain('c')).toBe('`max-credits` is 5, 7 spent')
})

test('what a run did not spend does not count, and still tells a price', () => {
  const budget = new Budget(2)
  budget.end(budget.start('a', 'a'), { credits: 2, counts: false, done: true })
  expect(budget.may('a')).toBe('start')
  const stake = budget.start('a', 'a')
  expect(budget.may('a')).toBe('wait')
  budget.end(stake, { ...ended, credits: 2 })
  expect(budget.may('a')).toBe('never')
})

test('a failed task counts and tells no price', () => {
  const budget = new Budget(2)
  budget.end(budget.start('a', 'a'), { credits: 0.5, counts: true, done: false })
  expect(budget.may('a')).toBe('start')
  budget.start('a', 'a')
  expect(budget.may('a')).toBe('wait')
})

test('a kind without a price: one at a time, beside others of known price', () => {
  const budget = new Budget(2)
  budget.end(budget.start('known', 'known'), { ...ended, credits: 0.5 })
  budget.end(budget.start('free', 'free'), { ...ended, credits: 0 })
  budget.start('free', 'free')
  expect(budget.may('free')).toBe('wait')
  expect(budget.may('known')).toBe('start')
})

test('sums of tenths are sums of tenths', () => {
  const budget = new Budget(0.3)
  for (let i = 0; i < 3; i += 1) {
    expect(budget.may('a')).toBe('start')
    budget.end(budget.start('a', 'a'), { ...ended, credits: 0.1 })
  }
  expect(budget.may('a')).toBe('never')
})

test.concurrent('ten of one credit, five allowed: five creates, the rest is skipped', async () => {
  await using job = await lightJob({ seconds: 0.8 })
  const transcript = await runMany(job, kites(10), { with: { 'max-credits': '5' } })
  expectCreates(job, 5)
  expect(creditsOf(job)).toBe(5)
  expect(transcript.exitCode).toBe(1)
  expect(transcript.outputs).toMatchObject({ status: 'skipped', 'credits-used': '5' })
  expect(endsOf(transcript)).toEqual(
    Array.from({ length: 10 }, (_, i) => `kite-${i + 1} ${i < 5 ? 'done' : 'skipped'}`),
  )
  for (const { failed_reason: reason, task_id: id } of resultsOf(transcript).slice(5)) {
    expect(reason).toBe('not started: `max-credits` is 5, 5 spent, and this costs 1')
    expect(id).toBeNull()
  }
  expect(transcript.errors).toHaveLength(1)
  expect(transcript.errors[0]).toContain('5 of 10 generations did not succeed.')
  expect(transcript.errors[0]).toContain('`max-credits` is 5')
  expect(transcript.files).toHaveLength(6)

  // The first alone, until it told the price; then the four that fit at once.
  const [first, ...others] = job.simulator.tasks
  const free = (first?.createdAt ?? 0) + 800
  for (const { createdAt } of others) expect(createdAt).toBeGreaterThan(free)
  expect(mostAtOnce(others, 0.8)).toBe(4)
})

/** Pictures of one credit and of half a credit, in turns. */
const twoKinds: Written = {
  generations: Array.from({ length: 8 }, (_, i) => ({
    name: `kite-${i + 1}`,
    model: i % 2 === 0 ? stillModel : cheapModel,
    params: { prompt: `A red kite, number ${i + 1}` },
  })),
}

test.concurrent('two kinds: each tells its price once, and the limit holds', async () => {
  await using job = await lightJob({ seconds: 0.6 })
  const transcript = await runMany(job, twoKinds, { with: { 'max-credits': '4' } })
  expect(creditsOf(job)).toBeLessThanOrEqual(4)
  expect(creditsOf(job)).toBeGreaterThan(3)
  expect(transcript.outputs['status']).toBe('skipped')
  expect(transcript.outputs['credits-used']).toBe(String(creditsOf(job)))
  const [first, second, ...rest] = job.simulator.tasks
  const endOf = (task: typeof first) => (task?.createdAt ?? NaN) + 600
  for (const { createdAt } of job.simulator.tasks.slice(1))
    expect(createdAt).toBeGreaterThan(endOf(first))
  // The second of the other kind is the first of its kind, and is alone as well.
  const kinds = [first, second].map((task) => task?.model)
  expect(new Set(kinds).size).toBe(2)
  for (const { createdAt } of rest) expect(createdAt).toBeGreaterThan(endOf(second))
})

test.concurrent('a price above the limit: passed by that one and no more', async () => {
  await using job = await lightJob({ seconds: 0.3 })
  const written: Written = {
    generations: [1, 2, 3].map((i) => ({
      name: `clip-${i}`,
      model: 'veo3.1/fast',
      params: { prompt: `A red kite, number ${i}` },
    })),
  }
  const transcript = await runMany(job, written, { with: { 'max-credits': '5' } })
  expectCreates(job, 1)
  expect(creditsOf(job)).toBe(12)
  expect(endsOf(transcript)).toEqual(['clip-1 done', 'clip-2 skipped', 'clip-3 skipped'])
  expect(named(transcript, 'clip-2').failed_reason).toContain('`max-credits` is 5, 12 spent')
})

test.concurrent('too dear for what is left, and a cheaper one still fits', async () => {
  await using job = await lightJob({ seconds: 0.3 })
  const dear = (i: number) => ({
    name: `dear-${i}`,
    model: stillModel,
    params: { prompt: `A dear kite, number ${i}`, num_images: 3 },
  })
  const cheap = { name: 'cheap', model: stillModel, params: { prompt: 'A cheap kite' } }
  const written: Written = { generations: [dear(1), dear(2), cheap] }
  const transcript = await runMany(job, written, { with: { 'max-credits': '4' } })
  expect(creditsOf(job)).toBe(4)
  expect(endsOf(transcript)).toEqual(['dear-1 done', 'dear-2 skipped', 'cheap done'])
})

test.concurrent('a failed task counts what the API says', async () => {
  const fails: TaskScript = { end: 'failed', failedReason: 'Content policy', credits: 1.5 }
  await using job = await lightJob({ seconds: 0.3, scripts: [fails] })
  const transcript = await runMany(job, kites(5), { with: { 'max-credits': '3' } })
  // 1.5 and 1: a third would make 3.5.
  expectCreates(job, 2)
  expect(creditsOf(job)).toBe(2.5)
  expect(transcript.outputs).toMatchObject({ status: 'failed', 'credits-used': '2.5' })
  expect(endsOf(transcript)).toEqual([
    'kite-1 failed',
    'kite-2 done',
    ...[3, 4, 5].map((i) => `kite-${i} skipped`),
  ])
  expect(named(transcript, 'kite-3').failed_reason).toContain('2.5 spent')
})

test.concurrent('a single model: made, whatever it costs, and nothing is skipped', async () => {
  await using job = await lightJob({ seconds: 0.3 })
  const params = 'prompt: A red kite\nnum_images: 2'
  const transcript = await job.run({ with: { ...kite, params, 'max-credits': '1' } })
  expect(transcript.errors).toEqual([])
  expectCreates(job, 1)
  expect(resultOf(transcript)).toMatchObject({ status: 'done', credits_used: 2 })
})

test.concurrent('a refused create spends nothing of the limit', async () => {
  await using job = await lightJob({ seconds: 0.3 })
  job.simulator.fault({ route: 'create', status: 400, body: { detail: 'Too many kites' } })
  const transcript = await runMany(job, kites(4), { with: { 'max-credits': '2' } })
  expect(creditsOf(job)).toBe(2)
  expect(endsOf(transcript)).toEqual([
    'kite-1 failed',
    'kite-2 done',
    'kite-3 done',
    'kite-4 skipped',
  ])
})

test.concurrent('what an attempt before spent counts in the re-run', async () => {
  await using run = await rememberedManifest(kites(6), { seconds: 1 })
  const { simulator } = run.job
  const limit = { with: { 'max-credits': '3', concurrency: '1' } }
  await run.attempt(1, {
    ...limit,
    ...killedWhen(() => simulator.tasks.length === 2),
  })
  const transcript = await run.attempt(2, limit)
  expectCreates(run.job, 3)
  expect(creditsOf(run.job)).toBe(3)
  expect(endsOf(transcript)).toEqual([
    ...[1, 2, 3].map((i) => `kite-${i} done`),
    ...[4, 5, 6].map((i) => `kite-${i} skipped`),
  ])
  expect(resultsOf(transcript).map(({ reused }) => reused)).toEqual([
    ...[true, true, false],
    ...[false, false, false],
  ])
  expect(transcript.outputs).toMatchObject({ status: 'skipped', 'credits-used': '1' })
  const third = await run.attempt(3, limit)
  expectCreates(run.job, 3)
  expect(third.outputs).toMatchObject({ status: 'skipped', 'credits-used': '0' })
})

test.concurrent('`reuse: always`: what another run spent does not count', async () => {
  await using run = await rememberedManifest(kites(2), { seconds: 0.3 })
  const step = { with: { 'max-credits': '2', reuse: 'always' } }
  const first = await run.attempt(1, step)
  expect(first.errors).toEqual([])
  run.written = kites(5)
  const second = await run.attempt(1, { ...step, env: { GITHUB_RUN_ID: '1658821999' } })
  expectCreates(run.job, 4)
  expect(creditsOf(run.job)).toBe(4)
  expect(endsOf(second)).toEqual([...[1, 2, 3, 4].map((i) => `kite-${i} done`), 'kite-5 skipped'])
  expect(second.outputs).toMatchObject({ status: 'skipped', 'credits-used': '2' })
})

test.concurrent('a chain within a limit: the clip that does not fit is skipped', async () => {
  await using job = await lightJob({ seconds: 0.3 })
  const clip = (i: number) => ({
    name: `clip-${i}`,
    model: 'kling-video/v1.6/pro/image-to-video',
    params: { prompt: `A clip, number ${i}`, image_url: '${{ generations.still.assets[0].url }}' },
  })
  const written: Written = {
    generations: [
      clip(1),
      clip(2),
      { name: 'still', model: stillModel, params: { prompt: 'A red kite' } },
    ],
  }
  const transcript = await runMany(job, written, { with: { 'max-credits': '20' } })
  expect(creditsOf(job)).toBe(13)
  expect(endsOf(transcript)).toEqual(['clip-1 done', 'clip-2 skipped', 'still done'])
  expect(named(transcript, 'clip-2').failed_reason).toContain('13 spent, and this costs 12')
})
