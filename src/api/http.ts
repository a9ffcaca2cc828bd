import { getProxyUrl } from '@actions/http-client/lib/proxy'
import ky, { isHTTPError } from 'ky'
import { toApiError, isCertain, unreadable, type ApiError } from './error.ts'

/** `X-API-ID` and `X-API-KEY`. They go to the origin of `api-url` and nowhere else. */
export interface Credentials {
  readonly id: string
  readonly key: string
}

/** How long and how a GET may go on trying. */
export interface RetryOptions {
  /** Milliseconds from the call to the last try. */
  readonly ms: number
  /** Aborts at once, also in the middle of a request; the call then rejects with the signal's reason. */
  readonly signal: AbortSignal
  /** Told of each try that failed and will be repeated. */
  readonly onRetry?: (failure: ApiError) => void
}

/** How long a POST that was surely not accepted may be repeated. */
export interface CreateOptions {
  readonly signal: AbortSignal
  /** Ends the waiting between tries only: a request under way goes on. */
  readonly waits: AbortSignal
  /** On the clock of `performance.now()`: a Retry-After beyond it fails at once. */
  readonly deadline: number
}

/** JSON over HTTP to one origin. Paths have no leading slash. */
export interface Http {
  /** The server's clock by its latest `Date` header, in milliseconds since 1970, to a second; our own before any answer. */
  now(this: void): number
  /** Resolves with parsed JSON. Repeats on no answer, 408, 425, 429, 5xx and unreadable 2xx. Rejects with ApiError. */
  get(
    path: string,
    query: Readonly<Record<string, string>>,
    patience: RetryOptions,
  ): Promise<unknown>
  /**
   * Repeats only what was surely not accepted: 429, 425, or the connection was never made. Rejects with ApiError.
   * `signal` ends the waiting between tries at once, and a request under way five seconds later.
   */
  post(path: string, body: unknown, until: CreateOptions): Promise<unknown>
}

const getTimeout = 15_000
const postTimeout = 120_000
const postGrace = 5_000
/** How long an API that does not answer is waited for, in milliseconds, while nothing is at stake but time. */
export const maxOutage = 5 * 60_000
const longestRetryAfter = 60_000
const longestBackoff = 5000
const firstBackoff = 500

const refusedForNow = [425, 429]
const serverErrors = Array.from({ length: 100 }, (_, i) => 500 + i)
const transient = [408, ...refusedForNow, ...serverErrors]

/**
 * A client for the API at `base`, by the runner's proxy settings (`https_proxy`, `no_proxy`; loopback is never proxied).
 * An answer that quotes `webhookUrl`, which may hold a token, is read as if it said `(webhook-url)`.
 */
