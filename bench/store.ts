import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { thisMachine, type Machine } from './machine.ts'

/** Figures, and when and where they were measured. */
export interface Kept<T> {
  /** YYYY-MM-DD. */
  readonly date: string
  readonly machine: Machine
  readonly figures: T
}

const folder = join(import.meta.dirname, 'figures')

/** To be asked before measuring, or the load is its own. */
export function measuredHere(): Pick<Kept<unknown>, 'date' | 'machine'> {
  return { date: new Date().toISOString().slice(0, 10), machine: thisMachine() }
}

/** Writes `bench/figures/NAME.json`. Other parts of the benchmark stay as they were measured. */
export async function keep<T>(name: string, content: Kept<T>): Promise<void> {
  await mkdir(folder, { recursive: true })
  await writeFile(fileOf(name), `${JSON.stringify(content, undefined, 2)}\n`)
}

/** What `keep` wrote; undefined: not measured yet. */
export async function kept(name: string): Promise<unknown> {
  const file = fileOf(name)
  return existsSync(file) ? JSON.parse(await readFile(file, 'utf8')) : undefined
}

function fileOf(name: string): string {
  return join(folder, `${name}.json`)
}
