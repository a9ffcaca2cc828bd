import { createHash } from 'node:crypto'
import { canonical } from '../base/json.ts'
import { parentsFirst } from '../manifest/graph.ts'
import { resolveWithPlaceholders, type Generation } from '../manifest/generation.ts'
import { withTexts, type InputFile, type InputFiles } from '../manifest/input-files.ts'

/** What one generation is remembered by. */
export interface Fingerprint {
  /** The same whatever its parents' tasks are. */
  readonly own: string
  /** Once the ids of its parents' tasks are known; undefined before. */
  of(this: void, idOf: (parent: string) => string | undefined): string | undefined
}

/** The fingerprints of all generations of a manifest. */
export type Fingerprints = ReadonlyMap<Generation, Fingerprint>

/**
 * Names what is bought: model, params (whatever the order of their keys) and the ordinal among equal generations of the
 * whole manifest. Without the name and `webhook-url`, which change nothing about the picture. The values that a child takes
 * from a parent are known by the parent's task: its files may get new URLs. A file of the workspace is known by its content,
 * so that another commit with the same picture asks for the same.
 */
export function fingerprints(generations: readonly Generation[], files: InputFiles): Fingerprints {
  const seen = new Map<string, number>()
  const ownOf = new Map<string, string>()
  return new Map(
    parentsFirst(generations).map((generation) => {
      const { name, model, parents } = generation
      const { params } = resolveWithPlaceholders(generation, (parent) => ({
        id: ownOf.get(parent) ?? '',
      }))
      const content = canonical([model, withTexts(params, (text) => contentOf(files.get(text)))])
      const ordinal = seen.get(content) ?? 0
      seen.set(content, ordinal + 1)
      const own = hash(`${content}#${ordinal}`)
      ownOf.set(name, own)
      const of: Fingerprint['of'] = (idOf) => {
        if (parents.length === 0) return own
        const ids = parents.map(idOf)
        return ids.includes(undefined) ? undefined : hash([own, ...ids].join())
      }
      return [generation, { own, of }]
    }),
  )
}

function contentOf(file: InputFile | undefined): unknown {
  return file === undefined || file.why !== undefined ? undefined : { sha256: file.sha256 }
}

/** Names all that a job asks for, whatever its order. */
export function planOf(generations: readonly Generation[], prints: Fingerprints): string {
  const own = generations.flatMap((generation) => prints.get(generation)?.own ?? [])
  return hash(own.toSorted().join())
}

/** 32 hex digits: every hash in a key of the cache service has this length. */
export function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32)
}
