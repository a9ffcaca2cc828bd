import type { TaskScript } from '../../simulator/simulator.ts'
import { Budget, type Limits } from '../../src/tasks/budget.ts'
import { describeEstimate, estimateOf, PriceBook } from '../../src/tasks/price-book.ts'
import { priceKey, type PriceList } from '../../src/tasks/prices.ts'
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
import { kite, resultOf, resultsOf, tinyPng } from '../support/reading.ts'

/** A picture of half a credit. */
const cheapModel = 'flux-pro/kontext/text-to-image'

const prices: PriceList = {
  flat: { credits: 2, read: 'autumn 2026' },
  start: { credits: 3, read: 'autumn 2026', from: true },
}

const create = (model: string, params = {}) => ({ model, params })

/** A budget, and whether a create of a model may start in it. */
function limited(limits: Partial<Limits>, remembered: Readonly<Record<string, number>> = {}) {
  const known = Object.entries(remembered).map(
    ([model, credits]) => [priceKey(model, {}), credits] as const,
  )
  const budget = new Budget(
    { maxCredits: undefined, minBalance: undefined, ...limits },
    new PriceBook(prices, new Map(), new Map(known)),
    10_000,
  )
  return {
    budget,
    turn: (model: string, now = 0) => budget.turn(create(model), now),
    as: (model: string, now = 0) => budget.turn(create(model), now).as,
    reserve: (model: string) => budget.reserve(create(model)),
  }
}

const ended = { counts: true, done: true }

test('of an unknown price, the first of a kind starts alone, then as many as the limit has room for', () => {
  const { budget, turn, as, reserve } = limited({ maxCredits: 5 })
  expect(as('a')).toBe('start')
  const first = reserve('a')
  expect([as('a'), as('b'), as('flat')]).toEqual(['wait', 'wait', 'wait'])
  budget.end(first, { ...ended, credits: 2 })
  expect(as('a')).toBe('start')
  const second = reserve('a')
  expect(as('a')).toBe('wait')
  budget.end(second, { ...ended, credits: 2 })
  expect(turn('a')).toEqual({
    as: 'never',
    reason:
      '`max-credits` is 5, 4 spent, and this costs 2 credits (as the last one of this kind did). To start this one too, set `max-credits: 6`',
  })
  expect(as('b')).toBe('start')
  budget.end(reserve('b'), { ...ended, credits: 3 })
  expect(as('b')).toBe('never')
  expect(turn('c')).toEqual({
    as: 'never',
    reason:
      '`max-credits` is 5, 7 spent, and what this costs is not known. To start this one too, raise `max-credits`',
  })
})

test('creates of exactly documented price start side by side, up to the limit', () => {
  const { budget, as, reserve } = limited({ maxCredits: 5 })
  const first = reserve('flat')
  expect(as('flat')).toBe('start')
  reserve('flat')
  expect(as('flat')).toBe('wait')
  budget.end(first, { ...ended, credits: 0.5 })
  expect(as('flat')).toBe('start')
})

test('a from-price refuses what is above the limit, and lets nothing start beside it', () => {
  expect(limited({ maxCredits: 2 }).turn('start')).toEqual({
    as: 'never',
    reason:
      "`max-credits` is 2, 0 spent, and this costs at least 3 credits (by Creatify's price list as of autumn 2026). To start this one too, set `max-credits: 3`",
  })
  const { as, reserve } = limited({ maxCredits: 20 })
  expect(as('start')).toBe('start')
  reserve('start')
  expect([as('start'), as('flat')]).toEqual(['wait', 'wait'])
})

test('a remembered price is believed before a documented one, a learned one before both', () => {
  const { budget, as, turn, reserve } = limited({ maxCredits: 3 }, { flat: 4 })
  expect(turn('flat')).toMatchObject({
    reason: expect.stringContaining('costs 4 credits (as one') as string,
  })
  budget.end(budget.reserve(create('flat', {})), { counts: false, done: true, credits: 1 })
  expect(as('flat')).toBe('start')
  reserve('flat')
  reserve('flat')
  expect(as('flat')).toBe('start')
})

test('a price that changed from 1 to 0.5 and back is the newest one', () => {
  const { budget, turn, reserve } = limited({ maxCredits: 100 })
  for (const credits of [1, 0.5, 1]) budget.end(reserve('a'), { ...ended, credits })
  budget.spend('other', 97)
  expect(turn('a')).toMatchObject({
    reason: expect.stringContaining('this costs 1 credit') as string,
  })
})

test('what a run did not spend does not count, and still tells a price', () => {
  const { budget, as, reserve } = limited({ maxCredits: 2 })
  budget.end(reserve('a'), { credits: 2, counts: false, done: true })
  expect(as('a')).toBe('start')
  const second = reserve('a')
  expect(as('a')).toBe('wait')
  budget.end(second, { ...ended, credits: 2 })
  expect(as('a')).toBe('never')
})

test('a failed task counts and tells no price', () => {
  const { budget, as, reserve } = limited({ maxCredits: 2 })
  budget.end(reserve('a'), { credits: 0.5, counts: true, done: false })
  expect(as('a')).toBe('start')
  reserve('a')
  expect(as('a')).toBe('wait')
})

test('what is unfinished or in doubt stays reserved', () => {
  const { budget, turn, reserve } = limited({ maxCredits: 5 })
  budget.keep(reserve('flat'))
  budget.keep(reserve('flat'))
  expect(turn('flat')).toEqual({
    as: 'never',
    reason:
      "`max-credits` is 5, 0 spent, 4 reserved for what is unfinished or in doubt, and this costs 2 credits (by Creatify's price list as of autumn 2026). To start this one too, set `max-credits: 6`",
  })
})

