import type { IncomingHttpHeaders } from 'node:http'

/** task = GET by id, tasks = GET with `?ids=`, list = GET without. */
export type Route = 'schemas' | 'create' | 'task' | 'tasks' | 'list' | 'credits' | 'asset'

/** A request as it came in. `R`: the routes of where it came in. */
export interface RecordedRequest<R extends string = Route> {
  /** `performance.now()` when its headers were read, ms. */
  readonly at: number
  /** undefined: a path that is not there, for example one of the API without its last slash. */
  readonly route: R | undefined
  readonly origin: 'api' | 'assets' | 'github' | 'cache' | 'raw'
  readonly method: string
  /** With the query. */
  readonly path: string
  readonly headers: IncomingHttpHeaders
  /** How many requests came over this connection before it: above 0, the connection was kept alive. */
  readonly before: number
  /** Parsed when it is JSON, else text, or bytes that are no text; undefined when empty. */
  readonly body: unknown
  /** undefined while unanswered, and for good when the socket was reset or left hanging. */
  readonly status: number | undefined
}

/** How a body is compressed on the way. */
export type Encoding = 'gzip' | 'br' | 'deflate'

/** A body that comes in pieces of so many bytes, with a pause after each. */
export interface Drip {
  readonly bytes: number
  readonly everyMs: number
}

/** A body too large to be held, made while it is sent. */
export interface StreamedBody {
  /** undefined: not announced, and perhaps without an end. */
  readonly length: number | undefined
  readonly chunks: () => Iterable<Buffer>
}

/** What is sent back. */
export interface Answer {
  readonly status: number
  /** Lower-case names. */
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Buffer | StreamedBody | undefined
  /** Destroy the socket after this many bytes of the announced length. */
  readonly cutAfter?: number | undefined
  readonly encoding?: Encoding | undefined
  readonly drip?: Drip | undefined
  /** The connection is closed after the answer, which does not say so. */
  readonly closes?: boolean | undefined
}

/** An answer in JSON. */
export function json(status: number, body: unknown): Answer {
  const headers = { 'content-type': 'application/json' }
  return { status, headers, body: Buffer.from(JSON.stringify(body)) }
}

/** The same answer with more headers, lower-case names. */
export function withHeaders(answer: Answer, headers: Readonly<Record<string, string>>): Answer {
  return { ...answer, headers: { ...answer.headers, ...headers } }
}
