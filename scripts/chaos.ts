import { parseArgs } from 'node:util'
import pLimit from 'p-limit'
import { chaosRun, type ChaosOptions, type ChaosRun } from '../__tests__/support/chaos.ts'
import { shipPacedAction } from '../__tests__/support/paced-action.ts'
import type { ChaosFigures } from '../bench/chaos.ts'
import { keep, measuredHere } from '../bench/store.ts'
import { shipAction } from './shipped.ts'

/**
 * Runs plans drawn from seeds from `--seed` on, or one again with `--replay`. `--all` draws all that the simulator can do;
 * `--pace N` runs the action N times faster, as a bundle of this source. `--keep` writes the figures for bench/README.md. Exit code 1
 * when a promise was broken.
 */
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    'at-once': { type: 'string', default: '4' },
    replay: { type: 'string' },
    all: { type: 'boolean', default: false },
    pace: { type: 'string' },
    keep: { type: 'boolean', default: false },
  },
})

const first = whole('seed', values.replay ?? values.seed)
const runs = values.replay === undefined ? whole('runs', values.runs) : 1
const limit = pLimit(whole('at-once', values['at-once']))
const [startedAt, here] = [performance.now(), measuredHere()]
const options: ChaosOptions = {
  reach: values.all ? 'all' : 'basic',
  ...(values.pace !== undefined && { pace: whole('pace', values.pace) }),
}
await shipAction()
if (options.pace !== undefined) await shipPacedAction()

const ended = await Promise.all(
  Array.from({ length: runs }, async (_, i) =>
    limit(async () => {
      const end = await run(first + i)
      if (end.end !== 'kept' || values.replay !== undefined) console.log(describe(end))
      return end
    }),
  ),
)

const seconds = Math.round((performance.now() - startedAt) / 1000)
console.log(table(ended))
console.log(`${runs} runs from seed ${first}, ${seconds} s`)
if (values.keep) await keep('chaos', { ...here, figures: figuresOf(ended) })
process.exitCode = ended.some(({ end }) => end === 'broken') ? 1 : 0

function whole(name: string, value: string): number {
  if (/^[1-9]\d*$/.test(value)) return Number(value)
  throw new Error(`--${name} is ${JSON.stringify(value)}. It takes a whole number above zero.`)
}

/** A run that cannot even be described is a broken one. */
async function run(seed: number): Promise<ChaosRun> {
  try {
    return await chaosRun(seed, options)
  } catch (error) {
    const story = [error instanceof Error ? (error.stack ?? error.message) : String(error)]
    return { seed, end: 'broken', attempts: 0, creates: 0, generations: 0, failed: 0, story }
  }
}

function describe({ seed, end, attempts, creates, story }: ChaosRun): string {
  const head = `seed ${seed}: ${end}, ${attempts} attempts, ${creates} creates`
  const again = `  again: npm run chaos --${values.all ? ' --all' : ''} --replay ${seed}`
  return [head, ...story.map((line) => `  ${line.replaceAll('\n', '\n  ')}`), again, ''].join('\n')
}

function table(all: readonly ChaosRun[]): string {
  const ends = ['kept', 'ambiguous', 'warned', 'broken'] as const
  const rows = ends.map((end) => {
    const these = all.filter((each) => each.end === end)
    const sum = (key: 'attempts' | 'generations' | 'failed' | 'creates') =>
      these.reduce((total, each) => total + each[key], 0)
    const sums = [sum('attempts'), sum('generations'), sum('failed'), sum('creates')]
    return [end, ...[these.length, ...sums].map(String)]
  })
  return [['end', 'runs', 'attempts', 'asked', 'failed', 'creates'], ...rows]
    .map((row) => row.map((text, i) => (i === 0 ? text.padEnd(10) : text.padStart(9))).join(''))
    .join('\n')
}

function figuresOf(all: readonly ChaosRun[]): ChaosFigures {
  const ended = (as: ChaosRun['end']) => all.filter(({ end }) => end === as).length
  const sum = (key: 'attempts' | 'generations' | 'creates') =>
    all.reduce((total, each) => total + each[key], 0)
  return {
    runs,
    firstSeed: first,
    isAll: values.all,
    pace: options.pace ?? 1,
    ends: {
      kept: ended('kept'),
      ambiguous: ended('ambiguous'),
      warned: ended('warned'),
      broken: ended('broken'),
    },
    attempts: sum('attempts'),
    generations: sum('generations'),
    creates: sum('creates'),
  }
}
