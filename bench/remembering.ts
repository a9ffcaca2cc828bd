import { startCacheService } from '../simulator/cache.ts'
import type { Size } from './parts.ts'
import { median } from './sample.ts'
import { figure, table, type Section } from './section.ts'
import { good, image, inputsFor, openStand, remembering } from './stand.ts'

/** From the start of the process to the arrival of the create, in milliseconds: medians of the rounds. */
export interface Remembering {
  readonly rounds: number
  readonly withCache: number
  readonly without: number
}

const answerMs = 100
const goal = 200
const routes = ['schemas', 'credits', 'create', 'task', 'tasks', 'list'] as const

/** With the cache and without, in turn. The first round only fills the caches of the machine. */
export async function measureRemembering(size: Size): Promise<Remembering> {
  const rounds = size === 'full' ? 11 : 2
  const cache = await startCacheService()
  try {
    await using stand = await openStand({ seconds: 0.2 })
    const { simulator } = stand
    cache.trouble = { kind: 'slow', ms: answerMs }
    for (const route of routes) simulator.fault({ route, delayMs: answerMs, times: 99_999 })
    let run = 0
    const untilCreate = async (reuse: string) => {
      run += 1
      simulator.script({ assets: [{ bytes: 20_000 }] })
      const seen = simulator.requests.length
      const env = remembering(cache, run)
      const { startedAt } = good(await stand.action({ ...inputsFor(image), reuse }, env))
      const create = simulator.requests.slice(seen).find(({ route }) => route === 'create')
      return (create?.at ?? NaN) - startedAt
    }
    const [withCache, without]: [number[], number[]] = [[], []]
    for (let round = 0; round <= rounds; round += 1) {
      const times = [await untilCreate('never'), await untilCreate('run')] as const
      if (round === 0) continue
      without.push(times[0])
      withCache.push(times[1])
    }
    return { rounds, withCache: median(withCache), without: median(without) }
  } finally {
    await cache.stop()
  }
}

/** What they say. */
export function tellRemembering(figures: Remembering | undefined): Section {
  const more = figures && figures.withCache - figures.without
  const heading = 'What the cache costs'
  const goals = [
    {
      what: `start to create, every request ${answerMs} ms: with the cache minus without`,
      got: more === undefined ? undefined : Math.round(more),
      limit: goal,
      unit: 'ms',
    },
  ]
  if (figures === undefined) return { heading, blocks: [], goals, duels: [] }
  return {
    heading,
    blocks: [
      `What was paid for is noted in GitHub’s cache, so that a re-run finds it. From the start of the process to the create, where every answer of the API and of the cache service takes ${answerMs} ms. Median of ${figures.rounds} rounds in turn. The shell script remembers nothing.`,
      table(
        ['', 'ms to the create'],
        [
          ['`reuse: run`', figure(Math.round(figures.withCache))],
          ['`reuse: never`', figure(Math.round(figures.without))],
        ],
      ),
    ],
    goals,
    duels: [],
  }
}
