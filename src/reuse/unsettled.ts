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
    reuse === 'always' ? lookUp([facts.openPrefix]) : undefined,
    ...before.map(async (each) => lookUp(facts.openPrefixes(each))),
  ])
  const [newest, ...ofRun] = keys.map((key) => (key === undefined ? key : facts.readOpen(key)))
  const last = ofRun.find((opened) => opened !== undefined)
  // The last one may be of another call of this scope, which knows nothing of what this one left.
  const own = ofRun.find((opened) => opened?.plan === plan)
  const opens = [newest, last, own].flatMap((opened) =>
    opened && opened.attempt !== facts.attempt ? [opened] : [],
  )
  const times = await Promise.all(
    [...new Set(opens)].map(async (opened) => ((await isClosed(opened)) ? Infinity : opened.since)),
  )
  const since = Math.min(...times)
  return { since: since === Infinity ? undefined : since, isAnyNoted: opens.length > 0 }

  /** What a closed attempt inherited is settled for its own plan only: it asked for nothing else. */
  async function isClosed({ attempt: of, plan: its, inherited }: Opened): Promise<boolean> {
    const forIts = inherited ? [] : [facts.closed(of, its)]
    return (await lookUp([facts.closed(of), ...forIts])) !== undefined
  }
}
