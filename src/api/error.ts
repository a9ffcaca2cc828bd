import { STATUS_CODES } from 'node:http'
import { messageOf } from '../base/errors.ts'
import { isRecord } from '../base/json.ts'
import { formatDuration, truncate } from '../base/text.ts'
import { jsonIn, largestAnswer } from './answer.ts'
import { retryAfterOf, type Failure } from '../base/retry.ts'

/** What is known of a request that did not give what was asked. */
interface Facts extends Failure {
  /** The API's own words, from whichever of its error bodies; undefined when there were none. */
  readonly detail: string | undefined
  /** The JSON of the answer; undefined where there was none. */
  readonly body: unknown
  /** `timeout`: nothing came in time; `reset`: the connection broke; `answer`: the server said no, or something unreadable. */
  readonly kind: 'timeout' | 'reset' | 'answer'
}

/** A request that did not give what was asked. `message` is one sentence: method, path, status, the API's own words. */
export class ApiError extends Error implements Facts {
  override readonly name = 'ApiError'
  readonly status: number | undefined
  readonly reachedServer: boolean
  readonly isReadable: boolean
  readonly isPermanent: boolean
  readonly retryAfter: number | undefined
  readonly detail: string | undefined
  readonly body: unknown
  readonly kind: Facts['kind']

  constructor(message: string, facts: Partial<Facts> & Pick<Facts, 'kind'>, cause?: unknown) {
    super(message, { cause })
    this.status = facts.status
    this.reachedServer = facts.reachedServer ?? true
    this.isReadable = facts.isReadable ?? false
    this.isPermanent = facts.isPermanent ?? false
    this.retryAfter = facts.retryAfter
    this.detail = facts.detail
    this.body = facts.body
    this.kind = facts.kind
  }
}

/** The message that people read for a request that nothing can do without: what happened, and what to change. */
export function failureMessage(error: unknown): string {
  const message = messageOf(error)
  if (!(error instanceof ApiError)) return message
  const { status = 0, isPermanent } = error
  if (status === 401 || status === 403) {
    return `${message}. Check the secrets behind the inputs \`api-id\` and \`api-key\`; nothing was created.`
  }
  if (status === 404 || (status >= 300 && status < 400)) {
    return `${message}. Nothing was created. Check the input \`api-url\`.`
  }
  if (isPermanent) {
    return `${message}. Nothing was created, and running this again changes nothing. Check the input \`api-url\` and the proxy.`
  }
  return `${message}. Nothing was created; run this again when the API answers.`
}

/** An answer whose status is no success. */
export function errorAnswer(name: string, { status, headers }: Response, text: string): ApiError {
  const moved = headers.get('Location')
  const body = jsonIn(text)
  const detail =
    detailOf(body ?? text) ?? (moved === null ? undefined : `moved to ${truncate(moved, 200)}`)
  const words = detail ?? STATUS_CODES[status] ?? 'no further words'
  const retryAfter = retryAfterOf(headers, Date.now())
  const isReadable = body !== undefined
  return new ApiError(`${name} answered ${status}: ${words}`, {
    ...{ kind: 'answer', status, detail, body, isReadable, retryAfter },
  })
}

/** A 2xx answer whose body is no JSON. */
export function unreadable(name: string, { status, headers }: Response, text: string): ApiError {
  const detail = detailOf(text)
  const type = headers.get('Content-Type')?.split(';')[0] ?? 'no content type'
  const quoted = detail === undefined ? '' : `: ${detail}`
  const message = `${name} answered ${status}, but not with JSON (${type})${quoted}`
  return new ApiError(message, { kind: 'answer', status, detail })
}

/** A 2xx answer that goes on beyond what is read. */
export function tooLarge(name: string, { status }: Response): ApiError {
  const message = `${name} answered ${status} with more than ${largestAnswer / 2 ** 20} MiB`
  return new ApiError(message, { kind: 'answer', status, isPermanent: true })
}

