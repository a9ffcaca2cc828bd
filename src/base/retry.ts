import type { Durations } from './durations.ts'

/** Why a try did not give what was asked, as far as repeating it depends on that. */
export interface Failure {
  /** Undefined when no answer came. */
  readonly status: number | undefined
  /** False only when the server cannot have seen the request. */
  readonly reachedServer: boolean
  /** The answer could be read: it had the JSON that it should have. */
  readonly isReadable: boolean
  /** A repeat gives the same: the server's certificate is not trusted, or the answer is too large. */
  readonly isPermanent: boolean
  /** Milliseconds that the server asks to wait, as `retryAfterOf` reads them. */
  readonly retryAfter: number | undefined
}

/**
 * What a repeat may do. `read` changes nothing. `task` is the GET of one task: its route exists, so that a 404 that is no
 * JSON comes from a gateway. `create` costs credits, so it is repeated only where nothing was accepted.
 */
export type RequestKind = 'read' | 'task' | 'create'

/** One try that failed. */
export interface FailedTry {
  readonly kind: RequestKind
  /** How many tries failed so far, this one included. */
  readonly attempt: number
  /** Milliseconds until the last moment at which another try may begin. */
  readonly left: number
}

export type RetryLimits = Pick<
  Durations['api'],
  'firstBackoff' | 'longestBackoff' | 'longestRetryAfter'
>

const mayRepeat: Readonly<Record<RequestKind, (failure: Failure) => boolean>> = {
  read: isTransient,
  task: (failure) => isTransient(failure) || (failure.status === 404 && !failure.isReadable),
  create: ({ status, reachedServer }) => !reachedServer || status === 425 || status === 429,
}

/**
 * The whole decision whether a request is tried again: milliseconds to wait before that, or undefined to give up. What the
 * server asks for wins over the back-off, up to a limit; a wait of no time would ask without end, so then the back-off
 * counts. A create is given up at once when the server asks for more than is left. `random` is from 0 to 1.
 */
export function retryWait(
  failure: Failure,
  { kind, attempt, left }: FailedTry,
  { firstBackoff, longestBackoff, longestRetryAfter }: RetryLimits,
  random: number,
): number | undefined {
  if (failure.isPermanent || !mayRepeat[kind](failure)) return undefined
  const { retryAfter = 0 } = failure
  if (kind === 'create' && retryAfter > left) return undefined
  const backoff = random * Math.min(longestBackoff, firstBackoff * 2 ** (attempt - 1))
  const wait = retryAfter >= firstBackoff ? Math.min(retryAfter, longestRetryAfter) : backoff
  return wait > left ? undefined : wait
}

/** No answer, an answer that cannot be read, or a status that says that a later request may fare better. */
function isTransient({ status, isReadable }: Failure): boolean {
  if (status === undefined || status >= 500) return true
  return [408, 425, 429].includes(status) || (status < 300 && !isReadable)
}

/**
 * Milliseconds that an answer's `Retry-After` asks to wait: seconds, or a date, which is held against the `Date` of the same
 * answer, because the server's clock may differ from ours. `now` is our clock, in milliseconds since 1970, for an answer
 * without `Date`. Undefined where there is none, or none that can be read.
 */
export function retryAfterOf(headers: Headers, now: number): number | undefined {
  const value = headers.get('Retry-After')?.trim() ?? ''
  if (/^\d+$/.test(value)) return Number(value) * 1000
  if (!/[a-z]/i.test(value)) return undefined
  const date = Date.parse(headers.get('Date') ?? '')
  const wait = Date.parse(value) - (Number.isNaN(date) ? now : date)
  return Number.isNaN(wait) ? undefined : Math.max(0, wait)
}
