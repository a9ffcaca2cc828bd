import { figure, table, type Section } from './section.ts'

/** What `npm run chaos -- --keep` found. */
export interface ChaosFigures {
  readonly runs: number
  readonly firstSeed: number
  /** `--all`: all that the simulator can do. */
  readonly isAll: boolean
  /** How many times faster than real the action ran. */
  readonly pace: number
  /** Runs by how they ended. `broken`: something was paid twice without a warning, lost, or exchanged. */
  readonly ends: Readonly<Record<'kept' | 'ambiguous' | 'warned' | 'broken', number>>
  readonly attempts: number
  readonly generations: number
  readonly creates: number
}

const runsWanted = 500

/** What they say. */
export function tellChaos(figures: ChaosFigures | undefined): Section {
  return {
    heading: 'Chaos',
    blocks: figures === undefined ? [] : blocksOf(figures),
    goals: [
      {
        what: 'chaos, fresh seeds with all that the simulator can do',
        got: figures?.isAll === true ? figures.runs : undefined,
        limit: runsWanted,
        is: 'at least',
        unit: 'runs',
      },
      {
        what: 'chaos, runs with something paid twice unannounced, lost or exchanged',
        got: figures?.ends.broken,
        limit: 0,
      },
    ],
    duels: [],
  }
}

function blocksOf({
  runs,
  firstSeed,
  isAll,
  pace,
  ends,
  attempts,
  generations,
  creates,
}: ChaosFigures): readonly string[] {
  const reach = isAll ? 'all that the simulator can do' : 'the ordinary faults'
  return [
    `Random faults, kills and re-runs, with ${reach}: ${figure(runs)} runs, seeds ${firstSeed} to ${firstSeed + runs - 1}${pace === 1 ? '' : `, the action ${pace} times as fast as real`}. ${figure(generations)} generations were asked for, in ${figure(attempts)} attempts, with ${figure(creates)} creates.`,
    table(
      ['a run ended', 'runs'],
      [
        ['with one paid task for each generation, and its files', figure(ends.kept)],
        ['with an error that names what cannot be known', figure(ends.ambiguous)],
        ['with something paid again after a warning', figure(ends.warned)],
        ['with a promise broken', figure(ends.broken)],
      ],
    ),
  ]
}
