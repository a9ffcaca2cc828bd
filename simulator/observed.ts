import { readFile } from 'node:fs/promises'
import { bestGuess, everyValue, type Assumptions } from './assumptions.ts'
import { isRecord } from './params.ts'

/** What `npm run live-check` found out, in its file. */
export const observedFile = new URL('./observed.json', import.meta.url)

/** Stands for what JSON has no word for, by switch. */
const absent: Partial<Assumptions> = {
  additionalProperties: undefined,
  idleConnectionMs: undefined,
  listSize: Infinity,
}

/** The text of the file. `day`: when it was seen, `2026-12-01`. */
export function observedText(day: string, assumptions: Partial<Assumptions>): string {
  const plain = Object.entries(assumptions).map(
    ([name, value]) => [name, value === undefined || value === Infinity ? null : value] as const,
  )
  return `${JSON.stringify({ day, assumptions: Object.fromEntries(plain) }, null, 2)}\n`
}

/** The switches that were observed. Throws where the text is not what `observedText` writes. */
export function observedIn(text: string): Partial<Assumptions> {
  const parsed: unknown = JSON.parse(text)
  const found = isRecord(parsed) ? parsed['assumptions'] : undefined
  if (!isRecord(found)) throw new Error('observed.json has no assumptions')
  const entries = Object.entries(found).map(([name, value]) => {
    if (!(name in everyValue)) throw new Error(`observed.json: there is no switch ${name}`)
    if (value === null && name in absent) return [name, absent[name as keyof Assumptions]] as const
    if (!mayBe(name as keyof Assumptions, value))
      throw new Error(`observed.json: ${name} cannot be ${JSON.stringify(value)}`)
    return [name, value] as const
  })
  return Object.fromEntries(entries)
}

/** One of the listed values; a number where numbers are listed, and an object likewise. */
function mayBe(name: keyof Assumptions, value: unknown): boolean {
  const values: readonly unknown[] = everyValue[name]
  if (typeof value === 'number' || isRecord(value))
    return values.some((each) => typeof each === typeof value)
  return values.includes(value)
}

/** The best guess, and what was observed instead. */
export async function currentGuess(file: URL = observedFile): Promise<Assumptions> {
  return { ...bestGuess, ...observedIn(await readFile(file, 'utf8')) }
}
