import { setTimeout as sleep } from 'node:timers/promises'
import { isRecord } from '../../src/base/json.ts'

/** Whose account is asked, and where. */
export interface Account {
  /** Without a path. */
  readonly url: string
  readonly id: string
  readonly key: string
}

/** An answer of the API. */
export interface Reply {
  readonly status: number
  readonly headers: Headers
  /** Parsed where it is JSON, else text. */
  readonly body: unknown
}

/** A refusal for the number of requests. */
export interface Refusal {
  /** Path and query name, without values. */
  readonly request: string
  /** How many such requests were sent until then, that one included. */
  readonly after: number
  readonly retryAfter: string | null
}

interface Question {
  readonly post?: unknown
  /** Instead of the account's own; {}: none. */
  readonly credentials?: Readonly<Record<string, string>>
}

/** Sends one request after the other, as the action does, and keeps what it was refused. */
export class Client {
  readonly refusals: Refusal[] = []
  readonly #account: Account
  readonly #longestWaitMs: number
  readonly #sent = new Map<string, number>()

  /** `longestWaitMs`: a 429 that asks for more is an answer, one that asks for less is obeyed once. */
  constructor(account: Account, longestWaitMs: number) {
    this.#account = account
    this.#longestWaitMs = longestWaitMs
  }

  /**
   * `path` begins after `/api/`. Rejects where no answer comes within two minutes; a GET has a second try, because a server may close an
   * idle connection at that moment.
   */
  async ask(path: string, question: Question = {}): Promise<Reply> {
    const first = await this.#send(path, question).catch(async (error: unknown) => {
      if (question.post !== undefined) throw error
      return this.#send(path, question)
    })
    if (first.status !== 429) return first
    const request = requestOf(path, question)
    const retryAfter = first.headers.get('retry-after')
    this.refusals.push({ request, after: this.#sent.get(request) ?? 1, retryAfter })
    const waitMs = retryAfterMs(retryAfter, first.headers.get('date'))
    if (waitMs === undefined || waitMs > this.#longestWaitMs) return first
    await sleep(waitMs)
    return this.#send(path, question)
  }

  async #send(path: string, { post, credentials }: Question): Promise<Reply> {
    const { url, id, key } = this.#account
    const request = requestOf(path, { post })
    this.#sent.set(request, (this.#sent.get(request) ?? 0) + 1)
    const answer = await fetch(`${url}/api/${path}`, {
      redirect: 'manual',
      signal: AbortSignal.timeout(120_000),
      headers: {
        Accept: 'application/json',
        ...(post !== undefined && { 'Content-Type': 'application/json' }),
        ...(credentials ?? { 'X-API-ID': id, 'X-API-KEY': key }),
      },
      ...(post !== undefined && { method: 'POST', body: JSON.stringify(post) }),
    })
    const text = await answer.text()
    return { status: answer.status, headers: answer.headers, body: parsed(text) }
  }
}

/** The kind of request, by which limits count. */
function requestOf(path: string, { post }: Question): string {
  const [pathname = '', query = ''] = path.split('?')
  const name = /^ids=/.test(query) ? '?ids=' : ''
  const place = /^asset_generator\/[^/]+\/$/.test(pathname) && !pathname.endsWith('schemas/')
  return `${post === undefined ? 'GET' : 'POST'} /api/${place ? 'asset_generator/ID/' : pathname}${name}`
}

function retryAfterMs(value: string | null, date: string | null): number | undefined {
  if (value === null) return undefined
  if (/^\d+$/.test(value)) return Number(value) * 1000
  const wait = Date.parse(value) - (date === null ? Date.now() : Date.parse(date))
  return Number.isNaN(wait) ? undefined : Math.max(0, wait)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** The items of a plain array or of a page; undefined where it is neither. */
export function itemsOf({ body }: Reply): readonly Readonly<Record<string, unknown>>[] | undefined {
  const list: unknown = isRecord(body) ? body['results'] : body
  return Array.isArray(list) ? list.filter(isRecord) : undefined
}
