import { STATUS_CODES } from 'node:http'
import type { Answer, RecordedRequest, Route } from './messages.ts'

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

function onlySlows({ status, body, contentType, headers, reset, hang, truncate }: Effect): boolean {
  return [status, body, contentType, headers, reset, hang, truncate].every(
    (member) => member === undefined,
  )
}

export function worksFirst({ reset, hang, status, after }: Effect): boolean {
  const when = reset ?? hang
  if (when !== undefined) return when === 'after'
  return status === undefined || after === true
}

/** The answer a fault gives; `real` is there when the work was done. */
export function faultyAnswer(fault: Effect, real: Answer | undefined): Answer {
  const status = fault.status ?? real?.status ?? 500
  const replaced = fault.status !== undefined || fault.body !== undefined
  const { body, type } = replaced ? bodyOf(fault, status) : { body: real?.body, type: undefined }
  const contentType = fault.contentType ?? type
  return {
    status,
    headers: {
      ...(fault.status === undefined ? real?.headers : undefined),
      ...(contentType === undefined ? undefined : { 'content-type': contentType }),
      ...lowerCased(fault.headers),
    },
    body,
    cutAfter: fault.truncate ?? (replaced ? undefined : real?.cutAfter),
  }
}

function bodyOf(fault: Effect, status: number): { body: Buffer; type: string } {
  const reason = STATUS_CODES[status] ?? 'Error'
  const title = `${status} ${reason}`
  const page = `<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`
  const { body = status >= 500 ? page : { detail: reason } } = fault
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
