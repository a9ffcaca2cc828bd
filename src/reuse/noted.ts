import type { Generation } from '../manifest/generation.ts'
import { parentsFirst } from '../manifest/graph.ts'
import type { Noted } from './facts.ts'
import type { Fingerprints } from './fingerprint.ts'
import type { Ledger } from './ledger.ts'

/**
 * The tasks that the ledger names, by the names of their generations. Whether they and their files are still there is not
 * asked. `onOther`: told of a child that is noted only with another task of its parents. Rejects only for a cancel.
 */
export async function notedTasks(
  generations: readonly Generation[],
  prints: Fingerprints,
  ledger: Pick<Ledger, 'find'>,
  onOther: (generation: Generation, noted: Noted) => void,
): Promise<ReadonlyMap<string, Noted>> {
  const looking = new Map<string, Promise<Noted | undefined>>()
  for (const generation of parentsFirst(generations)) {
    const { name, parents } = generation
    const look = async () => {
      const noted = await Promise.all(parents.map(async (parent) => looking.get(parent)))
      const ids = new Map(parents.map((parent, i) => [parent, noted[i]?.id]))
      const print = prints.get(generation)
      const fingerprint = print?.of((parent) => ids.get(parent))
      const found = fingerprint === undefined ? undefined : await ledger.find(fingerprint)
      if (found || !print || print.own === fingerprint) return found
      const other = await ledger.find(print.own)
      if (other) onOther(generation, other)
      return undefined
    }
    looking.set(name, look())
  }
  const found = await Promise.all(
    [...looking].map(async ([name, looked]) => [name, await looked] as const),
  )
  return new Map(found.flatMap(([name, noted]) => (noted ? [[name, noted] as const] : [])))
}
