import { createHash } from 'node:crypto'
import { isRecord } from '../base/json.ts'
import { proxyFor, type ProxyVariables } from '../base/proxy.ts'
import { formatDuration } from '../base/text.ts'
import type { Dispatcher } from 'undici'
import type { CacheAccess } from '../inputs/cache-access.ts'

/** `retryAfter`: milliseconds that the service asks to wait, 0 where it does not say; undefined where no later try can do better. */
export interface CacheFailure {
  readonly as: 'failure'
  readonly reason: string
  readonly retryAfter: number | undefined
}

/** A failure is never a miss: whether there is an entry is then unknown. */
export type Found =
  { readonly as: 'hit'; readonly key: string } | { readonly as: 'miss' } | CacheFailure

/** How an entry was saved. `withdrawn`: it was not wanted any more. */
export type Saved = { readonly as: 'saved' | 'withdrawn' } | CacheFailure

/**
 * GitHub's cache service as a set of keys, each written once: what an entry contains is never read. One try each, and every
 * end is a value.
 */
export interface Cache {
  /** The newest key that begins with the first of `prefixes` that any key begins with. */
  find(prefixes: readonly string[], options: Options): Promise<Found>
  /** `isWanted`: awaited last, before others see the entry. */
  save(key: string, options: Options & { readonly isWanted?: Promise<boolean> }): Promise<Saved>
}

interface Options {
  /** Milliseconds for one request. */
  readonly ms: number
  readonly signal: AbortSignal
}

/**
 * Part of the identity of an entry, and any 64 hex digits do. The toolkit makes it of paths and of the compression that a
 * machine has, so that not every machine sees what another saved; this one is the same everywhere.
 */
const version = createHash('sha256').update('creatify-asset-generator: keys only').digest('hex')

const content = '1'

/** A client for the service that this job may use. */
export function cacheClient(access: CacheAccess, proxies: ProxyVariables): Cache {
  const send = sender(proxies)
  const service = access.protocol === 2 ? protocol2(access, send) : protocol1(access, send)
  const { mode } = access
  return {
    async find(prefixes, options) {
      if (mode === 'none' || mode === 'write-only') return never('this job may not read it')
      return attempt(async () => {
        const key = await service.find(prefixes, options)
        if (key === undefined) return { as: 'miss' }
        if (!prefixes.some((prefix) => key.startsWith(prefix))) throw unexpected()
        return { as: 'hit', key }
      })
    },

    async save(key, { isWanted = Promise.resolve(true), ...options }) {
      if (mode === 'none' || mode === 'read') return never('this job may not write to it')
      return attempt(async () => {
        const finish = await service.reserve(key, options)
        if (finish) {
          if (!(await isWanted)) return { as: 'withdrawn' }
          await finish()
          return { as: 'saved' }
        }
        // Taken: by a try of ours whose answer was lost, or by an upload that was never finished.
        if ((await service.find([key], options)) === key) return { as: 'saved' }
        throw new Refused('did not finish an upload', 0)
      })
    },
  }
}

/** The protocols: they throw Refused. */
interface Protocol {
  find(prefixes: readonly string[], options: Options): Promise<string | undefined>
  /** Uploads. Resolves with what makes the entry visible; undefined: there is such a key already. */
  reserve(key: string, options: Options): Promise<(() => Promise<void>) | undefined>
}

/** The service said no, or nothing that can be understood. The message follows "GitHub's cache service ". */
class Refused extends Error {
  readonly retryAfter: number | undefined

  constructor(message: string, retryAfter: number | undefined) {
    super(message)
    this.retryAfter = retryAfter
  }
}

function unexpected(): Refused {
  return new Refused('gave an answer that makes no sense', 0)
}

/** As the toolkit speaks to github.com: Twirp, JSON with the names of the .proto file. */
function protocol2({ url, token }: CacheAccess, send: Send): Protocol {
  const root = `${url}twirp/github.actions.results.api.v1.CacheService/`
  const call = async (method: string, fields: object, options: Options) => {
    const { status, body } = await send(root + method, options, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(fields),
    })
    if (!body) throw unexpected()
    return { status, body }
  }
  return {
    async find(prefixes, options) {
      const fields = { key: prefixes[0], restore_keys: prefixes, version }
      const { body } = await call('GetCacheEntryDownloadURL', fields, options)
      if (body['ok'] !== true) return undefined
      return textOf(body['matched_key'])
    },

    async reserve(key, options) {
      const { status, body } = await call('CreateCacheEntry', { key, version }, options)
      if (status === 409) return undefined
      if (body['ok'] !== true) {
        const message = textOf(body['message'] ?? '')
        if (/denied|read.?only|scope/i.test(message))
          throw new Refused(`refused: ${message}`, undefined)
        return undefined
      }
      await send(textOf(body['signed_upload_url']), options, {
        method: 'PUT',
        headers: { 'x-ms-blob-type': 'BlockBlob', 'Content-Type': 'application/octet-stream' },
        body: content,
      })
      return async () => {
        const fields = { key, version, size_bytes: String(content.length) }
        const { body: finished } = await call('FinalizeCacheEntryUpload', fields, options)
        if (finished['ok'] !== true) throw unexpected()
      }
    },
  }
}

