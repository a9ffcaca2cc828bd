import { setTimeout as sleep } from 'node:timers/promises'
import { action, shell } from './clients.ts'
import { mean, spread } from './sample.ts'
import { figure, table, type Section } from './section.ts'
import { good, image, inputsFor, openStand, video, type Order } from './stand.ts'

/** How one contender fared with generations of one kind. */
interface Fared {
  /** Mean of the process's time over the generation's own. */
  readonly wall: number
  readonly worst: number
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

const goal = 1.3
const runs = 5
/** Between two starts: side by side, they would slow each other. */
const pause = 700

/** The slow ones first. */
const kinds = [
  { what: 'video, 75 s', order: video, bytes: 5_000_000, seconds: spread(runs, 75, 75) },
  { what: 'videos, 73 to 77 s', order: video, bytes: 5_000_000, seconds: spread(runs, 73, 77) },
  { what: 'image, 6 s', order: image, bytes: 500_000, seconds: spread(runs, 6, 6) },
  { what: 'images, 4 to 8 s', order: image, bytes: 500_000, seconds: spread(runs, 4, 8) },
]

/** Runs all of them at the same time, started one after the other. */
export async function measureSingle(): Promise<Single> {
  let begun = 0
  const cases = kinds.map(async ({ what, order, bytes, seconds }) => {
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
  })
  return { cases: (await Promise.all(cases)).toReversed() }
}

interface Played {
  readonly wall: number
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
  const wall = (run.endedAt - run.startedAt) / 1000 / job.seconds
  return { wall, requests: simulator.requests.length }
}

function fared(played: readonly Played[]): Fared {
  return {
    wall: mean(played.map(({ wall }) => wall)),
    worst: Math.max(...played.map(({ wall }) => wall)),
    requests: mean(played.map(({ requests }) => requests)),
  }
}

/** What they say. */
export function tellSingle({ cases }: Single): Section {
  const rows = cases.flatMap((each) => [
    { what: each.what, name: action, ...each.action },
    { what: each.what, name: shell, ...each.shell },
  ])
  const sixSeconds = cases.find(({ what }) => what === 'image, 6 s')
  return {
    heading: 'One image, one video',
    blocks: [
      `The time of the whole process over the generation's own time on the server, and all requests, the download included. Measured at real scale, mean of ${runs} runs each. A single length is a matter of luck: a look may come just before the end or just after it. The rows of a range have one run for each second of the script's five. Before its create the action asks for the balance and the schema, and it looks at an image every second: that makes more requests.`,
      {
        name: 'single',
        title: 'One image, one video',
        note: 'Mean; less is better. Measured.',
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
        ['', '', 'time over its own', 'worst', 'requests'],
        rows.map(({ what, name, wall, worst, requests }) => [
          name === action ? what : '',
          name,
          figure(wall),
          figure(worst),
          figure(requests),
        ]),
      ),
    ],
    goals: [
      {
        what: 'image of 6 s, over its own time',
        got: sixSeconds?.action.wall ?? NaN,
        limit: goal,
      },
    ],
    duels: cases.flatMap(({ what, action: ours, shell: theirs }) => [
      { what: `${what}, time over its own`, ours: ours.wall, theirs: theirs.wall },
      { what: `${what}, requests`, ours: ours.requests, theirs: theirs.requests },
    ]),
  }
}
