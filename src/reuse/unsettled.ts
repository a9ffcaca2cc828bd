import type { Facts, Opened, Scope } from './facts.ts'

/** What earlier attempts may have created that no fact tells. */
export interface Unsettled {
  /** Since when, by the clocks of their machines, in milliseconds since 1970; undefined where all is accounted for. */
  readonly since: number | undefined
  /** Whether any of them noted that it may create. */
  readonly isAnyNoted: boolean
}

/** `lookUp`: the newest key that begins with the first of these prefixes that any key begins with. Rejects as it does. */
export async function findUnsettled(
  facts: Facts,
  { reuse, attempt, plan }: Scope,
  lookUp: (prefixes: readonly string[]) => Promise<string | undefined>,
): Promise<Unsettled> {
  const before = Array.from({ length: attempt - 1 }, (_, i) => attempt - 1 - i)
  const keys = await Promise.all([
    ...(reuse === 'always' ? [lookUp([facts.openPrefix])] : []),
    ...before.map(async (each) => lookUp(facts.openPrefixes(each))),
  ])
  const opens = [...new Set(keys)].flatMap((key) => {
    const opened = key === undefined ? undefined : facts.readOpen(key)
    return opened && opened.attempt !== facts.attempt ? [opened] : []
  })
  const ends = await Promise.all(opens.map(async (opened) => isClosed(opened)))
  const isOwn = ({ plan: of }: Opened) => of === plan
  // One that is closed knew of all before it. The last one may be of another call of this scope, which knows nothing of this plan.
  const known = opens.findIndex((opened, i) => isOwn(opened) && ends[i] === true)
  const since = Math.min(
    ...opens.flatMap((opened, i) => {
      const tells = i === 0 || (isOwn(opened) && (known === -1 || i < known))
      return tells && ends[i] === false ? [opened.since] : []
    }),
  )
  return { since: since === Infinity ? undefined : since, isAnyNoted: opens.length > 0 }

  /** What a closed attempt inherited is settled for its own plan only: it asked for nothing else. */
  async function isClosed({ attempt: of, plan: its, inherited }: Opened): Promise<boolean> {
    const forIts = inherited ? [] : [facts.closed(of, its)]
    return (await lookUp([facts.closed(of), ...forIts])) !== undefined
  }
}