/** Codes of a connection that was never made, where the error names no system call. */
const neverConnected = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  // A proxy that refused the tunnel.
  'UND_ERR_ABORTED',
])
/** Codes of a TLS handshake that failed: before any request, and for good. */
const distrusted = /^(CERT_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_|ERR_TLS_|ERR_SSL_|HOSTNAME_MISMATCH)/

/** What Node's fetch says of a port that browsers block too, like 6000, before it connects. It has no code. */
const blockedPort = 'bad port'

/** One sentence for whatever a try threw. `ms`: what the try was given. */
export function toApiError(name: string, error: unknown, ms: number): ApiError {
  if (error instanceof ApiError) return error
  const { code = '', syscall, ...cause } = rootOf(error)
  const isPermanent = distrusted.test(code) || cause.message === blockedPort
  // The same code also ends a connection that was there: then the system call is another.
  const isConnecting =
    syscall === undefined ? neverConnected.has(code) : /^(connect|getaddrinfo)$/.test(syscall)
  const isUnsent = isConnecting || isPermanent
  if (!isUnsent && (cause.name === 'TimeoutError' || cause.name === 'AbortError')) {
    const within =
      cause.name === 'TimeoutError' ? `within ${formatDuration(ms)}` : 'in the time that was left'
    return new ApiError(`${name} got no answer ${within}`, { kind: 'timeout' }, error)
  }
  const what = isUnsent ? 'could not connect' : 'lost the connection before an answer'
  const why = code === 'UND_ERR_ABORTED' || code === '' ? cause.message : code
  const facts = { kind: 'reset', reachedServer: !isUnsent, isPermanent } as const
  return new ApiError(`${name} ${what} (${why})`, facts, error)
}

/** Errors of Node's own fetch are followed to their cause; of several addresses, the first one's tells. */
function rootOf(error: unknown): {
  readonly name: string
  readonly message: string
  readonly code: string | undefined
  readonly syscall: string | undefined
} {
  let root = error
  while (isRecord(root) && isRecord(root['cause'])) root = root['cause']
  if (isRecord(root) && Array.isArray(root['errors']) && isRecord(root['errors'][0]))
    root = root['errors'][0]
  const textIn = (value: unknown) => (typeof value === 'string' ? value : undefined)
  const { name, message, code, syscall } = isRecord(root) ? root : { message: String(root) }
  return {
    name: textIn(name) ?? '',
    message: textIn(message) ?? '',
    code: textIn(code),
    syscall: textIn(syscall),
  }
}

const longestDetail = 400

/**
 * The API's own words from any of its error bodies: `{detail}`, `["…"]`, `{field: ["…"]}` (nested), an HTML page, text.
 * Undefined when there are none.
 */
function detailOf(body: unknown): string | undefined {
  const words = typeof body === 'string' ? wordsOfText(body) : joined(body)
  if (words === '') return undefined
  return truncate(words, longestDetail)
}

function wordsOfText(body: string): string {
  try {
    const parsed: unknown = JSON.parse(body)
    if (typeof parsed === 'object') return joined(parsed)
  } catch {
    // not JSON: a page or plain text
  }
  const start = truncate(body, 4000)
  const title = /<title[^>]*>([^<]*)<\/title>/i.exec(start)?.[1]
  const text = title ?? start.replace(/<(style|script)[^]*?<\/\1>|<[^>]*>/gi, ' ')
  return text.replace(/\s+/g, ' ').trim()
}

function joined(body: unknown): string {
  return sentences(body, '')
    .map((text) => text.replace(/\.$/, ''))
    .join('; ')
}

function sentences(body: unknown, field: string, depth = 0): string[] {
  if (depth > 5 || body === null || body === undefined || body === '') return []
  if (Array.isArray(body))
    return body.slice(0, 20).flatMap((item) => sentences(item, field, depth + 1))
  if (typeof body === 'object') {
    return Object.entries(body)
      .slice(0, 20)
      .flatMap(([key, value]) => {
        const plain = depth === 0 && (key === 'detail' || key === 'non_field_errors')
        const below = plain ? '' : field === '' ? key : `${field}.${key}`
        return sentences(value, below, depth + 1)
      })
  }
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return [field === '' ? text : `${field}: ${text}`]
}
