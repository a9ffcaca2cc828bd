import { tellChaos, type ChaosFigures } from './chaos.ts'
import { tellChecks, type Checks } from './checks.ts'
import { measureCrowd, tellCrowd } from './crowd.ts'
import { measureFaults, tellFaults } from './faults.ts'
import { measureLarge, tellLarge } from './large.ts'
import { measureMany, tellMany } from './many.ts'
import { measureRemembering, tellRemembering } from './remembering.ts'
import type { Section } from './section.ts'
import { measureSingle, tellSingle } from './single.ts'
import { measureStart, tellStart } from './start.ts'
import { kept, type Kept } from './store.ts'

/** `trial`: as short as it can be, to see that it works. Its figures mean nothing. */
export type Size = 'full' | 'trial'

/** A part of the benchmark. */
interface Part {
  /** undefined: another command measures it. */
  readonly measure: ((size: Size) => Promise<unknown>) | undefined
  /** Of what `measure` gave; undefined: not measured yet. */
  readonly tell: (figures: unknown) => Section
  /** What measures it. */
  readonly commands: readonly string[]
}

/** The parts in the order of the page. */
const all: Readonly<Record<string, Part>> = {
  start: measured('start', measureStart, tellStart),
  remembering: measured('remembering', measureRemembering, tellRemembering),
  single: measured('single', measureSingle, tellSingle),
  many: measured('many', measureMany, tellMany),
  large: measured('large', measureLarge, tellLarge),
  crowd: measured('crowd', measureCrowd, tellCrowd),
  checks: {
    measure: undefined,
    tell: (figures) => tellChecks(figures as Checks | undefined),
    commands: [
      'npm run test:times -- --keep',
      'npm run test:times -- --quick --keep',
      'bash .ci/run --keep',
    ],
  },
  chaos: {
    measure: undefined,
    tell: (figures) => tellChaos(figures as ChaosFigures | undefined),
    commands: ['npm run chaos -- --all --runs 500 --seed FRESH --keep'],
  },
  faults: measured('faults', measureFaults, tellFaults),
}

/** The parts by name, in the order of the page. */
export const parts: ReadonlyMap<string, Part> = new Map(Object.entries(all))

function measured<T>(
  name: string,
  measure: (size: Size) => Promise<T>,
  tell: (figures: T | undefined) => Section,
): Part {
  // The figures come from `measure`, at once or through their file.
  return { measure, tell: (figures) => tell(figures as T), commands: [`npm run bench -- ${name}`] }
}

/** A part of the page. */
export interface Told {
  readonly section: Section
  readonly commands: readonly string[]
  /** undefined: not measured yet. */
  readonly source: Kept<unknown> | undefined
}

/** What all parts have to say about what is kept of them. */
export async function tellAll(): Promise<readonly Told[]> {
  return Promise.all(
    [...parts].map(async ([name, { tell, commands }]) => {
      const source = (await kept(name)) as Kept<unknown> | undefined
      return { section: tell(source?.figures), commands, source }
    }),
  )
}
