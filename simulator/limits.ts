import type { Assumptions } from './assumptions.ts'
import { retryAfterOf } from './faults.ts'
import { json, withHeaders, type Answer, type RecordedRequest } from './messages.ts'

const minuteMs = 60_000

/** So many requests of a route in any minute; the words are those of Django REST framework. */
export class RateLimit {
  readonly #assumptions: Assumptions
  readonly #clock: () => number
  readonly #times = new Map<string, number[]>()

  /** `clock`: the server's, ms since 1970. */
  constructor(assumptions: Assumptions, clock: () => number) {
    this.#assumptions = assumptions
    this.#clock = clock
  }

  refusal({ route }: RecordedRequest): Answer | undefined {
    if (route === undefined) return undefined
    const { perMinute, retryAfterAs: as } = this.#assumptions
    const allowed = perMinute[route]
    if (allowed === undefined) return undefined
    const now = performance.now()
    const times = (this.#times.get(route) ?? []).filter((at) => now - at < minuteMs)
    this.#times.set(route, times)
    if (times.length < allowed) {
      times.push(now)
      return undefined
    }
    const seconds = Math.ceil(((times[0] ?? now) + minuteMs - now) / 1000)
    const detail = `Request was throttled. Expected available in ${seconds} seconds.`
    const refused = json(429, { detail })
    if (as === 'none') return refused
    return withHeaders(refused, { 'retry-after': retryAfterOf({ seconds, as }, this.#clock()) })
  }
}