/** As GitHub Enterprise Server has it. */
function protocol1({ url, token }: CacheAccess, send: Send): Protocol {
  const root = `${url}_apis/artifactcache/`
  const headers = {
    Authorization: `Bearer ${token}`,
    Accept: 'application/json;api-version=6.0-preview.1',
  }
  const post = async (path: string, options: Options, fields: object) =>
    send(root + path, options, {
      method: 'POST',
      headers: { ...headers, 'Content-Type': 'application/json' },
      body: JSON.stringify(fields),
    })
  return {
    async find(prefixes, options) {
      const query = new URLSearchParams({ keys: prefixes.join(), version })
      const { status, body } = await send(`${root}cache?${query.toString()}`, options, { headers })
      return status === 204 ? undefined : textOf(body?.['cacheKey'])
    },

    async reserve(key, options) {
      const fields = { key, version, cacheSize: content.length }
      const { status, body } = await post('caches', options, fields)
      if (status === 409) return undefined
      const id = body?.['cacheId']
      if (typeof id !== 'number') throw unexpected()
      await send(`${root}caches/${id}`, options, {
        method: 'PATCH',
        headers: {
          ...headers,
          'Content-Type': 'application/octet-stream',
          'Content-Range': `bytes 0-${content.length - 1}/*`,
        },
        body: content,
      })
      return async () => {
        await post(`caches/${id}`, options, { size: content.length })
      }
    },
  }
}

interface Answered {
  /** 409, or one of success. */
  readonly status: number
  /** Undefined where the answer is no JSON object. */
  readonly body: Readonly<Record<string, unknown>> | undefined
}

type Send = (url: string, options: Options, init: RequestInit) => Promise<Answered>

/** Sends single requests. Signed URLs open what they name, so no message has one. */
function sender(proxies: ProxyVariables): Send {
  const agents = new Map<string, Promise<Dispatcher>>()
  // Node's own fetch knows no proxy and takes the agent of undici, which loads only behind one.
  const proxied = async (url: string) => {
    const proxy = proxyFor(new URL(url), proxies)
    if (!proxy) return {}
    const agent =
      agents.get(proxy.href) ??
      import('undici').then(({ ProxyAgent }) => new ProxyAgent(proxy.href))
    agents.set(proxy.href, agent)
    return { dispatcher: await agent }
  }
  return async (url, { ms, signal }, init) => {
    let response: Response
    let text: string
    try {
      const bounded = AbortSignal.any([AbortSignal.timeout(ms), signal])
      const how = { ...init, ...(await proxied(url)), redirect: 'manual' as const, signal: bounded }
      response = await fetch(url, how as RequestInit)
      text = await response.text()
    } catch (error) {
      throw new Refused(describe(error, ms), 0)
    }
    const body = parse(text)
    if (response.ok || response.status === 409) return { status: response.status, body }
    const said = body?.['msg'] ?? body?.['message']
    const words = typeof said === 'string' && said !== '' ? `: ${said.slice(0, 200)}` : ''
    throw new Refused(`answered ${response.status}${words}`, retryAfterOf(response))
  }
}

/** Undefined: the status will not change. A limit on the rate without a time is waited for. */
function retryAfterOf({ status, headers }: Response): number | undefined {
  if (status !== 429 && status !== 408 && status < 500) return undefined
  const value = headers.get('Retry-After') ?? ''
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now()
  return Number.isFinite(ms) ? Math.max(0, ms) : 0
}

function describe(error: unknown, ms: number): string {
  const name = propertyOf(error, 'name')
  if (name === 'TimeoutError') return `did not answer within ${formatDuration(ms)}`
  let cause = error
  while (propertyOf(cause, 'cause') !== undefined) cause = propertyOf(cause, 'cause')
  return `cannot be reached (${String(propertyOf(cause, 'code') ?? name)})`
}

function propertyOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}

function parse(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  throw unexpected()
}

function never(reason: string): CacheFailure {
  return { as: 'failure', reason, retryAfter: undefined }
}

async function attempt<T>(work: () => Promise<T>): Promise<T | CacheFailure> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return {
      as: 'failure',
      reason: `GitHub's cache service ${error.message}`,
      retryAfter: error.retryAfter,
    }
  }
}

const absent: CacheFailure = {
  as: 'failure',
  reason: 'GitHub offers no cache service here',
  retryAfter: undefined,
}

/** Where GitHub offers no service. */
export const noCache: Cache = {
  find: async () => Promise.resolve(absent),
  save: async () => Promise.resolve(absent),
}
