import { json, withHeaders, type Answer, type RecordedRequest } from '../messages.ts'
import { isRecord } from '../params.ts'
import type { Blobs } from './blobs.ts'
import type { CacheRoute } from './routes.ts'
import type { CacheStore } from './store.ts'
import type { Grant } from './token.ts'

const root = '/twirp/github.actions.results.api.v1.CacheService/'

/** By the last part of their path; all of them are POST. */
const methods: Readonly<Record<string, CacheRoute>> = {
  CreateCacheEntry: 'reserve',
  FinalizeCacheEntryUpload: 'finalize',
  GetCacheEntryDownloadURL: 'look-up',
}

export function routeOfProtocol2(method: string, path: string): CacheRoute | undefined {
  return method === 'POST' && path.startsWith(root) ? methods[path.slice(root.length)] : undefined
}

/** Protobuf's JSON with the names of the .proto file, as the toolkit wants them to mask signatures. */
export function answerProtocol2(
  { store, blobs, origin }: { store: CacheStore; blobs: Blobs; origin: string },
  grants: readonly Grant[],
  { route, body }: RecordedRequest<CacheRoute>,
): Answer {
  if (!isRecord(body)) return failure(400, 'malformed', 'the body is no JSON object')
  // Left out means empty, as in Protobuf.
  const { key = '', version = '', restore_keys: restoreKeys = [], size_bytes: size = 0 } = body
  if (typeof key !== 'string' || typeof version !== 'string' || !isTexts(restoreKeys))
    return failure(400, 'malformed', 'a field has another type')
  switch (route) {
    case 'reserve': {
      const reserved = store.reserve(grants, key, version)
      switch (reserved.as) {
        case 'reserved': {
          const url = origin + blobs.signed(reserved.slot.path, 'write')
          return json(200, { ok: true, signed_upload_url: url })
        }
        case 'denied':
          // Refused with 200: the toolkit tells it from a taken key by how the message begins.
          return json(200, {
            ok: false,
            message: 'cache write denied: token has no writable scopes',
          })
        case 'invalid':
          return failure(400, 'invalid_argument', '1 to 512 characters, no commas')
        case 'limited':
          return withHeaders(failure(429, 'resource_exhausted', 'rate limit exceeded'), {
            'retry-after': String(reserved.retryAfterSeconds),
          })
        case 'taken':
          return failure(
            409,
            'already_exists',
            'cache entry with the same key, version, and scope already exists',
          )
      }
    }

    case 'finalize': {
      const slot = store.slot(grants, { key, version })
      const end = slot && store.finish(slot, Number(size))
      if (slot === undefined || end === 'not uploaded')
        return failure(404, 'not_found', 'cache entry upload not found')
      if (end === 'other size') return failure(400, 'invalid_argument', 'size does not match')
      return json(200, { ok: true, entry_id: String(slot.id) })
    }
    case 'look-up': {
      const slot = store.find(grants, { keys: [key, ...restoreKeys], version })
      if (slot === undefined) return json(200, { ok: false })
      const url = origin + blobs.signed(slot.path, 'read')
      return json(200, { ok: true, signed_download_url: url, matched_key: slot.key })
    }
    case 'upload':
    case 'download':
    case undefined:
      return failure(404, 'bad_route', 'no handler for this path')
  }
}

/** An error in Twirp's form. */
export function failure(status: number, code: string, msg: string): Answer {
  return json(status, { code, msg })
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string')
}
