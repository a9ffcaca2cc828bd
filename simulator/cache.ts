import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, STATUS_CODES } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  Blobs,
  cacheFieldsOf,
  runtimeToken,
  twirpAnswer,
  twirpError,
  type CacheFields,
  type WholeAnswer,
} from './cachewire.ts'

/** A finished entry. */
export interface CacheEntry {
  readonly key: string
  readonly version: string
  /** Size of its archive. */
  readonly bytes: number
  /** `performance.now()` when its upload was finished, ms. */
  readonly createdAt: number
}

/** A request to the service or its storage, as it came in. */
export interface CacheRequest {
  /** `performance.now()` when its headers were read, ms. */
  readonly at: number
  readonly method: string
  /** With the query. */
  readonly path: string
  /** undefined while unanswered, and for good when the connection was reset. */
  readonly status: number | undefined
}

/**
 * What is wrong with the service. down: every connection is reset; slow: every answer waits this
 * many ms, the work being done at once; status: every RPC answers this, and storage works.
 */
export type CacheTrouble =
  { kind: 'down' } | { kind: 'slow'; ms: number } | { kind: 'status'; status: number }

/** GitHub's Actions cache service (v2) with its storage, both at one origin. */
export interface CacheService {
  /** What `@actions/cache` reads; the token tells its scopes as they are at the moment. */
  readonly env: Readonly<Record<string, string>>
  /** Finished entries, oldest first. */
  readonly entries: readonly CacheEntry[]
  readonly requests: readonly CacheRequest[]
  /** As for a token without writable scopes: entries are found, none is made. */
  readOnly: boolean
  /** undefined: healthy. */
  trouble: CacheTrouble | undefined
  /** Forgets entries, unfinished uploads and the uploads of the last minute, not the requests. */
  clear(): void
  stop(): Promise<void>
}

/** How one cache service differs from the ordinary one. */
export interface CacheOptions {
  readOnly?: boolean
  /** Entries created in any 60 s before the next is refused; default 200, as on GitHub. */
  uploadsPerMinute?: number
}

type Recording = { -readonly [K in keyof CacheRequest]: CacheRequest[K] }

/** A key that is taken, from its reservation on. */
interface Slot {
  readonly id: number
  readonly key: string
  readonly version: string
  /** In the storage. */
  readonly path: string
  entry: CacheEntry | undefined
}

const rpcRoot = '/twirp/github.actions.results.api.v1.CacheService/'
const storageRoot = '/cachestore/'
const minuteMs = 60_000
const longestKey = 512

