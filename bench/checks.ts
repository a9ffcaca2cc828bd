import { figure, table, type Section } from './section.ts'
import { keep, kept, measuredHere, type Kept } from './store.ts'

// What the tests take. Written by the commands themselves when they are given `--keep`; `node bench/checks.ts COMMAND SECONDS` is how
// .ci/run does it.

/** Seconds by the clock, by command. */
export type Checks = Readonly<Partial<Record<Command, { seconds: number; date: string }>>>

const limits = { 'npm test': 300, 'npm run test:quick': 90, '.ci/run': 540 } as const
type Command = keyof typeof limits
const commands = Object.keys(limits) as Command[]

if (import.meta.main) {
  const [command = '', seconds = ''] = process.argv.slice(2)
  const known = commands.find((each) => each === command)
  if (known === undefined || !/^\d+$/.test(seconds))
    throw new Error(`usage: node bench/checks.ts ${commands.join('|')} SECONDS`)
  await keepCheck(known, Number(seconds))
}

/** Keeps what a command took; what the others took stays. */
export async function keepCheck(command: Command, seconds: number): Promise<void> {
  const before = (await kept('checks')) as Kept<Checks> | undefined
  const here = measuredHere()
  const figures = { ...before?.figures, [command]: { seconds, date: here.date } }
  await keep('checks', { ...here, figures })
}

/** What they say. */
export function tellChecks(checks: Checks | undefined): Section {
  const measured = commands.flatMap((command) => {
    const each = checks?.[command]
    return each === undefined ? [] : [[`\`${command}\``, figure(each.seconds), each.date]]
  })
  return {
    heading: 'Tests',
    blocks: measured.length === 0 ? [] : [table(['', 'seconds', 'measured'], measured)],
    goals: commands.map((command) => ({
      what: `\`${command}\`, on two cores`,
      got: checks?.[command]?.seconds,
      limit: limits[command],
      unit: 's',
      reason:
        'Each scenario starts the shipped action in a process of its own, as the runner does: 560 s of CPU in all.',
    })),
    duels: [],
  }
}
