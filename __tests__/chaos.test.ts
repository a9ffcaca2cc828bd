import pLimit from 'p-limit'
import { ordeal } from './support/chaos.ts'

const seeds = [1, 2, 3, 4, 5, 6, 7, 8]
const atOnce = 3
const minutes = 60_000

// One test, not several concurrent ones: the simulator imports while it draws, which Jest allows inside of a test only.
test(
  'random trouble: nothing is paid twice, nothing is lost',
  async () => {
    const limit = pLimit(atOnce)
    const ended = await Promise.all(seeds.map((seed) => limit(ordeal, seed)))
    const broken = ended.filter(({ end }) => end === 'broken')
    const stories = broken.map(({ seed, story }) => [`seed ${seed}`, ...story].join('\n'))
    expect(stories).toEqual([])
    for (const { end, creates } of ended) {
      if (end === 'kept') expect(creates).toBe(1)
    }
    expect(ended.filter(({ end }) => end === 'kept').length).toBeGreaterThan(seeds.length / 2)
  },
  10 * minutes,
)
