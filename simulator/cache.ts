import { randomBytes } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import { Blobs } from './cache/blobs.ts'
import { answerProtocol1, routeOfProtocol1 } from './cache/protocol1.ts'
import { answerProtocol2, failure, routeOfProtocol2 } from './cache/protocol2.ts'
import type { CacheRoute } from './cache/routes.ts'
import { CacheStore, type CacheEntry } from './cache/store.ts'
import { defaultRef, grantsOf, grantsOn, runtimeToken } from './cache/token.ts'
import { Faults, type Fault } from './faults.ts'
import type { Answer, RecordedRequest } from './messages.ts'
import { listen } from './server.ts'

export type { CacheRoute } from './cache/routes.ts'
export type { CacheEntry } from './cache/store.ts'

/**
 * What is wrong with the service until it is told otherwise. down: every connection is reset; slow: every answer waits this
 * many ms, the work being done at once; status: the service answers this, and its storage works. `only`: the rest is healthy.
 */
export type CacheTrouble = (
  | { readonly kind: 'down' }
  | { readonly kind: 'slow'; readonly ms: number }
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: number }
) & { readonly only?: readonly CacheRoute[] }

/** Which job the environment is of. */
export interface CacheClient {
  /** Default the default branch. */
  readonly ref?: string
  /** As for a token without writable scopes: entries are found, none is made. */
  readonly readOnly?: boolean
  /** 1: as on GitHub Enterprise Server. Default that of the service. */
  readonly protocol?: 1 | 2
}

/** GitHub's Actions cache service with its storage, both at one origin; it speaks protocol 1 and 2 at the same time. */
export interface CacheService {
  /** What a client on the default branch reads; the token tells its scopes as they are at the moment. */
  readonly env: Readonly<Record<string, string>>
  /** The same for another ref, another token, another protocol. */
  envOf(client: CacheClient): Readonly<Record<string, string>>
  /** Finished entries of all refs, oldest first. */
  readonly entries: readonly CacheEntry[]
  /** Keys of finished entries that begin with `prefix`, oldest first. */
  keys(prefix?: string): readonly string[]
  readonly requests: readonly RecordedRequest<CacheRoute>[]
  /** Requests seen of one kind, those hit by a fault included. */
  counts(route: CacheRoute): number
  /** As for a token without writable scopes, whatever the token says. */
  readOnly: boolean
  /** undefined: healthy. */
  trouble: CacheTrouble | undefined
  /** Hits single requests; comes before `trouble`. */
  fault(...faults: Fault<CacheRoute>[]): void
  /** An entry by somebody else. */
  put(key: string, version: string, content: Buffer, ref?: string): void
  /** As after 7 days without use: forgets the finished entries that fit, default all. */
  evict(fits?: (entry: CacheEntry) => boolean): void
  /** Forgets entries, unfinished uploads and the uploads of the last minute, not the requests. */
  clear(): void
  stop(): Promise<void>
}

/** How one cache service differs from the ordinary one. */
export interface CacheOptions {
  readOnly?: boolean
  /** Entries created in any 60 s before the next is refused; default 200, as on GitHub. */
  uploadsPerMinute?: number
  /** What `env` makes a client speak; default 2. */
  protocol?: 1 | 2
}

const storageRoot = '/cachestore/'

/** Listens on the loopback interface until `stop` is called; many run in one process. */
export async function startCacheService(options: CacheOptions = {}): Promise<CacheService> {
  const { uploadsPerMinute = 200 } = options
  const blobs = new Blobs()
  const store = new CacheStore(blobs, uploadsPerMinute)
  const requests: RecordedRequest<CacheRoute>[] = []
  const faults = new Faults<CacheRoute>()
  const secret = randomBytes(32)

  function work(request: RecordedRequest<CacheRoute>, bytes: Buffer): Answer {
    const { method, path, headers } = request
    if (path.startsWith(storageRoot)) return blobs.answer({ method, path, headers, body: bytes })
    const grants = grantsOf(headers.authorization ?? '', secret)
    if (grants === undefined) return failure(401, 'unauthenticated', 'invalid token')
    const allowed = service.readOnly ? grants.map(({ ref }) => ({ ref, write: false })) : grants
    const rooms = { store, blobs, origin }
    return routeOfProtocol1(method, path) === undefined
      ? answerProtocol2(rooms, allowed, request)
      : answerProtocol1(rooms, allowed, request, bytes)
  }

  function troubleOf({ route, path }: RecordedRequest<CacheRoute>): Fault<CacheRoute> | undefined {
    const { trouble } = service
    if (trouble === undefined || route === undefined) return undefined
    if (trouble.only?.includes(route) === false) return undefined
    switch (trouble.kind) {
      case 'down':
        return { route, reset: 'before' }
      case 'slow':
        return { route, delayMs: trouble.ms }
      case 'status': {
        if (path.startsWith(storageRoot)) return undefined
        const { status, retryAfter } = trouble
        const message = STATUS_CODES[status] ?? 'Error'
        const body = { code: 'unavailable', msg: message, message }
        const headers: Record<string, string> =
          retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }
        return { route, status, body, headers }
      }
    }
  }

  const server = await listen<CacheRoute>({
    name: 'cache',
    port: 0,
    tls: undefined,
    faults: { take: (request) => faults.take(request) ?? troubleOf(request) },
    clockSkewMs: 0,
    requests,
    largestBody: Infinity,
    routeOf: (method, path) => {
      if (path.startsWith(storageRoot)) return method === 'PUT' ? 'upload' : 'download'
      return routeOfProtocol1(method, path) ?? routeOfProtocol2(method, path)
    },
    work,
    onEnd: () => undefined,
  })
  const origin = `http://127.0.0.1:${server.port}`

  const service: CacheService = {
    get env() {
      return service.envOf({})
    },
    envOf({ ref = defaultRef, readOnly = service.readOnly, protocol = options.protocol ?? 2 }) {
      const address: Record<string, string> =
        protocol === 1
          ? { ACTIONS_CACHE_URL: `${origin}/` }
          : { ACTIONS_CACHE_SERVICE_V2: 'true', ACTIONS_RESULTS_URL: `${origin}/` }
      return { ...address, ACTIONS_RUNTIME_TOKEN: runtimeToken(grantsOn(ref, !readOnly), secret) }
    },
    entries: store.entries,
    keys: (prefix = '') =>
      store.entries.map(({ key }) => key).filter((key) => key.startsWith(prefix)),
    requests,
    counts: (route) => requests.filter((request) => request.route === route).length,
    readOnly: options.readOnly ?? false,
    trouble: undefined,
    fault(...added) {
      faults.add(...added)
    },
    put(...entry) {
      store.put(...entry)
    },
    evict(fits = () => true) {
      store.evict(fits)
    },
    clear() {
      store.clear()
    },
    stop: async () => server.close(),
  }
  return service
}
