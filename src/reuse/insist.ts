import { setTimeout as sleep } from 'node:timers/promises'
import type { CacheFailure, Found, Saved } from './cache.ts'

const longestBackoff = 5000

/**
 * Tries until it works, cannot, or there is no time for another try before `until`, on the clock of `performance.now()`.
 * `onEnd`: told how each try ended.
 */
export async function insist<T extends Found | Saved>(
  work: () => Promise<T>,
  until: number,
  stop: AbortSignal,
  onEnd: (end: T) => void,
): Promise<T | CacheFailure> {
  for (let tries = 1; ; tries += 1) {
    const end = await work()
    onEnd(end)
    if (end.as !== 'failure' || end.retryAfter === undefined) return end
    const wait = Math.max(end.retryAfter, Math.min(longestBackoff, 250 * 2 ** tries))
    if (stop.aborted || performance.now() + wait > until) return end
    const isOver = await sleep(wait, false, { signal: stop }).catch(() => true)
    if (isOver) return end
  }
}