test('after one of unknown price is lost, nothing more starts', () => {
  const { budget, turn, as, reserve } = limited({ maxCredits: 50 })
  budget.keep(reserve('a'))
  expect(as('flat')).toBe('never')
  expect(turn('b')).toMatchObject({
    as: 'never',
    reason: expect.stringContaining('in doubt') as string,
  })
})

test('a kind that never tells its price goes one at a time', () => {
  const { budget, as, reserve } = limited({ maxCredits: 2 })
  budget.end(reserve('free'), { ...ended, credits: 0 })
  expect(as('free')).toBe('start')
  reserve('free')
  expect(as('free')).toBe('wait')
})

test('sums of tenths are sums of tenths', () => {
  const { budget, as, reserve } = limited({ maxCredits: 0.3 })
  for (let i = 0; i < 3; i += 1) {
    expect(as('a')).toBe('start')
    budget.end(reserve('a'), { ...ended, credits: 0.1 })
  }
  expect(as('a')).toBe('never')
})

test('min-balance: the balance is read first, and again after ten seconds', () => {
  const { budget, as } = limited({ minBalance: 10 })
  expect(as('flat', 1000)).toBe('read balance')
  budget.balanceIs(100, 1000)
  expect(as('flat', 11_000)).toBe('start')
  expect(as('flat', 11_001)).toBe('read balance')
})

test('min-balance: what is in flight is taken off, and what ended since the balance was read', () => {
  const { budget, as, turn, reserve } = limited({ minBalance: 10 })
  budget.balanceIs(15, 0)
  const first = reserve('flat')
  expect(as('flat')).toBe('start')
  reserve('flat')
  expect(as('flat')).toBe('wait')
  budget.end(first, { ...ended, credits: 2 })
  expect(as('flat')).toBe('wait')
  budget.balanceIs(13, 1)
  expect(as('flat')).toBe('wait')
  const alone = limited({ minBalance: 10 })
  alone.budget.balanceIs(11, 0)
  expect(alone.turn('flat')).toEqual({
    as: 'never',
    reason:
      "`min-balance` is 10, the account has 11, and this costs 2 credits (by Creatify's price list as of autumn 2026). To start this one too, set `min-balance: 9`",
  })
  expect(turn('start')).toMatchObject({ as: 'wait' })
})

test('min-balance: of unknown price one at a time, and nothing where the balance cannot be read', () => {
  const { budget, as, turn, reserve } = limited({ minBalance: 10 })
  budget.balanceIs(100, 0)
  expect(as('a')).toBe('start')
  reserve('a')
  expect([as('b'), as('flat')]).toEqual(['wait', 'wait'])
  budget.balanceIs(new Error('GET /api/remaining_credits/ answered 500'), 1)
  expect(turn('flat')).toEqual({
    as: 'never',
    reason:
      '`min-balance` is 10, and the balance cannot be read (GET /api/remaining_credits/ answered 500). Run this again, or remove `min-balance`',
  })
})

test('an estimate is the sum where all prices are known, and at least the sum else', () => {
  const book = new PriceBook(prices)
  expect(describeEstimate(estimateOf([create('flat'), create('flat')], 0, book))).toBe(
    '2 to buy, 4 credits',
  )
  expect(
    describeEstimate(estimateOf([create('flat'), create('start'), create('x')], 4, book)),
  ).toBe(
    '3 to buy, 4 paid for already, at least 5 credits (2 of a price that is not known exactly)',
  )
  expect(describeEstimate(estimateOf([], 2, book))).toBe('nothing to buy, 2 paid for already')
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
    expect(reason).toBe(
      'not started: `max-credits` is 5, 5 spent, and this costs 1 credit (as the last one of this kind did). To start this one too, set `max-credits: 6`',
    )
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
  const [first, second] = job.simulator.tasks
  const endOf = (task: typeof first) => (task?.createdAt ?? NaN) + 600
  for (const { createdAt } of job.simulator.tasks.slice(1))
    expect(createdAt).toBeGreaterThan(endOf(first))
  // The price of the other kind is documented exactly: it starts beside others.
  const kinds = [first, second].map((task) => task?.model)
  expect(new Set(kinds).size).toBe(2)
})

test.concurrent(
  'a price that is higher than documented: the limit is passed by that one and no more',
  async () => {
    await using job = await lightJob({ seconds: 0.3 })
    job.simulator.reprice(stillModel, 12)
    const transcript = await runMany(job, kites(3), { with: { 'max-credits': '5' } })
    expectCreates(job, 1)
    expect(creditsOf(job)).toBe(12)
    expect(endsOf(transcript)).toEqual(['kite-1 done', 'kite-2 skipped', 'kite-3 skipped'])
    expect(named(transcript, 'kite-2').failed_reason).toContain('`max-credits` is 5, 12 spent')
  },
)

test.concurrent('too dear for what is left, and a cheaper one still fits', async () => {
  await using job = await lightJob({
    seconds: 0.3,
    scripts: [{ assets: [tinyPng, tinyPng, tinyPng] }],
  })
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

test.concurrent('one of no exactly known price is made, whatever it costs', async () => {
  await using job = await lightJob({ seconds: 0.3 })
  job.simulator.reprice(stillModel, 2)
  const transcript = await job.run({ with: { ...kite, 'max-credits': '1' } })
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
  await using run = await rememberedManifest(kites(6), { seconds: 1, pace: 10 })
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
