import { lightJob } from '../support/attempts.ts'
import { endsOf, kites, runMany } from '../support/manifests.ts'

/** The product's lengths of time are divided by this. */
const pace = 10

const everyAnswer = { route: 'create', reset: 'after', times: 999 } as const

test.concurrent(
  'every answer lost and an empty list: one is paid at most, and it is said',
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

test.concurrent('ten at once, every answer lost: no more than those are sent', async () => {
  await using job = await lightJob({ pace, assumptions: { list: 'empty' } })
  job.simulator.fault(everyAnswer)
  const transcript = await runMany(job, kites(30))
  expect(job.simulator.tasks.length).toBeLessThanOrEqual(10)
  expect(endsOf(transcript).at(-1)).toBe('kite-30 skipped')
})

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
    expect(job.simulator.tasks).toHaveLength(10)
    expect(job.simulator.counts('create')).toBe(10)
  },
)
