import { startCacheService, type CacheService } from '../simulator/cache.ts'

/** Any 64 hex digits: a client chooses its own. */
const version = 'c0de'.repeat(16)

interface Client {
  /** The key that is found, undefined for a miss; throws the status of a failure. */
  find(...prefixes: readonly string[]): Promise<string | undefined>
  /** Whether the key was free. */
  save(key: string): Promise<boolean>
}

type Environment = Readonly<Record<string, string>>

async function ask(url: string, token: string | undefined, init: RequestInit = {}) {
  const headers = new Headers(init.headers)
  if (token !== undefined) headers.set('Authorization', `Bearer ${token}`)
  const answer = await fetch(url, { ...init, headers })
  const text = await answer.text()
  if (!answer.ok && answer.status !== 409) throw new Error(String(answer.status))
  const body = (text.startsWith('{') ? JSON.parse(text) : {}) as Record<string, unknown>
  return { status: answer.status, body }
}

function speaking2(env: Environment): Client {
  const call = async (method: string, fields: object) =>
    ask(
      `${env['ACTIONS_RESULTS_URL'] ?? ''}twirp/github.actions.results.api.v1.CacheService/${method}`,
      env['ACTIONS_RUNTIME_TOKEN'],
      { method: 'POST', body: JSON.stringify(fields) },
    )
  return {
    async find(...prefixes) {
      const [key] = prefixes
      const { body } = await call('GetCacheEntryDownloadURL', {
        key,
        restore_keys: prefixes,
        version,
      })
      return body['ok'] === true ? String(body['matched_key']) : undefined
    },
    async save(key) {
      const { status, body } = await call('CreateCacheEntry', { key, version })
      if (status === 409 || body['ok'] !== true) return false
      const headers = { 'x-ms-blob-type': 'BlockBlob' }
      await ask(String(body['signed_upload_url']), undefined, { method: 'PUT', headers, body: '1' })
      await call('FinalizeCacheEntryUpload', { key, version, size_bytes: '1' })
      return true
    },
  }
}

function speaking1(env: Environment): Client {
  const call = async (path: string, init?: RequestInit) =>
    ask(
      `${env['ACTIONS_CACHE_URL'] ?? ''}_apis/artifactcache/${path}`,
      env['ACTIONS_RUNTIME_TOKEN'],
      init,
    )
  return {
    async find(...prefixes) {
      const keys = encodeURIComponent(prefixes.join(','))
      const { status, body } = await call(`cache?keys=${keys}&version=${version}`)
      return status === 204 ? undefined : String(body['cacheKey'])
    },
    async save(key) {
      const fields = JSON.stringify({ key, version, cacheSize: 1 })
      const { status, body } = await call('caches', { method: 'POST', body: fields })
      if (status === 409) return false
      const entry = `caches/${String(body['cacheId'])}`
      const headers = { 'Content-Range': 'bytes 0-0/*' }
      await call(entry, { method: 'PATCH', headers, body: '1' })
      await call(entry, { method: 'POST', body: JSON.stringify({ size: 1 }) })
      return true
    },
  }
}

async function withService(use: (cache: CacheService) => Promise<void>): Promise<void> {
  const cache = await startCacheService()
  try {
    await use(cache)
  } finally {
    await cache.stop()
  }
}

describe.each([
  ['2', speaking2, 2],
  ['1', speaking1, 1],
] as const)('protocol %s', (_, speaking, protocol) => {
  test('a key is written once, and the newest that begins with the prefix is found', async () => {
    await withService(async (cache) => {
      const client = speaking(cache.envOf({ protocol }))
      expect(await client.find('fact-')).toBeUndefined()
      expect(await client.save('fact-1')).toBe(true)
      expect(await client.save('fact-2')).toBe(true)
      expect(await client.save('fact-1')).toBe(false)
      expect(await client.find('fact-')).toBe('fact-2')
      expect(await client.find('fact-1')).toBe('fact-1')
      expect(await client.find('other-', 'fact-')).toBe('fact-2')
      expect(cache.keys('fact-')).toEqual(['fact-1', 'fact-2'])
      expect(
        ['look-up', 'reserve', 'upload', 'finalize'].map((kind) => cache.counts(kind as 'reserve')),
      ).toEqual([4, 3, 2, 2])
      cache.evict(({ key }) => key === 'fact-2')
      expect(await client.find('fact-')).toBe('fact-1')
      expect(await client.save('fact-2')).toBe(true)
    })
  })

  test('a branch sees its own entries and those of the default branch, and no other', async () => {
    await withService(async (cache) => {
      const on = (ref: string) => speaking(cache.envOf({ ref, protocol }))
      await on('refs/heads/main').save('fact-main')
      await on('refs/heads/a').save('fact-a')
      expect(await on('refs/heads/a').find('fact-')).toBe('fact-a')
      expect(await on('refs/heads/b').find('fact-')).toBe('fact-main')
      expect(await on('refs/heads/main').find('fact-')).toBe('fact-main')
      expect(await on('refs/heads/b').save('fact-a')).toBe(true)
    })
  })

  test('a failure has its status, and a token that may only read makes nothing', async () => {
    await withService(async (cache) => {
      const client = speaking(cache.envOf({ protocol }))
      cache.trouble = { kind: 'status', status: 429, retryAfter: 2, only: ['look-up'] }
      await expect(client.find('fact-')).rejects.toThrow('429')
      expect(await client.save('fact-1')).toBe(true)
      cache.trouble = undefined
      cache.fault({ route: 'look-up', status: 503 })
      await expect(client.find('fact-')).rejects.toThrow('503')
      expect(await client.find('fact-')).toBe('fact-1')
      const reader = speaking(cache.envOf({ protocol, readOnly: true }))
      expect(await reader.find('fact-')).toBe('fact-1')
      expect(await reader.save('fact-2').catch(() => false)).toBe(false)
      expect(cache.keys()).toEqual(['fact-1'])
      const stranger = speaking({ ...cache.envOf({ protocol }), ACTIONS_RUNTIME_TOKEN: 'a.b.c' })
      await expect(stranger.find('fact-')).rejects.toThrow('401')
    })
  })
})

test('a client of either protocol finds what the other saved', async () => {
  await withService(async (cache) => {
    await speaking1(cache.envOf({ protocol: 1 })).save('fact-1')
    expect(await speaking2(cache.env).find('fact-')).toBe('fact-1')
  })
})
