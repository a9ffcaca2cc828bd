import { lightJob } from '../support/attempts.ts'
import { endsOf, expectCreates, kites, runMany } from '../support/manifests.ts'
import { resultsOf } from '../support/reading.ts'

/** The product's lengths of time are divided by this. */
const pace = 10

const everyAnswer = { route: 'create', reset: 'after', times: 999 } as const

test.concurrent(
  'thirty generations one at a time, every answer lost and an empty list: one is paid at most, and it is said',
  async () => {
    await using job = await lightJob({ pace, assumptions: { list: 'empty' } })
    job.simulator.fault(everyAnswer)
    const transcript = await runMany(job, kites(30), { with: { concurrency: '1' } })
    expect(job.simulator.tasks).toHaveLength(1)
    expect(endsOf(transcript)).toEqual([
      'kite-1 failed',
      ...Array.from({ length: 29 }, (_, i) => `kite-${i + 2} skipped`),
    ])
    expect(transcript.errors.join('\n')).toContain('ambiguous create')
    expect(transcript.log).toContain(
      'kite-2: skipped: not started: nobody knows what became of the create of kite-1',
    )
  },
)

test.concurrent(
  'thirty generations ten at a time, every answer lost and an empty list: no more than ten are paid, and it is said',
  async () => {
    await using job = await lightJob({ pace, assumptions: { list: 'empty' } })
    job.simulator.fault(everyAnswer)
    const transcript = await runMany(job, kites(30))
    expect(job.simulator.tasks.length).toBeLessThanOrEqual(10)
    expect(job.simulator.counts('create')).toBe(job.simulator.tasks.length)
    expect(endsOf(transcript).slice(10)).toEqual(
      Array.from({ length: 20 }, (_, i) => `kite-${i + 11} skipped`),
    )
    expect(transcript.errors.join('\n')).toContain('the task list is empty, which proves nothing')
  },
)

test.concurrent(
  'ten answers lost at once where the list may be read 12 times a minute',
  async () => {
    await using job = await lightJob({
      pace,
      seconds: 0.5,
      assumptions: { perMinute: { list: 12 } },
    })
    job.simulator.fault({ route: 'create', reset: 'after', delayMs: 1000, times: 10 })
    const transcript = await runMany(job, kites(10))
    expect(transcript.errors).toEqual([])
    expectCreates(job, 10)
    // One reader for all: it is far from the limit.
    expect(job.simulator.counts('list')).toBeLessThanOrEqual(4)
    const prompts = new Map(job.simulator.tasks.map(({ id, params }) => [id, params['prompt']]))
    for (const { task_id: id, input_params: params } of resultsOf(transcript)) {
      expect(prompts.get(id ?? '')).toBe(params['prompt'])
    }
  },
)
