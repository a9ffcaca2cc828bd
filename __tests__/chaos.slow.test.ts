import pLimit from 'p-limit'
import { chaosRun } from './support/chaos.ts'

/** Runs of less than 100 s. The nightly workflow has other ones each night. */
const seeds = [3, 5, 7, 11]
const atOnce = 4
const minutes = 60_000

test(
  'random trouble: nothing is paid twice without a warning, lost or exchanged',
  async () => {
    const limit = pLimit(atOnce)
    const ended = await Promise.all(seeds.map(async (seed) => limit(async () => chaosRun(seed))))
    const broken = ended.filter(({ end }) => end === 'broken')
    const stories = broken.map(({ seed, story }) => [`seed ${seed}`, ...story].join('\n'))
    expect(stories).toEqual([])
    for (const { seed, end, creates, generations, failed } of ended)
      if (end === 'kept') expect([seed, creates]).toEqual([seed, generations + failed])
    expect(ended.filter(({ end }) => end === 'kept').length).toBeGreaterThan(seeds.length / 2)
  },
  10 * minutes,
)
