import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { format } from 'prettier'
import { measureCrowd, tellCrowd, type Crowds } from './crowd.ts'
import { measureFaults, tellFaults, type Faults } from './faults.ts'
import { measureLarge, tellLarge, type Large } from './large.ts'
import type { Machine } from './machine.ts'
import { measureMany, tellMany, type Many } from './many.ts'
import { simulateRules, tellRules, type Rules } from './rules.ts'
import type { Section } from './section.ts'
import { measureSingle, tellSingle, type Single } from './single.ts'
import { measureStart, tellStart, type Start } from './start.ts'

/** What each part found. */
export interface Parts {
  readonly start: Start
  readonly single: Single
  readonly rules: Rules
  readonly faults: Faults
  readonly many: Many
  readonly crowd: Crowds
  readonly large: Large
}

/** All figures of one run. */
export interface Figures extends Parts {
  /** YYYY-MM-DD. */
  readonly date: string
  readonly machine: Machine
}

/** What can be measured alone. */
interface Part<T> {
  measure(this: void): Promise<T>
  /** Measures, and says what that means. */
  section(this: void): Promise<Section>
}

/** The parts in the order of the README. */
export const parts: { readonly [Name in keyof Parts]: Part<Parts[Name]> } = {
  start: part(measureStart, tellStart),
  single: part(measureSingle, tellSingle),
  rules: part(async () => Promise.resolve(simulateRules()), tellRules),
  faults: part(measureFaults, tellFaults),
  many: part(measureMany, tellMany),
  crowd: part(measureCrowd, tellCrowd),
  large: part(measureLarge, tellLarge),
}

function part<T>(measure: () => Promise<T>, tell: (figures: T) => Section): Part<T> {
  return { measure, section: async () => tell(await measure()) }
}

/** What all parts have to say. */
export function sectionsOf(figures: Figures): readonly Section[] {
  return [
    tellStart(figures.start),
    tellSingle(figures.single),
    tellRules(figures.rules),
    tellFaults(figures.faults),
    tellMany(figures.many),
    tellCrowd(figures.crowd),
    tellLarge(figures.large),
  ]
}

const file = join(import.meta.dirname, 'figures.json')

/** Keeps the figures, so that the README can be written again without measuring. */
export async function keep(figures: Figures): Promise<void> {
  await writeFile(file, await format(JSON.stringify(figures), { parser: 'json', printWidth: 100 }))
}

/** The figures of the last whole run. */
export async function kept(): Promise<Figures> {
  return JSON.parse(await readFile(file, 'utf8')) as Figures
}