export function connect(
  base: URL,
  credentials: Credentials,
  userAgent: string,
  webhookUrl: string | undefined,
): Http {
  const proxy = getProxyUrl(base)
  // Node's own fetch takes the agent of this undici, which therefore loads only behind a proxy.
  const dispatcher = proxy && import('undici').then(({ ProxyAgent }) => new ProxyAgent(proxy.href))

  const client = ky.create({
    prefix: base.href,
    headers: {
      'X-API-ID': credentials.id,
      'X-API-KEY': credentials.key,
      'User-Agent': userAgent,
      Accept: 'application/json',
    },
    redirect: 'manual',
    timeout: false,
  })

  const retry = {
    limit: Number.MAX_SAFE_INTEGER,
    delay: (attempt: number) => firstBackoff * 2 ** Math.min(attempt - 1, 16),
    backoffLimit: longestBackoff,
    jitter: true,
  }

  let ahead = 0

  /** One try. The body is read inside it, so that a broken or unreadable body is a failed try. */
  const tryOnce =
    (name: string, timeout: number, signal: AbortSignal): typeof fetch =>
    async (input, init) => {
      const bounded = AbortSignal.any([AbortSignal.timeout(timeout), signal])
      const proxied = dispatcher && { dispatcher: await dispatcher }
      const response = await fetch(input, { ...init, ...proxied, signal: bounded } as RequestInit)
      const date = Date.parse(response.headers.get('Date') ?? '')
      if (response.ok && !Number.isNaN(date)) ahead = date - Date.now()
      const text = without(webhookUrl, await response.text())
      if (depthOf(text) > deepest) throw unreadable(name, response, text)
      if (response.ok && !isJson(text)) throw unreadable(name, response, text)
      return new Response(text === '' ? null : text, paced(response))
    }

  return {
    now: () => Date.now() + ahead,

    async get(path, query, { ms, signal, onRetry }) {
      const name = `GET /${path}`
      const stop = stopAfter(ms, signal)
      let last: ApiError | undefined
      try {
        return await client
          .get(path, {
            searchParams: new URLSearchParams(query),
            signal: stop.signal,
            fetch: tryOnce(name, getTimeout, stop.signal),
            retry: {
              ...retry,
              statusCodes: transient,
              afterStatusCodes: transient,
              maxRetryAfter: longestRetryAfter,
              shouldRetry: ({ error }) => {
                if (stop.signal.aborted) return false
                last = toApiError(name, error, getTimeout)
                if (isCertain(error)) return false
                if (isHTTPError(error) && !transient.includes(error.response.status)) return false
                onRetry?.(last)
                return isHTTPError(error) ? undefined : true
              },
            },
          })
          .json()
      } catch (error) {
        signal.throwIfAborted()
        throw (
          (stop.signal.aborted ? last : undefined) ??
          toApiError(name, error, Math.min(ms, getTimeout))
        )
      } finally {
        stop.clear()
      }
    },

    async post(path, body, { signal, waits, deadline }) {
      const name = `POST /${path}`
      const grace = graceAfter(signal, postGrace)
      const start = performance.now()
      const once = tryOnce(name, postTimeout, grace.signal)
      let refused: ApiError | undefined
      try {
        return await client
          .post(path, {
            json: body,
            signal: AbortSignal.any([signal, waits]),
            fetch: async (...request) => {
              refused = undefined
              return once(...request)
            },
            retry: {
              ...retry,
              methods: ['post'],
              statusCodes: refusedForNow,
              afterStatusCodes: refusedForNow,
              shouldRetry: ({ error }) => {
                const failure = toApiError(name, error, postTimeout)
                const forNow = refusedForNow.includes(failure.status ?? 0)
                if (!forNow && (failure.reachedServer || isCertain(error))) return false
                refused = failure
                if (!isHTTPError(error))
                  return performance.now() < Math.min(deadline, start + maxOutage)
                const after = retryAfter(error.response.headers)
                return performance.now() + after > deadline ? false : undefined
              },
            },
          })
          .json()
      } catch (error) {
        // Aborted between two tries: what ended the last one says more than the abort.
        if (refused && (signal.aborted || waits.aborted) && !grace.signal.aborted) throw refused
        throw toApiError(name, error, postTimeout)
      } finally {
        grace.clear()
      }
    },
  }
}

/** Some JSON writers escape slashes. */
function without(secret: string | undefined, text: string): string {
  if (secret === undefined) return text
  const shown = '(webhook-url)'
  return text.replaceAll(secret, shown).replaceAll(secret.replaceAll('/', '\\/'), shown)
}

/** Nothing the API documents is nested deeper than its JSON Schemas, and what walks an answer recurses. */
const deepest = 200

function depthOf(json: string): number {
  let [depth, most, quoted] = [0, 0, false]
  for (let i = 0; i < json.length; i += 1) {
    const mark = json[i]
    if (mark === '"') quoted = !quoted
    else if (quoted) i += mark === '\\' ? 1 : 0
    else if (mark === '[' || mark === '{') most = Math.max(most, (depth += 1))
    else if (mark === ']' || mark === '}') depth -= 1
  }
  return most
}

/** A wait of no time at all would ask without end: our own back-off is better then. */
function paced(response: Response): ResponseInit {
  const headers = new Headers(response.headers)
  const after = retryAfter(headers)
  for (const name of waits) headers.delete(name)
  if (after >= firstBackoff) headers.set('Retry-After', String(Math.ceil(after / 1000)))
  const { status, statusText } = response
  return { status, statusText, headers }
}

const waits = [
  'Retry-After',
  'RateLimit-Reset',
  'X-RateLimit-Retry-After',
  'X-RateLimit-Reset',
  'X-Rate-Limit-Reset',
]

/** Milliseconds the server asks to wait; 0 when it does not say, or not readably. */
function retryAfter(headers: Headers): number {
  const value = headers.get('Retry-After') ?? ''
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now()
  return Number.isFinite(ms) ? Math.max(0, ms) : 0
}

function stopAfter(ms: number, outer: AbortSignal) {
  const inner = new AbortController()
  const timer = setTimeout(
    () => {
      inner.abort()
    },
    Math.max(0, ms),
  )
  return {
    signal: AbortSignal.any([inner.signal, outer]),
    clear: () => {
      clearTimeout(timer)
    },
  }
}

function graceAfter(outer: AbortSignal, ms: number) {
  const late = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const start = () => {
    timer = setTimeout(() => {
      late.abort()
    }, ms)
  }
  if (outer.aborted) start()
  else outer.addEventListener('abort', start, { once: true })
  return {
    signal: late.signal,
    clear: () => {
      clearTimeout(timer)
      outer.removeEventListener('abort', start)
    },
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
