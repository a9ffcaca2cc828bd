import { json, withHeaders, type Answer, type RecordedRequest } from '../messages.ts'
import { isRecord } from '../params.ts'
import type { Blobs } from './blobs.ts'
import type { CacheRoute } from './routes.ts'
import type { CacheStore } from './store.ts'
import type { Grant } from './token.ts'

const root = '/_apis/artifactcache/'

export function routeOfProtocol1(method: string, path: string): CacheRoute | undefined {
  const { pathname } = new URL(path, 'http://cache')
  switch (`${method} ${pathname.replace(/\d+$/, 'ID')}`) {
    case `GET ${root}cache`:
      return 'look-up'
    case `POST ${root}caches`:
      return 'reserve'
    case `PATCH ${root}caches/ID`:
      return 'upload'
    case `POST ${root}caches/ID`:
      return 'finalize'
    default:
      return undefined
  }
}

/** The older protocol, which GitHub Enterprise Server speaks. `bytes`: the body as it came. */
export function answerProtocol1(
  { store, blobs, origin }: { store: CacheStore; blobs: Blobs; origin: string },
  grants: readonly Grant[],
  { route, path, body, headers }: RecordedRequest<CacheRoute>,
  bytes: Buffer,
): Answer {
  const { pathname, searchParams } = new URL(path, 'http://cache')
  const id = Number(/\d+$/.exec(pathname)?.[0])
  const fields = isRecord(body) ? body : {}
  switch (route) {
    case 'look-up': {
      const keys = (searchParams.get('keys') ?? '').split(',')
      const version = searchParams.get('version') ?? ''
      const slot = store.find(grants, { keys, version })
      if (slot === undefined) return { status: 204 }
      return json(200, {
        scope: slot.ref,
        cacheKey: slot.key,
        cacheVersion: slot.version,
        creationTime: new Date(
          Date.now() - performance.now() + (slot.entry?.createdAt ?? 0),
        ).toISOString(),
        archiveLocation: origin + blobs.signed(slot.path, 'read'),
      })
    }
    case 'reserve': {
      const { key, version } = fields
      const reserved = store.reserve(grants, textOf(key), textOf(version))
      switch (reserved.as) {
        case 'reserved':
          return json(201, { cacheId: reserved.slot.id })
        case 'denied':
          return failure(403, 'cache write denied: token has no writable scopes')
        case 'invalid':
          return failure(400, 'The key is invalid.')
        case 'limited':
          return withHeaders(failure(429, 'Too many requests'), {
            'retry-after': String(reserved.retryAfterSeconds),
          })
        case 'taken':
          return failure(409, 'Cache already exists.', 'ArtifactCacheItemAlreadyExistsException')
      }
    }

    case 'upload': {
      const slot = store.slot(grants, id)
      if (slot === undefined) return failure(404, 'Cache not found.')
      if (!/^bytes \d+-\d+\/\*$/.test(headers['content-range'] ?? ''))
        return failure(400, 'Content-Range is missing.')
      blobs.append(slot.path, bytes)
      return { status: 204 }
    }
    case 'finalize': {
      const slot = store.slot(grants, id)
      const end = slot && store.finish(slot, Number(fields['size']))
      if (end === 'finished') return { status: 204 }
      return end === 'other size'
        ? failure(400, 'The size does not match.')
        : failure(404, 'Cache not found.')
    }
    case 'download':
    case undefined:
      return failure(404, 'Not found.')
  }
}

function failure(status: number, message: string, typeKey = 'Exception'): Answer {
  return json(status, { message, typeKey })
}

function textOf(field: unknown): string {
  return typeof field === 'string' ? field : ''
}