/** Listens on the loopback interface until `stop` is called; many run in one process. */
export async function startCacheService(options: CacheOptions = {}): Promise<CacheService> {
  const { uploadsPerMinute = 200 } = options
  const blobs = new Blobs()
  const slots: Slot[] = []
  const entries: CacheEntry[] = []
  const requests: CacheRequest[] = []
  const closing = new AbortController()
  const signature = randomBytes(32).toString('base64url')
  let uploads: number[] = []
  let lastId = 0

  async function converse(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url: path = '/', headers } = incoming
    const request: Recording = { at: performance.now(), method, path, status: undefined }
    requests.push(request)
    const { trouble } = service
    if (trouble?.kind === 'down') {
      incoming.socket.resetAndDestroy()
      return
    }
    const body = await buffer(incoming)
    const answer = path.startsWith(storageRoot)
      ? blobs.answer({ method, path, headers, body })
      : answerRpc(method, path, headers.authorization, body)
    if (trouble?.kind === 'slow') await sleep(trouble.ms, undefined, { signal: closing.signal })
    request.status = answer.status
    response.writeHead(answer.status, {
      'content-length': answer.body?.length ?? 0,
      'x-ms-version': '2025-11-05',
      ...answer.headers,
    })
    response.end(method === 'HEAD' ? undefined : answer.body)
  }

  function answerRpc(method: string, path: string, authorization = '', body: Buffer): WholeAnswer {
    const { trouble } = service
    if (trouble?.kind === 'status') {
      return twirpError(trouble.status, 'unavailable', STATUS_CODES[trouble.status] ?? 'Error')
    }
    if (!/^Bearer \S+$/.test(authorization) || !authorization.endsWith(`.${signature}`)) {
      return twirpError(401, 'unauthenticated', 'invalid token')
    }
    const rpc = rpcs[`${method} ${path}`]
    if (rpc === undefined) return twirpError(404, 'bad_route', `no handler for path ${path}`)
    const fields = cacheFieldsOf(body)
    if (fields === undefined) return twirpError(400, 'malformed', 'the body is no JSON object')
    return rpc(fields)
  }

  const rpcs: Record<string, ((fields: CacheFields) => WholeAnswer) | undefined> = {
    [`POST ${rpcRoot}CreateCacheEntry`]: create,
    [`POST ${rpcRoot}FinalizeCacheEntryUpload`]: finalize,
    [`POST ${rpcRoot}GetCacheEntryDownloadURL`]: find,
  }

  function create({ key, version }: CacheFields): WholeAnswer {
    // Refused with 200: the client tells it from a taken key by how the message begins.
    if (service.readOnly) {
      return twirpAnswer({ ok: false, message: 'cache write denied: token has no writable scopes' })
    }
    if (key === '' || key.length > longestKey || key.includes(',')) {
      return twirpError(400, 'invalid_argument', `1 to ${longestKey} characters, no commas`)
    }
    const now = performance.now()
    uploads = uploads.filter((at) => now - at < minuteMs)
    if (uploads.length >= uploadsPerMinute) {
      const waitMs = (uploads[0] ?? now) + minuteMs - now
      const refused = twirpError(429, 'resource_exhausted', 'rate limit exceeded')
      const retryAfter = { 'retry-after': String(Math.ceil(waitMs / 1000)) }
      return { ...refused, headers: { ...refused.headers, ...retryAfter } }
    }
    if (slotOf(key, version) !== undefined) {
      const reason = 'cache entry with the same key, version, and scope already exists'
      return twirpError(409, 'already_exists', reason)
    }
    uploads.push(now)
    const path = blobs.reserve()
    slots.push({ id: (lastId += 1), key, version, path, entry: undefined })
    return twirpAnswer({ ok: true, signed_upload_url: origin + blobs.signed(path, 'write') })
  }

  function finalize({ key, version, sizeBytes }: CacheFields): WholeAnswer {
    const slot = slotOf(key, version)
    const bytes = slot && blobs.size(slot.path)
    if (slot === undefined || bytes === undefined) {
      return twirpError(404, 'not_found', 'cache entry upload not found')
    }
    if (bytes !== sizeBytes) return twirpError(400, 'invalid_argument', 'size does not match')
    if (slot.entry === undefined) {
      slot.entry = { key, version, bytes, createdAt: performance.now() }
      entries.push(slot.entry)
    }
    return twirpAnswer({ ok: true, entry_id: String(slot.id) })
  }

  /** The key itself, else what begins with the first restore key that has any; newest first. */
  function find({ key, restoreKeys, version }: CacheFields): WholeAnswer {
    const newestFirst = entries.toReversed().filter((entry) => entry.version === version)
    const found = [key, ...restoreKeys]
      .map((wanted, i) =>
        newestFirst.find((entry) =>
          i === 0 ? entry.key === wanted : entry.key.startsWith(wanted),
        ),
      )
      .find((entry) => entry !== undefined)
    const slot = found && slotOf(found.key, version)
    if (slot === undefined) return twirpAnswer({ ok: false })
    const url = origin + blobs.signed(slot.path, 'read')
    return twirpAnswer({ ok: true, signed_download_url: url, matched_key: slot.key })
  }

  function slotOf(key: string, version: string): Slot | undefined {
    return slots.find((slot) => slot.key === key && slot.version === version)
  }

  const server = createServer((incoming, response) => {
    // A client that went away, or a service that stops, ends a conversation in the middle.
    converse(incoming, response).catch(() => incoming.socket.destroy())
  })
  // Longer than any test: an idle connection closed by the server races with its next request.
  server.keepAliveTimeout = 600_000
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('not listening on a port')
  const origin = `http://127.0.0.1:${address.port}`

  const service: CacheService = {
    get env() {
      return {
        ACTIONS_CACHE_SERVICE_V2: 'true',
        ACTIONS_RESULTS_URL: `${origin}/`,
        ACTIONS_RUNTIME_TOKEN: runtimeToken(service.readOnly, signature),
      }
    },
    entries,
    requests,
    readOnly: options.readOnly ?? false,
    trouble: undefined,
    clear() {
      for (const list of [slots, entries, uploads]) list.length = 0
      blobs.clear()
    },
    async stop() {
      closing.abort()
      const closed = new Promise<void>((resolve) => {
        server.close(() => {
          resolve()
        })
      })
      server.closeAllConnections()
      await closed
    },
  }
  return service
}
