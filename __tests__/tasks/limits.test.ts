import {
  endsOf,
  expectCreates,
  kites,
  mostAtOnce,
  named,
  runMany,
  tasksOf,
} from '../support/manifests.ts'
import { createsOf, lightJob, rememberedJob } from '../support/attempts.ts'
import { kite, resultOf } from '../support/reading.ts'

/** From 6 credits by Creatify's list: 4 seconds cost 6, 8 seconds cost 12. */
const clip = { model: 'veo3.1/fast', params: 'prompt: A kite rises\nduration: 8s' }
/** Half a credit by Creatify's list, whatever is asked. */
const flat = 'flux-pro/kontext/text-to-image'

test.concurrent('one expensive generation is stopped by its documented price', async () => {
  await using job = await lightJob()
  const transcript = await job.run({ with: { ...clip, 'max-credits': '10' } })
  expect(createsOf(job)).toHaveLength(0)
  expect(transcript.exitCode).toBe(1)
  expect(resultOf(transcript).failed_reason).toBe(
    "not started: `max-credits` is 10, 0 spent, and this costs 12 credits (by Creatify's price list as of autumn 2026). To start this one too, set `max-credits: 12`",
  )
  expect(transcript.outputs).toMatchObject({ status: 'skipped', 'credits-estimate': '12' })
  const again = await job.run({ with: { ...clip, 'max-credits': '12' } })
  expect(again.outputs).toMatchObject({ status: 'done', 'credits-used': '12' })
})

test.concurrent('a generation is stopped by what one like it cost in an earlier run', async () => {
  await using at = await rememberedJob()
  at.job.simulator.reprice('nano-banana-2', 4)
  const first = await at.attempt(1)
  expect(first.outputs).toMatchObject({ 'credits-used': '4' })
  const env = { GITHUB_RUN_ID: '1658821999' }
  const params = 'prompt: A blue kite'
  const second = await at.attempt(1, { with: { params, 'max-credits': '3' }, env })
  expect(createsOf(at.job)).toHaveLength(1)
  expect(resultOf(second).failed_reason).toContain(
    'this costs 4 credits (as one of this kind did in an earlier run)',
  )
})

test.concurrent('a generation is stopped by the balance that has to stay', async () => {
  await using job = await lightJob()
  job.simulator.credits = 100
  const transcript = await job.run({ with: { ...clip, 'min-balance': '95' } })
  expect(createsOf(job)).toHaveLength(0)
  expect(resultOf(transcript).failed_reason).toBe(
    "not started: `min-balance` is 95, the account has 100, and this costs 12 credits (by Creatify's price list as of autumn 2026). To start this one too, set `min-balance: 88`",
  )
  expect(transcript.outputs).toMatchObject({ balance: '100' })
  const again = await job.run({ with: { ...clip, 'min-balance': '88' } })
  expect(again.outputs['status']).toBe('done')
})

test.concurrent('nothing starts where the balance cannot be read', async () => {
  await using job = await lightJob()
  job.simulator.fault({ route: 'credits', status: 400, times: Infinity })
  const transcript = await job.run({ with: { ...kite, 'min-balance': '5' } })
  expect(createsOf(job)).toHaveLength(0)
  expect(resultOf(transcript).failed_reason).toContain('the balance cannot be read')
})

test.concurrent.each<[string, string, Record<string, unknown>, number]>([
  ['one price for the model', flat, {}, 5],
  ['a cell of its table', clip.model, { duration: '4s' }, 60],
])('%s is an exact price: ten start at once within the limit', async (_, model, params, limit) => {
  await using job = await lightJob({ seconds: 4 })
  const written = { ...kites(10), defaults: { model, params } }
  const transcript = await runMany(job, written, { with: { 'max-credits': String(limit) } })
  expect(transcript.errors).toEqual([])
  expect(mostAtOnce(tasksOf(job, model), 4)).toBe(10)
  expect(transcript.outputs).toMatchObject({ 'credits-used': String(limit) })
})

test.concurrent('of a from-price, the first starts alone', async () => {
  await using job = await lightJob({ seconds: 0.5 })
  const transcript = await runMany(job, kites(4), { with: { 'max-credits': '50' } })
  expect(transcript.errors).toEqual([])
  const [first, ...others] = createsOf(job)
  const early = others.filter(({ at }) => at < (first?.at ?? 0) + 450)
  expect(early).toEqual([])
})

test.concurrent(
  'a dry run says what is to buy and what is paid for, and notes nothing',
  async () => {
    await using at = await rememberedJob()
    await at.attempt(1, { with: { reuse: 'always' } })
    const noted = at.cache.keys('').length
    const manifest = [
      'defaults: { model: nano-banana-2 }',
      'generations:',
      '  - { name: red, params: { prompt: A red kite } }',
      '  - { name: blue, params: { prompt: A blue kite } }',
      `  - { name: flat, model: ${flat}, params: { prompt: A kite } }`,
      '',
    ].join('\n')
    const transcript = await at.attempt(1, {
      with: { model: '', params: '', manifest: 'creatify.yml', reuse: 'always', 'dry-run': 'true' },
      env: { GITHUB_RUN_ID: '1658821999' },
      files: { 'creatify.yml': manifest },
    })
    expect(transcript.errors).toEqual([])
    expect(transcript.log).toContain('2 to buy, 1 paid for already, 1.5 credits')
    expect(transcript.outputs).toMatchObject({ status: 'validated', 'credits-estimate': '1.5' })
    expect(transcript.summary).toContain('2 to buy, 1 paid for already, 1.5 credits')
    expect(at.cache.keys('')).toHaveLength(noted)
    expect(createsOf(at.job)).toHaveLength(1)
  },
)

test.concurrent('what is submitted and not awaited keeps its price reserved', async () => {
  await using job = await lightJob({ seconds: 30, credits: 11 })
  const transcript = await runMany(
    job,
    { ...kites(4), defaults: { model: flat } },
    { with: { 'min-balance': '10', wait: 'false' } },
  )
  expect(endsOf(transcript)).toEqual([
    'kite-1 submitted',
    'kite-2 submitted',
    'kite-3 skipped',
    'kite-4 skipped',
  ])
  expectCreates(job, 2)
  expect(named(transcript, 'kite-3').failed_reason).toContain(
    '`min-balance` is 10, the account has 11, 1 of them for tasks that are not charged yet',
  )
})

test.concurrent(
  'a price that changed from 1 to 0.5 and back is remembered as the newest',
  async () => {
    await using at = await rememberedJob()
    const run = async (id: number, inputs: Record<string, string>) =>
      at.attempt(1, {
        with: { params: `prompt: A kite in run ${id}`, ...inputs },
        env: { GITHUB_RUN_ID: String(1_658_822_000 + id) },
      })
    for (const [i, price] of [1, 0.5, 1].entries()) {
      at.job.simulator.reprice('nano-banana-2', price)
      const bought = await run(i, { 'max-credits': '1' })
      expect(bought.outputs).toMatchObject({ 'credits-used': String(price) })
      const next = await run(10 + i, { 'dry-run': 'true' })
      expect(next.outputs).toMatchObject({ 'credits-estimate': String(price) })
    }
  },
)

test.concurrent(
  'a price is remembered although the cache takes longer than the picture',
  async () => {
    await using at = await rememberedJob({ seconds: 0.1 })
    at.cache.fault({ route: 'look-up', delayMs: 1500 })
    await at.attempt(1)
    expect(at.cache.keys().filter((key) => key.includes('-price-'))).toHaveLength(1)
  },
)
