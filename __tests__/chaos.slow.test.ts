import pLimit from 'p-limit'
import { ordeal } from './support/chaos.ts'

const seeds = [1, 2, 3, 4, 5, 6, 7, 8]
const atOnce = 3
const minutes = 60_000

test(
  'random trouble: nothing is paid twice, nothing is lost',
  async () => {
    const limit = pLimit(atOnce)
    const ended = await Promise.all(seeds.map((seed) => limit(ordeal, seed)))
    const broken = ended.filter(({ end }) => end === 'broken')
    const stories = broken.map(({ seed, story }) => [`seed ${seed}`, ...story].join('\n'))
    expect(stories).toEqual([])
    for (const { seed, end, creates, generations, failed, story } of ended) {
      const planned = story.some((line) => line.startsWith('cache '))
      if (end === 'kept') expect([seed, creates]).toEqual([seed, generations + failed])
      if (end === 'ambiguous') expect(story).toContain('the list proves nothing')
      if (end === 'no memory') expect([seed, planned]).toEqual([seed, true])
    }
    expect(ended.filter(({ end }) => end === 'kept').length).toBeGreaterThan(seeds.length / 2)
  },
  10 * minutes,
)
