import type { Shard } from '../inputs/values.ts'

/** What chains are made of. Names are unique. */
interface Link {
  readonly name: string
  /** Names of those it waits for. */
  readonly parents: readonly string[]
}

/** Tells links alike. */
type KeyOf<T> = (link: T) => string

/** Parents before children, else in the order given. Those in a cycle, and what waits for them, are left out. */
export function parentsFirst<T extends Link>(links: readonly T[]): readonly T[] {
  const children = childrenOf(links)
  const missing = new Map(links.map(({ name, parents }) => [name, new Set(parents).size]))
  const sorted = links.filter(({ name }) => missing.get(name) === 0)
  for (const { name } of sorted) {
    for (const child of children.get(name) ?? []) {
      const left = (missing.get(child.name) ?? 0) - 1
      missing.set(child.name, left)
      if (left === 0) sorted.push(child)
    }
  }
  return sorted
}

/** Those that wait, by whatever way, for themselves. */
export function inCycles<T extends Link>(links: readonly T[]): readonly T[] {
  const sorted = new Set(parentsFirst(links))
  const stuck = links.filter((link) => !sorted.has(link))
  const parentsOf = new Map(stuck.map(({ name, parents }) => [name, parents]))
  return stuck.filter(({ name }) => {
    const seen = new Set(parentsOf.get(name))
    for (const each of seen) for (const next of parentsOf.get(each) ?? []) seen.add(next)
    return seen.has(name)
  })
}

/**
 * The part of a manifest that one of several jobs does. Chains stay together, and so do links that are alike: two jobs could
 * not tell whose is which of two equal tasks. Each group goes, in the order given, to the job that has least so far. The
 * parts are disjoint, complete, and depend on nothing but what is given.
 */
export function partOf<T extends Link>(
  links: readonly T[],
  { index, of }: Shard,
  keyOf: KeyOf<T>,
): readonly T[] {
  const load = Array.from({ length: of }, () => 0)
  const mine = new Set<T>()
  for (const chain of chainsIn(links, keyOf)) {
    const shard = load.indexOf(Math.min(...load))
    load[shard] = (load[shard] ?? 0) + chain.length
    if (shard === index - 1) for (const link of chain) mine.add(link)
  }
  return links.filter((link) => mine.has(link))
}

function chainsIn<T extends Link>(links: readonly T[], keyOf: KeyOf<T>): readonly (readonly T[])[] {
  const byName = new Map(links.map((link) => [link.name, link]))
  const keys = new Map(links.map((link) => [link, keyOf(link)]))
  const alike = Map.groupBy(links, (link) => keys.get(link))
  const children = childrenOf(links)
  const taken = new Set<T>()
  return links.flatMap((first) => {
    if (taken.has(first)) return []
    const chain = new Set([first])
    for (const link of chain) {
      const { name, parents } = link
      for (const twin of alike.get(keys.get(link)) ?? []) chain.add(twin)
      alike.delete(keys.get(link))
      for (const parent of parents) {
        const above = byName.get(parent)
        if (above) chain.add(above)
      }
      for (const child of children.get(name) ?? []) chain.add(child)
    }
    for (const link of chain) taken.add(link)
    return [[...chain]]
  })
}

function childrenOf<T extends Link>(links: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const children = new Map<string, T[]>(links.map(({ name }) => [name, []]))
  for (const link of links)
    for (const parent of new Set(link.parents)) children.get(parent)?.push(link)
  return children
}
