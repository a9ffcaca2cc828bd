import { action, shell } from './clients.ts'
import { spread } from './sample.ts'
import type { Size } from './parts.ts'
import { figure, table, type Section } from './section.ts'
import { good, image, manifestOf, openStand, type Stand } from './stand.ts'

/** How so many generations at once went. */
interface Crowd {
  readonly count: number
  /** The whole of it over the slowest generation. */
  readonly wall: number
  /** Requests that look at tasks. */
  readonly looks: number
  /** The most memory, in bytes; not measured for the script. */
  readonly peak?: number
}

/** The action with manifests, and so many shell scripts side by side. */
export interface Many {
  readonly action: readonly Crowd[]
  readonly shell: readonly Crowd[]
}

/** Seconds of the quickest and of the slowest generation. No multiple of five, at which the script would be lucky. */
const [quickest, slowest] = [5, 19]
const bytes = 20_000
const goals = { wall: 1.1, looks: 14 }

/** Small crowds side by side, large ones alone. */
export async function measureMany(size: Size): Promise<Many> {
  if (size === 'trial') return { action: [await manifest(10)], shell: [await shells(10)] }
  const [one, ten, oneShell, tenShells] = await Promise.all([
    manifest(1),
    manifest(10),
    shells(1),
    shells(10),
  ])
  const hundred = await manifest(100)
  const hundredShells = await shells(100)
  const thousand = await manifest(1000)
  return {
    action: [one, ten, hundred, thousand],
    shell: [oneShell, tenShells, hundredShells],
  }
}

async function crowded(count: number): Promise<Stand> {
  const stand = await openStand({ credits: count + 100 })
  const scripts = spread(count, quickest, slowest).map((seconds) => ({
    seconds,
    assets: [{ bytes }],
  }))
  stand.simulator.script(...scripts)
  return stand
}

function looksAt({ simulator }: Stand): number {
  return simulator.counts('task') + simulator.counts('tasks')
}

async function manifest(count: number): Promise<Crowd> {
  await using stand = await crowded(count)
  const inputs = await manifestOf(count, stand)
  const { startedAt, endedAt, peak } = good(await stand.weighedAction(inputs))
  return { count, wall: (endedAt - startedAt) / 1000 / slowest, looks: looksAt(stand), peak }
}

async function shells(count: number): Promise<Crowd> {
  await using stand = await crowded(count)
  const runs = await Promise.all(
    Array.from({ length: count }, async (_, i) => stand.shell(image, `kite-${i + 1}.png`)),
  )
  const startedAt = Math.min(...runs.map((run) => good(run).startedAt))
  const endedAt = Math.max(...runs.map((run) => run.endedAt))
  return { count, wall: (endedAt - startedAt) / 1000 / slowest, looks: looksAt(stand) }
}

/** What they say. */
export function tellMany(many: Many | undefined): Section {
  const hundred = many?.action.find(({ count }) => count === 100)
  const wall = {
    what: '100 generations, over the slowest',
    got: hundred?.wall,
    limit: goals.wall,
    reason: 'The slowest ends between two looks: the wait for the next one is part of it.',
  }
  const looks = { what: '100 generations, looks', got: hundred?.looks, limit: goals.looks }
  const heading = 'Many at once'
  if (many === undefined) return { heading, blocks: [], goals: [wall, looks], duels: [] }
  const first = many.action[0]?.peak ?? NaN
  const rows = many.action.flatMap((mine) => {
    const theirs = many.shell.find(({ count }) => count === mine.count)
    return [{ name: action, ...mine }, ...(theirs ? [{ name: shell, ...theirs }] : [])]
  })
  return {
    heading,
    blocks: [
      `One step with a manifest of images that take ${quickest} to ${slowest} s, evenly spread, one alone ${slowest} s; \`concurrency\` is their number. Beside it as many copies of the script at the same time. The time of all of it over the slowest generation, the requests that look at tasks, and the most memory over that of the action with a single generation. One run each. The slowest ends between two looks, the script's and the action's. A thousand scripts at once were not run: they would measure the machine.`,
      {
        name: 'many',
        title: 'Many at once',
        note: 'Less is better.',
        columns: [{ heading: 'time over the slowest' }, { heading: 'looks' }],
        rows: rows.map(({ name, count, wall, looks }) => ({
          label: name,
          ours: name === action,
          ...(name === action ? { group: named(count) } : {}),
          bars: [
            { value: wall, shown: figure(wall) },
            { value: looks, shown: figure(looks) },
          ],
        })),
      },
      table(
        ['', '', 'time over the slowest', 'looks', 'memory'],
        rows.map(({ name, count, wall, looks, peak }) => [
          name === action ? named(count) : '',
          name,
          figure(wall),
          figure(looks),
          peak === undefined ? '' : figure(peak / first),
        ]),
      ),
    ],
    goals: [wall, looks],
    duels: many.shell.flatMap((theirs) => {
      const mine = many.action.find(({ count }) => count === theirs.count)
      return [
        {
          what: `${named(theirs.count)}, time over the slowest`,
          ours: mine?.wall ?? NaN,
          theirs: theirs.wall,
        },
        { what: `${named(theirs.count)}, looks`, ours: mine?.looks ?? NaN, theirs: theirs.looks },
      ]
    }),
  }
}

function named(count: number): string {
  return `${figure(count)} ${count === 1 ? 'generation' : 'generations'}`
}
