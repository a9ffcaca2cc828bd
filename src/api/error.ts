import { STATUS_CODES } from 'node:http'
import { isHTTPError, isKyError } from 'ky'
import { messageOf } from '../base/errors.ts'
import { formatDuration } from '../base/text.ts'

/** A request that did not give what was asked. `message` is one sentence: method, path, status, the API's own words. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  /** Undefined when no answer came. */
  readonly status: number | undefined
  /** The API's own words, from whichever of its error bodies; undefined when there were none. */
  readonly detail: string | undefined
  /** False only when the server can not have seen the request: the connection was never made. */
  readonly reachedServer: boolean
  /** `timeout`: nothing came in time; `reset`: the connection broke; `answer`: the server said no, or something unreadable. */
  readonly kind: 'timeout' | 'reset' | 'answer'

  constructor(
    message: string,
    facts: Pick<ApiError, 'status' | 'detail' | 'reachedServer' | 'kind'>,
    cause?: unknown,
  ) {
    super(message, { cause })
    this.status = facts.status
    this.detail = facts.detail
    this.reachedServer = facts.reachedServer
    this.kind = facts.kind
  }
}

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

/** A 2xx answer whose body is no JSON. */
export function unreadable(name: string, response: Response, text: string): ApiError {
  const detail = detailOf(text)
  const type = response.headers.get('Content-Type')?.split(';')[0] ?? 'no content type'
  const quoted = detail === undefined ? '' : `: ${detail}`
  return new ApiError(`${name} answered ${response.status}, but not with JSON (${type})${quoted}`, {
    status: response.status,
    detail,
    reachedServer: true,
    kind: 'answer',
  })
}

/** One sentence for whatever a try threw. `timeout`: what the try was given, in milliseconds. */
export function toApiError(name: string, error: unknown, timeout: number): ApiError {
  if (error instanceof ApiError) return error
  if (isHTTPError(error)) {
    const { status, headers } = error.response
    const moved = headers.get('Location')
    const detail = detailOf(error.data) ?? (moved === null ? undefined : `moved to ${moved}`)
    const words = detail ?? STATUS_CODES[status] ?? 'no further words'
    return new ApiError(
      `${name} answered ${status}: ${words}`,
      { status, detail, reachedServer: true, kind: 'answer' },
      error,
    )
  }
  const cause = rootOf(error)
  const { code = '' } = cause
  // The same code also ends a connection that was there.
  const connecting = cause.syscall === undefined || /^(connect|getaddrinfo)$/.test(cause.syscall)
  const unsent = (neverConnected.has(code) && connecting) || distrusted.test(code)
  if (!unsent && (cause.name === 'TimeoutError' || cause.name === 'AbortError')) {
    const within =
      cause.name === 'TimeoutError'
        ? `within ${formatDuration(timeout)}`
        : 'in the time that was left'
    return new ApiError(
      `${name} got no answer ${within}`,
      { status: undefined, detail: undefined, reachedServer: true, kind: 'timeout' },
      error,
    )
  }
  const what = unsent ? 'could not connect' : 'lost the connection before an answer'
  const why = code === 'UND_ERR_ABORTED' || code === '' ? cause.message : code
  return new ApiError(
    `${name} ${what} (${why})`,
    { status: undefined, detail: undefined, reachedServer: !unsent, kind: 'reset' },
    error,
  )
}

/** True when trying again cannot help: the server's certificate is not trusted. */
export function isCertain(error: unknown): boolean {
  return distrusted.test(rootOf(error).code ?? '')
}

function rootOf(error: unknown): {
  readonly name: string
  readonly message: string
  readonly code: string | undefined
  readonly syscall: string | undefined
} {
  let root = error
  while (root instanceof Error && root.cause instanceof Error) root = root.cause
  if (root instanceof AggregateError && root.errors[0] instanceof Error) root = root.errors[0]
  const code = root instanceof Error && 'code' in root ? root.code : undefined
  const syscall = root instanceof Error && 'syscall' in root ? root.syscall : undefined
  return {
    name: root instanceof Error || isKyError(root) ? root.name : '',
    message: messageOf(root),
    code: typeof code === 'string' ? code : undefined,
    syscall: typeof syscall === 'string' ? syscall : undefined,
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
  return words.length > longestDetail ? `${words.slice(0, longestDetail)}…` : words
}

function wordsOfText(body: string): string {
  try {
    const parsed: unknown = JSON.parse(body)
    if (typeof parsed === 'object') return joined(parsed)
  } catch {
    // not JSON: a page or plain text
  }
  const start = body.slice(0, 4000)
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
