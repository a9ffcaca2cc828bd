import type { Chart } from './chart.ts'
import { action, clients, shell, type Client } from './clients.ts'
import { dice, draws, nineOfTen, seed, type Distribution } from './durations.ts'
import { mean } from './sample.ts'
import { figure, table, type Section } from './section.ts'

/** What a rule comes to over all durations of a kind. */
export interface Outcome {
  readonly name: string
  /** Mean seconds from the end of the generation to the look that shows it. */
  readonly delay: number
  /** Mean of the time to that look over the generation's own. */
  readonly wall: number
  readonly looks: number
  /** The share of generations that it gives up on; those are in no other figure. */
  readonly lost: number
}

/** Images and videos. */
export interface Rules {
  readonly images: readonly Outcome[]
  readonly videos: readonly Outcome[]
}

const count = 10_000
const distributions = {
  images: { median: 6, sigma: 0.4 },
  videos: { median: 75, sigma: 0.4 },
} as const satisfies Record<keyof Rules, Distribution>
const types = { images: 'image', videos: 'video' } as const satisfies Record<keyof Rules, string>

/** Plays every client's rule over the same durations. Nothing runs and no clock ticks. */
export function simulateRules(): Rules {
  const play = (kind: keyof Rules) => {
    const durations = draws(count, distributions[kind])
    return clients.map(({ name, rule }) => outcomeOf(name, rule(types[kind]), durations))
  }
  return { images: play('images'), videos: play('videos') }
}

function outcomeOf(
  name: string,
  looksAt: ReturnType<Client['rule']>,
  durations: readonly number[],
): Outcome {
  const roll = dice(seed + 1)
  const ends = durations.flatMap((duration) => {
    let looks = 0
    for (const at of looksAt(roll)) {
      looks += 1
      if (at >= duration) return [{ delay: at - duration, wall: at / duration, looks }]
    }
    return []
  })
  return {
    name,
    delay: mean(ends.map(({ delay }) => delay)) / 1000,
    wall: mean(ends.map(({ wall }) => wall)),
    looks: mean(ends.map(({ looks }) => looks)),
    lost: 1 - ends.length / durations.length,
  }
}

/** What they say. */
export function tellRules({ images, videos }: Rules): Section {
  const told = { images, videos }
  const kinds = ['images', 'videos'] as const
  return {
    heading: 'Rules of polling',
    blocks: [
      `When each client looks at its task, played over the same ${figure(count)} durations of images and of videos. Simulated: nothing is sent, and an answer takes no time. ${kinds.map(stated).join(' ')} Seed ${seed}.`,
      table(
        ['', 'looks'],
        clients.map(({ name, words }) => [name, words]),
        'words',
      ),
      `The rules of the others are taken from notes of autumn 2026; their packages were not run for this page. creatify-api-ts has no call for this API; its rule is that of \`createAndWaitForAiShorts\`.`,
      ...kinds.flatMap((kind) => [
        chartOf(kind, told[kind]),
        table(
          [kind, 'seconds after the end', 'time over its own', 'looks', 'given up'],
          told[kind].map(({ name, delay, wall, looks, lost }) => [
            name,
            figure(delay),
            figure(wall),
            figure(looks),
            `${(100 * lost).toFixed(0)} %`,
          ]),
        ),
        sooner(kind, told[kind]),
      ]),
      'All are means over the generations that the client did not give up on.',
    ],
    goals: [],
    duels: kinds.flatMap((kind) => {
      const [mine, theirs] = [named(action, told[kind]), named(shell, told[kind])]
      return [
        {
          what: `${kind}, seconds after the end (simulated)`,
          ours: mine.delay,
          theirs: theirs.delay,
        },
        { what: `${kind}, looks (simulated)`, ours: mine.looks, theirs: theirs.looks },
      ]
    }),
  }
}

function stated(kind: keyof Rules): string {
  const { median, sigma } = distributions[kind]
  const [low, high] = nineOfTen(distributions[kind]).map((seconds) => seconds.toFixed(0))
  return `The ${kind} take log-normal times with a median of ${median} s and σ ${sigma}: nine of ten take ${low ?? ''} to ${high ?? ''} s.`
}

function named(name: string, outcomes: readonly Outcome[]): Outcome {
  const found = outcomes.find((each) => each.name === name)
  if (found === undefined) throw new Error(`There is no ${name}.`)
  return found
}

/** Who hears of the end before the action does, and for how many looks. */
function sooner(kind: keyof Rules, outcomes: readonly Outcome[]): string {
  const mine = named(action, outcomes)
  const faster = outcomes.filter(({ delay }) => delay < mine.delay * 0.99)
  if (faster.length === 0) return `Nobody here hears of finished ${kind} sooner than the action.`
  const told = faster.map((each) => {
    const { name, delay, looks } = each
    const rest = gaveUp(each) ? ', and only where it did not give up' : ''
    return `${name} by ${figure(mine.delay - delay)} s, with ${figure(looks / mine.looks)} times the looks${rest}`
  })
  return `**Sooner than the action:** ${told.join('; ')}.`
}

function chartOf(kind: keyof Rules, outcomes: readonly Outcome[]): Chart {
  return {
    name: `rules-${kind}`,
    title: `Rules of polling: ${kind}`,
    note: `Means; less is better. Simulated.${outcomes.some(gaveUp) ? ' * Without those it gave up on.' : ''}`,
    columns: [{ heading: 'seconds after the end' }, { heading: 'looks' }],
    rows: outcomes.map((outcome) => ({
      label: outcome.name,
      ours: outcome.name === action,
      bars: [outcome.delay, outcome.looks].map((value) => ({
        value,
        shown: gaveUp(outcome) ? `${figure(value)}*` : figure(value),
      })),
    })),
  }
}

function gaveUp({ lost }: Outcome): boolean {
  return lost >= 0.005
}
