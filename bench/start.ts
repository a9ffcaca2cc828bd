import { action, shell } from './clients.ts'
import { median } from './sample.ts'
import type { Size } from './parts.ts'
import { figure, table, type Section } from './section.ts'
import { image, inputsFor, openStand, type Run } from './stand.ts'

/** Milliseconds from the start of a process to its first request, median of the rounds. */
export interface Start {
  readonly rounds: number
  readonly bare: number
  readonly action: number
  readonly shell: number
}

const goal = 1.5

/** Runs the three contenders in turn. The first round only fills the caches of the machine. */
export async function measureStart(size: Size): Promise<Start> {
  const rounds = size === 'full' ? 21 : 3
  let seen: (() => void) | undefined
  await using stand = await openStand({
    seconds: 0.01,
    onEnd: () => seen?.(),
  })
  const { simulator } = stand
  const firstRequest = async (run: () => Promise<Run>): Promise<number> => {
    const before = simulator.requests.length
    const { startedAt, log } = await run()
    const first = simulator.requests[before]
    if (first === undefined) throw new Error(`No request came:\n${log}`)
    return first.at - startedAt
  }
  const contenders = {
    bare: async () => stand.bare(),
    action: async () => stand.action({ ...inputsFor(image), 'dry-run': 'true' }),
    shell: async () => {
      const first = new Promise<void>((resolve) => (seen = resolve))
      return stand.shell(image, 'kite.png', first)
    },
  }
  const times: Record<keyof typeof contenders, number[]> = { bare: [], action: [], shell: [] }
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of ['bare', 'action', 'shell'] as const) {
      const ms = await firstRequest(contenders[name])
      if (round > 0) times[name].push(ms)
    }
  }
  return {
    rounds,
    bare: median(times.bare),
    action: median(times.action),
    shell: median(times.shell),
  }
}

/** What they say. */
export function tellStart(start: Start | undefined): Section {
  const what = 'start to first request, over bare Node'
  if (start === undefined)
    return {
      heading: 'Start',
      blocks: [],
      goals: [{ what, got: undefined, limit: goal }],
      duels: [],
    }
  const contenders = [
    ['bare Node', start.bare],
    [action, start.action],
    [shell, start.shell],
  ] as const
  const rows = contenders.map(([label, ms]) => ({ label, ratio: ms / start.bare }))
  return {
    heading: 'Start',
    blocks: [
      `From the start of the process to the first request that arrives at the server, over the same of bare Node ([bare.js](bare.js): one \`fetch\` of the same URL). Median of ${start.rounds} rounds in turn. generate.sh is bash and curl, which have less to load than Node.`,
      {
        name: 'start',
        title: 'Start to first request',
        note: 'Over bare Node; less is better.',
        columns: [{ heading: '', limit: goal }],
        rows: rows.map(({ label, ratio }) => ({
          label,
          ours: label === action,
          bars: [{ value: ratio, shown: figure(ratio) }],
        })),
      },
      table(
        ['', 'over bare Node'],
        rows.map(({ label, ratio }) => [label, figure(ratio)]),
      ),
    ],
    goals: [{ what, got: start.action / start.bare, limit: goal }],
    duels: [
      {
        what,
        ours: start.action / start.bare,
        theirs: start.shell / start.bare,
      },
    ],
  }
}
