import { setTimeout as sleep } from 'node:timers/promises'
import { action, shell } from './clients.ts'
import type { Size } from './parts.ts'
import { mean, spread } from './sample.ts'
import { figure, table, type Section } from './section.ts'
import { good, image, inputsFor, openStand, video, type Order } from './stand.ts'

/** How one contender fared with generations of one kind. */
interface Fared {
  /** Mean of the process's time over the generation's own. */
  readonly wall: number
  readonly worst: number
  /** Mean seconds from the end of a generation to the look that shows it. */
  readonly delay: number
  /** Mean, files included. */
  readonly requests: number
}

/** One kind of generation. */
interface Case {
  readonly what: string
  /** How long each of them took on the server. */
  readonly seconds: readonly number[]
  readonly action: Fared
  readonly shell: Fared
}

/** One image and one video. */
export interface Single {
  readonly cases: readonly Case[]
}

const goals = { imageWall: 1.15, imageRequests: 10, videoDelay: 2.6, videoRequests: 18 }
const [imagesOf, videosOf, videoOf] = ['images, 4 to 8 s', 'videos, 73 to 78 s', 'video, 75 s']
/** Between two starts: side by side, they would slow each other. */
const pause = 700

interface Kind {
  readonly what: string
  readonly order: Order
  readonly bytes: number
  readonly seconds: readonly number[]
}

/** The slow ones first. The ranges are evenly spread over whole intervals of looks: every moment between two looks has its share. */
const kinds: readonly Kind[] = [
  { what: videoOf, order: video, bytes: 5_000_000, seconds: spread(5, 75, 75) },
  { what: videosOf, order: video, bytes: 5_000_000, seconds: spread(10, 73.25, 77.75) },
  { what: imagesOf, order: image, bytes: 500_000, seconds: spread(20, 4.1, 7.9) },
]
const trialKinds: readonly Kind[] = [
  { what: imagesOf, order: image, bytes: 500_000, seconds: [4, 5] },
]

/** Runs all of them at the same time, started one after the other. */
export async function measureSingle(size: Size): Promise<Single> {
  let begun = 0
  const cases = (size === 'full' ? kinds : trialKinds).map(
    async ({ what, order, bytes, seconds }) => {
      const both = seconds.map(async (each) => {
        const job = { order, bytes, seconds: each }
        const delays = [pause * begun++, pause * begun++] as const
        return Promise.all([
          sleep(delays[0]).then(async () => play(job, 'action')),
          sleep(delays[1]).then(async () => play(job, 'shell')),
        ])
      })
      const played = await Promise.all(both)
      return {
        what,
        seconds,
        action: fared(played.map(([each]) => each)),
        shell: fared(played.map(([, each]) => each)),
      }
    },
  )
  return { cases: (await Promise.all(cases)).toReversed() }
}

interface Played {
  readonly wall: number
  readonly delay: number
  readonly requests: number
}

async function play(
  job: { readonly order: Order; readonly bytes: number; readonly seconds: number },
  who: 'action' | 'shell',
): Promise<Played> {
  await using stand = await openStand()
  const { simulator } = stand
  simulator.script({ seconds: job.seconds, assets: [{ bytes: job.bytes }] })
  const run = good(
    who === 'action'
      ? await stand.action(inputsFor(job.order))
      : await stand.shell(job.order, 'file'),
  )
  const end = (simulator.tasks[0]?.createdAt ?? NaN) + 1000 * job.seconds
  const look = simulator.requests.find(
    ({ route, at }) => (route === 'task' || route === 'tasks') && at > end,
  )
  return {
    wall: (run.endedAt - run.startedAt) / 1000 / job.seconds,
    delay: ((look?.at ?? NaN) - end) / 1000,
    requests: simulator.requests.length,
  }
}

function fared(played: readonly Played[]): Fared {
  return {
    wall: mean(played.map(({ wall }) => wall)),
    worst: Math.max(...played.map(({ wall }) => wall)),
    delay: mean(played.map(({ delay }) => delay)),
    requests: mean(played.map(({ requests }) => requests)),
  }
}

/** What they say. */
export function tellSingle(single: Single | undefined): Section {
  const heading = 'One image, one video'
  const ours = (kind: string) => single?.cases.find(({ what }) => what === kind)?.action
  const goalsHere = [
    {
      what: `${imagesOf}, over their own time`,
      got: ours(imagesOf)?.wall,
      limit: goals.imageWall,
      reason:
        'A look every second comes half a second after the end on average: 8 % of 6 s. The start and the file are the rest.',
    },
    { what: `${imagesOf}, requests`, got: ours(imagesOf)?.requests, limit: goals.imageRequests },
    {
      what: `${videosOf}, mean delay after the end`,
      got: ours(videosOf)?.delay,
      limit: goals.videoDelay,
      unit: 's',
      reason:
        'A look every five seconds comes 2.5 s after the end on average; ten runs are few, and a busy machine adds to it.',
    },
    {
      what: `${videoOf}, requests`,
      got: ours(videoOf)?.requests,
      limit: goals.videoRequests,
      reason:
        'A look is due at the very second of the end. With ±10 % of jitter half of them come just before it, and take one more.',
    },
  ]
  if (single === undefined) return { heading, blocks: [], goals: goalsHere, duels: [] }
  const { cases } = single
  const rows = cases.flatMap((each) => [
    { what: each.what, name: action, ...each.action },
    { what: each.what, name: shell, ...each.shell },
  ])
  return {
    heading,
    blocks: [
      `The time of the whole process over the generation's own time on the server; the delay from its end to the look that shows it; and all requests, the download included. At real scale, means of ${cases.map(({ what, seconds }) => `${seconds.length} runs (${what})`).join(', ')}. A single length is a matter of luck, because a look may come just before the end or just after it; a range has its lengths evenly spread. Before its create the action asks for the balance and the schema, and it looks at an image every second until it is 10 s old: that makes more requests.`,
      {
        name: 'single',
        title: 'One image, one video',
        note: 'Mean; less is better.',
        columns: [{ heading: 'time over its own' }, { heading: 'requests' }],
        rows: rows.map(({ what, name, wall, requests }) => ({
          label: name,
          ours: name === action,
          ...(name === action ? { group: what } : {}),
          bars: [
            { value: wall, shown: figure(wall) },
            { value: requests, shown: figure(requests) },
          ],
        })),
      },
      table(
        ['', '', 'time over its own', 'worst', 'delay, s', 'requests'],
        rows.map(({ what, name, wall, worst, delay, requests }) => [
          name === action ? what : '',
          name,
          figure(wall),
          figure(worst),
          figure(delay),
          figure(requests),
        ]),
      ),
    ],
    goals: goalsHere,
    duels: cases.flatMap(({ what, action: mine, shell: theirs }) => [
      { what: `${what}, time over its own`, ours: mine.wall, theirs: theirs.wall },
      { what: `${what}, requests`, ours: mine.requests, theirs: theirs.requests },
    ]),
  }
}
