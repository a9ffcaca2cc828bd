import { setTimeout as sleep } from 'node:timers/promises'
import type { Durations } from '../base/durations.ts'
import { jsonIn, largestAnswer, largestErrorAnswer, readBody } from './answer.ts'
import { ApiError, errorAnswer, toApiError, tooLarge, unreadable } from './error.ts'
import { retryWait, type RequestKind } from '../base/retry.ts'

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
  /** False: one try, for callers that repeat by a plan of their own. */
  readonly repeat?: boolean
}

/** How long a POST that was surely not accepted may be repeated. */
export interface CreateOptions {
  readonly signal: AbortSignal
  /** Ends the waiting between tries only: a request under way goes on. */
  readonly waits: AbortSignal
  /** On the clock of `performance.now()`: no try begins after it. */
  readonly deadline: number
}

/** JSON over HTTP to one origin. Paths have no leading slash. */
export interface Http {
  /** The server's clock by its latest `Date` header, in milliseconds since 1970, to a second; undefined before any. */
  now(this: void): number | undefined
  /** Resolves with parsed JSON. Repeats as `retryWait` says. Rejects with ApiError, or with the signal's reason. */
  get(
    path: string,
    query: Readonly<Record<string, string>>,
    options: RetryOptions,
    kind?: Exclude<RequestKind, 'create'>,
  ): Promise<unknown>
  /**
   * Repeats only what was surely not accepted. Rejects with ApiError. `signal` ends the waiting between tries at once, and a
   * request under way a few seconds later.
   */
  post(path: string, body: unknown, options: CreateOptions): Promise<unknown>
}

/** Where the API is, and what goes with every request. */
export interface Connection {
  readonly base: URL
  readonly credentials: Credentials
  readonly userAgent: string
  /** Goes with every create. */
  readonly webhookUrl: string | undefined
  /** Undefined for a direct connection. */
  readonly proxy: URL | undefined
  readonly durations: Durations['api']
}

interface Request {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** A client for the API. Redirects are answers, and not followed: the credentials stay with the origin. */
export function connect(connection: Connection): Http {
  const { base, credentials, userAgent, proxy, durations } = connection
  const headers = {
    'X-API-ID': credentials.id,
    'X-API-KEY': credentials.key,
    'User-Agent': userAgent,
    Accept: 'application/json',
  }
  const prefix = base.href.endsWith('/') ? base.href : `${base.href}/`
  // Node's own fetch takes the agent of this undici, which therefore loads only behind a proxy.
  const agent = proxy && import('undici').then(({ ProxyAgent }) => new ProxyAgent(proxy.href))
  agent?.catch(() => undefined)

  let ahead: number | undefined

  /** The body is read inside the try, so that a broken or unreadable body is a failed try. Rejects with ApiError. */
  async function tryOnce(request: Request, ms: number, signal: AbortSignal): Promise<unknown> {
    const { method, path, query = {}, body } = request
    const name = `${method} /${path}`
    const search = new URLSearchParams(query).toString()
    const init: RequestInit = {
      method,
      headers: body === undefined ? headers : { ...headers, 'Content-Type': 'application/json' },
      redirect: 'manual',
      signal: AbortSignal.any([AbortSignal.timeout(Math.max(1, Math.round(ms))), signal]),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }
    const proxied = agent && { dispatcher: await agent }
    try {
      const url = prefix + path + (search && `?${search}`)
      const response = await fetch(url, { ...init, ...proxied } as RequestInit)
      const date = Date.parse(response.headers.get('Date') ?? '')
      if (response.ok && !Number.isNaN(date)) ahead = date - Date.now()
      const limit = response.ok ? largestAnswer : largestErrorAnswer
      const { text, isWhole } = await readBody(response, limit)
      if (!response.ok) throw errorAnswer(name, response, text)
      if (!isWhole) throw tooLarge(name, response)
      const json = jsonIn(text)
      if (json === undefined) throw unreadable(name, response, text)
      return json
    } catch (error) {
      throw toApiError(name, error, ms)
    }
  }

  return {
    now: () => (ahead === undefined ? undefined : Date.now() + ahead),

    async get(path, query, { ms, signal, repeat = true }, kind = 'read') {
      const until = performance.now() + ms
      let before: ApiError | undefined
      for (let attempt = 1; ; attempt += 1) {
        signal.throwIfAborted()
        const time = Math.min(durations.get, until - performance.now())
        try {
          return await tryOnce({ method: 'GET', path, query }, time, signal)
        } catch (error) {
          signal.throwIfAborted()
          if (!(error instanceof ApiError)) throw error
          const left = until - performance.now()
          const wait = retryWait(error, { kind, attempt, left }, durations, Math.random())
          // A last try that had too little time says less than the one before it.
          const wasCut = error.kind === 'timeout' && time < durations.get
          if (wait === undefined || !repeat) throw (wasCut ? before : undefined) ?? error
          before = error
          await sleep(wait, undefined, { signal }).catch(() => undefined)
        }
      }
    },

    async post(path, body, { signal, waits, deadline }) {
      const grace = graceAfter(signal, durations.postGrace)
      const stop = AbortSignal.any([signal, waits])
      let answeredAt = performance.now()
      try {
        for (let attempt = 1; ; attempt += 1) {
          try {
            return await tryOnce({ method: 'POST', path, body }, durations.post, grace.signal)
          } catch (error) {
            if (!(error instanceof ApiError)) throw error
            const now = performance.now()
            if (error.status !== undefined) answeredAt = now
            const left = Math.min(deadline, answeredAt + durations.maxOutage) - now
            const failed = { kind: 'create', attempt, left } as const
            const wait = retryWait(error, failed, durations, Math.random())
            if (wait === undefined) throw error
            await sleep(wait, undefined, { signal: stop }).catch(() => undefined)
            if (stop.aborted) throw error
          }
        }
      } finally {
        grace.clear()
      }
    },
  }
}

/** A signal that aborts `ms` after `outer` does. */
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
