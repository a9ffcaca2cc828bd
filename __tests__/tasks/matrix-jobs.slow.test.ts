import { creditsOf } from '../support/manifests.ts'
import { createsOf, lightJob } from '../support/attempts.ts'
import { resultOf } from '../support/reading.ts'
import type { Job, Transcript } from '../support/scenario.ts'

/** Half a credit, exactly. */
const price = 0.5
const flat = { model: 'flux-pro/kontext/text-to-image', 'poll-interval': '200ms' }

/** One job of a matrix, with a picture of its own. */
async function matrixJob(job: Job, index: number, limit: Record<string, string>) {
  return job.run({ with: { ...flat, ...limit, params: `prompt: Kite ${index}`, key: `${index}` } })
}

async function tenAtOnce(job: Job, limit: Record<string, string>): Promise<readonly Transcript[]> {
  return Promise.all(Array.from({ length: 10 }, async (_, i) => matrixJob(job, i, limit)))
}

// One after the other, as with `max-parallel: 1`.
test.concurrent('min-balance holds exactly for ten matrix jobs that run in turn', async () => {
  await using job = await lightJob({ credits: 11, seconds: 0.1 })
  const statuses: (string | undefined)[] = []
  for (let i = 0; i < 10; i += 1) {
    const transcript = await matrixJob(job, i, { 'min-balance': '10' })
    statuses.push(transcript.outputs['status'])
  }
  expect(statuses).toEqual(['done', 'done', ...Array<string>(8).fill('skipped')])
  expect(createsOf(job)).toHaveLength(2)
  expect(job.simulator.credits).toBe(10)
})

test.concurrent(
  'ten matrix jobs at once go below min-balance by what the other nine have in flight at most',
  async () => {
    await using job = await lightJob({ credits: 11, seconds: 4 })
    const transcripts = await tenAtOnce(job, { 'min-balance': '10' })
    const bought = transcripts.filter(({ outputs }) => outputs['status'] === 'done')
    const stopped = transcripts.filter(({ outputs }) => outputs['status'] === 'skipped')
    expect(bought.length + stopped.length).toBe(10)
    expect(createsOf(job)).toHaveLength(bought.length)
    expect(bought.length).toBeGreaterThanOrEqual(2)
    for (const each of stopped) {
      expect(resultOf(each).failed_reason).toContain('`min-balance` is 10, the account has ')
    }
    expect(job.simulator.credits).toBe(11 - creditsOf(job))
    expect(job.simulator.credits).toBeGreaterThanOrEqual(10 - 9 * price)

    // What the ten have spent is in the balance now: the next job buys only what is left.
    const room = job.simulator.credits - price >= 10
    const late = await matrixJob(job, 10, { 'min-balance': '10' })
    expect(late.outputs['status']).toBe(room ? 'done' : 'skipped')
  },
)

test.concurrent('each of ten matrix jobs has a max-credits of its own', async () => {
  await using job = await lightJob({ credits: 11, seconds: 0.5 })
  const transcripts = await tenAtOnce(job, { 'max-credits': String(price) })
  expect(transcripts.map(({ outputs }) => outputs['credits-used'])).toEqual(
    Array<string>(10).fill(String(price)),
  )
  expect(job.simulator.credits).toBe(11 - 10 * price)
})
