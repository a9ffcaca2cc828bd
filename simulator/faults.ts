import { STATUS_CODES } from 'node:http'
import { blankJson, endless } from './filler.ts'
import type { Answer, Drip, Encoding, RecordedRequest, Route, StreamedBody } from './messages.ts'

/** Something that goes wrong with the requests of one route. */
export interface Fault<R extends string = Route> {
  route: R
  /** How many requests are hit; default 1, or no limit when `forMs` is given. */
  times?: number
  /** How many requests pass before the first is hit. */
  skip?: number
  /** Active for this long, counted from the first hit. */
  forMs?: number
  /** Answered instead of doing the work. */
  status?: number
  /** A string is sent as it is, anything else as JSON. Without `status`: replaces the real body. */
  body?: unknown
  contentType?: string
  headers?: Record<string, string>
  /** A `Retry-After` header: a number, or a date by the server's clock. */
  retryAfter?: { readonly seconds: number; readonly as: 'seconds' | 'date' }
  /** Instead of `body`: an empty JSON array, padded with white space to so many bytes. */
  blankBytes?: number
  /** The body goes on for ever, without an announced length. */
  endless?: boolean
  encoding?: Encoding
  drip?: Drip
  /** The connection is closed after the answer, which does not say so. */
  closes?: boolean
  /** Alone: only slows, the work being done at once. With the rest: delays it. */
  delayMs?: number
  /** The socket is reset before or after the work was done. */
  reset?: 'before' | 'after'
  /** Never answered, before or after the work was done. */
  hang?: 'before' | 'after'
  /** The answer ends after this many bytes of its announced length. */
  truncate?: number
  /** With `status`: the work is done and then answered with it, as a gateway that gave up does. */
  after?: boolean
  match?: (request: RecordedRequest<R>) => boolean
}

interface Armed<R extends string> {
  readonly fault: Fault<R>
  skip: number
  times: number
  until: number | undefined
}

/**
 * The faults that wait for their requests. The first one in order that fits a request hits it, and
 * those behind it do not notice the request; faults that only slow add up with whatever else hits.
 */
export class Faults<R extends string = Route> {
  readonly #armed: Armed<R>[] = []

  add(...faults: readonly Fault<R>[]): void {
    for (const fault of faults) {
      const times = fault.times ?? (fault.forMs === undefined ? 1 : Infinity)
      this.#armed.push({ fault, skip: fault.skip ?? 0, times, until: undefined })
    }
  }

  take(request: RecordedRequest<R>): Fault<R> | undefined {
    const now = performance.now()
    let slowedBy: Fault<R> | undefined
    for (const armed of this.#armed) {
      const { fault } = armed
      if (fault.route !== request.route || fault.match?.(request) === false) continue
      if (armed.times <= 0 || (armed.until !== undefined && now > armed.until)) continue
      if (armed.skip > 0) {
        armed.skip -= 1
        continue
      }
      armed.times -= 1
      if (fault.forMs !== undefined) armed.until ??= now + fault.forMs
      const delayMs = (fault.delayMs ?? 0) + (slowedBy?.delayMs ?? 0)
      if (!onlySlows(fault)) return { ...fault, delayMs }
      slowedBy = { route: fault.route, delayMs }
    }
    return slowedBy
  }
}

type Effect = Omit<Fault<string>, 'match'>

/** Members that say when a fault hits, and how long it waits. */
const timing = new Set(['route', 'times', 'skip', 'forMs', 'match', 'delayMs', 'after'])

function onlySlows(fault: Effect): boolean {
  return Object.entries(fault).every(([name, value]) => timing.has(name) || value === undefined)
}

export function worksFirst({ reset, hang, status, after }: Effect): boolean {
  const when = reset ?? hang
  if (when !== undefined) return when === 'after'
  return status === undefined || after === true
}

/** The answer a fault gives; `real` is there when the work was done. `now`: of the server's clock, ms. */
export function faultyAnswer(fault: Effect, real: Answer | undefined, now: number): Answer {
  const status = fault.status ?? real?.status ?? 500
  const replaced = [fault.status, fault.body, fault.blankBytes].some((each) => each !== undefined)
  const { body, type } = replaced ? bodyOf(fault, status) : { body: real?.body, type: undefined }
  const contentType = fault.contentType ?? type
  const { retryAfter, endless: goesOn, encoding, drip, closes } = fault
  return {
    status,
    headers: {
      ...(fault.status === undefined ? real?.headers : undefined),
      ...(contentType === undefined ? undefined : { 'content-type': contentType }),
      ...(retryAfter && { 'retry-after': retryAfterOf(retryAfter, now) }),
      ...lowerCased(fault.headers),
    },
    body: goesOn === true ? endless(Buffer.isBuffer(body) ? body : Buffer.alloc(0)) : body,
    cutAfter: fault.truncate ?? (replaced ? undefined : real?.cutAfter),
    encoding: encoding ?? (replaced ? undefined : real?.encoding),
    drip,
    closes,
  }
}

/** `now`: of the server's clock, ms. */
export function retryAfterOf(
  { seconds, as }: { readonly seconds: number; readonly as: 'seconds' | 'date' },
  now: number,
): string {
  return as === 'seconds' ? String(seconds) : new Date(now + seconds * 1000).toUTCString()
}

function bodyOf(fault: Effect, status: number): { body: Buffer | StreamedBody; type: string } {
  if (fault.blankBytes !== undefined)
    return { body: blankJson(fault.blankBytes), type: 'application/json' }
  const reason = STATUS_CODES[status] ?? 'Error'
  const title = `${status} ${reason}`
  const page = `<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`
  const { body = status >= 500 ? page : { detail: reason } } = fault
  if (Buffer.isBuffer(body)) return { body, type: 'application/octet-stream' }
  if (typeof body !== 'string') {
    return { body: Buffer.from(JSON.stringify(body)), type: 'application/json' }
  }
  return { body: Buffer.from(body), type: body.startsWith('<') ? 'text/html' : 'text/plain' }
}

function lowerCased(headers: Record<string, string> = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  )
}
