import type { Facts, Scope } from './facts.ts'

/** What earlier attempts may have created that no fact tells. */
export interface Unsettled {
  /** Since when, by the clocks of their machines, in milliseconds since 1970; undefined where all is accounted for. */
  readonly since: number | undefined
  /** Whether any of them noted that it may create. */
  readonly isAnyNoted: boolean
  /** Whether one that asked for other things left something, longer ago than that is looked for. */
  readonly isOldLeft: boolean
}

/**
 * Why something may be bought again. `nothing found`: an earlier attempt of this run left no trace. `too old`: an attempt that
 * asked for other things left something, too long ago to look for it.
 */
export type MemoryGap =
  { readonly as: 'failed'; readonly reason: string } | { readonly as: 'nothing found' | 'too old' }

/**
 * Reads the notes of earlier attempts that they may create. `otherPlans`: since when what they left of other plans is looked
 * for. `lookUp` gives the newest key that begins with a prefix, the first prefix that has one.
 */
export async function findUnsettled(
  facts: Facts,
  { attempt, plan }: Scope,
  otherPlans: number,
  lookUp: (prefixes: readonly string[]) => Promise<string | undefined>,
): Promise<Unsettled> {
  const before = Array.from({ length: attempt - 1 }, (_, i) => attempt - 1 - i)
  const [last, lastOfAny, ...ofRun] = await Promise.all([
    noteOf(facts.openOf()),
    noteOf(facts.openPrefix),
    ...before.map(async (each) => noteOf(facts.openOf(each))),
  ])
  // An attempt that is closed knew of all that attempts before it left of its plan.
  const known = ofRun.findIndex((note) => note?.isClosed)
  const own = [last, ...(known === -1 ? ofRun : ofRun.slice(0, known))]
  const other = lastOfAny?.plan !== plan && !lastOfAny?.isClosed ? lastOfAny : undefined
  const isOldLeft = other !== undefined && other.since < otherPlans
  const left = [...own, isOldLeft ? undefined : other]
  const since = Math.min(...left.flatMap((note) => (note && !note.isClosed ? [note.since] : [])))
  return {
    since: since === Infinity ? undefined : since,
    isAnyNoted: [last, lastOfAny, ...ofRun].some((note) => note !== undefined),
    isOldLeft,
  }

  async function noteOf(prefix: string) {
    const key = await lookUp([prefix])
    const note = key === undefined ? undefined : facts.readOpen(key)
    if (!note || note.attempt === facts.attempt) return undefined
    // What a closed attempt inherited is settled for its own plan only: it asked for nothing else.
    const ofItsPlan = note.inherited ? [] : [facts.closed(note.attempt, note.plan)]
    const closed = await lookUp([facts.closed(note.attempt), ...ofItsPlan])
    return { ...note, isClosed: closed !== undefined }
  }
}
