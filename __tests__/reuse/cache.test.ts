import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { startCacheService, type CacheService } from '../../simulator/cache.ts'
import { cacheAccessOf } from '../../src/inputs/cache-access.ts'
import { cacheClient, type Cache } from '../../src/reuse/cache.ts'

const { signal } = new AbortController()
const options = { ms: 30_000, signal }

/** Runs `work` against a service of its own. */
async function withService(
  protocol: 1 | 2,
  work: (cache: Cache, service: CacheService) => Promise<void>,
): Promise<void> {
  const service = await startCacheService({ protocol, uploadsPerMinute: 50 })
  try {
    await work(clientOf(service), service)
  } finally {
    await service.stop()
  }
}

function clientOf(service: CacheService, env: Readonly<Record<string, string>> = {}): Cache {
  const access = cacheAccessOf({ ...service.env, ...env })
  if (!access) throw new Error('no access')
  return cacheClient(access, {})
}

describe.each([1, 2] as const)('protocol %i', (protocol) => {
  test.concurrent('what is saved is found by a prefix, the newest first', async () => {
    await withService(protocol, async (cache, service) => {
      expect(await cache.find(['a-'], options)).toEqual({ as: 'miss' })
      for (const key of ['a-1', 'b-1', 'a-2']) {
        expect(await cache.save(key, options)).toEqual({ as: 'saved' })
      }
      expect(await cache.find(['a-'], options)).toEqual({ as: 'hit', key: 'a-2' })
      expect(await cache.find(['c-', 'b-'], options)).toEqual({ as: 'hit', key: 'b-1' })
      expect(service.entries.map(({ bytes }) => bytes)).toEqual([1, 1, 1])
      expect(service.counts('download')).toBe(0)
    })
  })

  test.concurrent('a key that exists counts as saved', async () => {
    await withService(protocol, async (cache, service) => {
      await cache.save('a', options)
      expect(await cache.save('a', options)).toEqual({ as: 'saved' })
      expect(service.keys()).toEqual(['a'])
    })
  })

  test.concurrent(
    'an answer that is lost on the way does not make a key that is not there',
    async () => {
      await withService(protocol, async (cache, service) => {
        service.fault({ route: 'reserve', reset: 'after' })
        expect(await cache.save('a', options)).toMatchObject({ as: 'failure', retryAfter: 0 })
        expect(await cache.save('a', options)).toMatchObject({ as: 'failure', retryAfter: 0 })
        expect(await cache.find(['a'], options)).toEqual({ as: 'miss' })
      })
    },
  )

  test.concurrent.each(['reserve', 'upload', 'finalize'] as const)(
    'a save whose %s fails is told as a failure',
    async (route) => {
      await withService(protocol, async (cache, service) => {
        service.fault({ route, status: 503 })
        expect(await cache.save('a', options)).toMatchObject({ as: 'failure', retryAfter: 0 })
        expect(service.keys()).toEqual([])
      })
    },
  )

  test.concurrent('an entry that is not wanted any more is never seen', async () => {
    await withService(protocol, async (cache, service) => {
      const isWanted = Promise.resolve(false)
      expect(await cache.save('a', { ...options, isWanted })).toEqual({ as: 'withdrawn' })
      expect(service.keys()).toEqual([])
    })
  })

  test.concurrent.each([
    [
      'down',
      { kind: 'down' },
      /^GitHub's cache service cannot be reached \(ECONNRESET|UND_ERR_SOCKET/,
    ],
    ['slow', { kind: 'slow', ms: 60_000 }, /^GitHub's cache service did not answer within 1s$/],
    ['in trouble', { kind: 'status', status: 503 }, /^GitHub's cache service answered 503/],
  ] as const)('a service that is %s is never a miss', async (_, trouble, reason) => {
    await withService(protocol, async (cache, service) => {
      await cache.save('a', options)
      service.trouble = trouble
      const patience = { ...options, ms: trouble.kind === 'slow' ? 1000 : options.ms }
      const failure = {
        as: 'failure',
        reason: expect.stringMatching(reason) as unknown,
        retryAfter: 0,
      }
      expect(await cache.find(['a'], patience)).toMatchObject(failure)
      expect(await cache.save('b', patience)).toMatchObject(failure)
    })
  })

  test.concurrent('a limit on the rate is a failure that says when to ask again', async () => {
    await withService(protocol, async (cache, service) => {
      service.trouble = { kind: 'status', status: 429, retryAfter: 7 }
      const failure = { as: 'failure', retryAfter: 7000 }
      expect(await cache.find(['a'], options)).toMatchObject(failure)
      expect(await cache.save('a', options)).toMatchObject(failure)
    })
  })

  test.concurrent('a token that is refused will be refused again', async () => {
    await withService(protocol, async (_, service) => {
      const cache = clientOf(service, { ACTIONS_RUNTIME_TOKEN: 'a.wrong.one' })
      const failure = { as: 'failure', retryAfter: undefined }
      expect(await cache.find(['a'], options)).toMatchObject(failure)
      expect(await cache.save('a', options)).toMatchObject(failure)
    })
  })

  test.concurrent(
    'a token that may only read finds, and says for good that it may not save',
    async () => {
      await withService(protocol, async (cache, service) => {
        await cache.save('a', options)
        service.readOnly = true
        expect(await cache.find(['a'], options)).toEqual({ as: 'hit', key: 'a' })
        expect(await cache.save('b', options)).toMatchObject({
          as: 'failure',
          retryAfter: undefined,
        })
      })
    },
  )

  test.concurrent.each([
    ['read', true, false],
    ['write-only', false, true],
    ['none', false, false],
    ['write', true, true],
    ['something new', true, true],
  ])('ACTIONS_CACHE_MODE %s: reading %s, writing %s', async (mode, reads, writes) => {
    await withService(protocol, async (_, service) => {
      const cache = clientOf(service, { ACTIONS_CACHE_MODE: mode })
      expect((await cache.find(['a'], options)).as).toBe(reads ? 'miss' : 'failure')
      expect((await cache.save('a', options)).as).toBe(writes ? 'saved' : 'failure')
      if (!reads && !writes) expect(service.requests).toEqual([])
    })
  })
})

test.concurrent('an answer that makes no sense is a failure', async () => {
  const server = createServer((_, response) => {
    response.end('<html>Welcome</html>')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  try {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
    for (const protocol of [1, 2] as const) {
      const cache = cacheClient({ url, token: 'token', protocol, mode: undefined }, {})
      const failure = {
        as: 'failure',
        reason: expect.stringContaining('makes no sense') as unknown,
      }
      expect(await cache.find(['a'], options)).toMatchObject(failure)
      expect(await cache.save('a', options)).toMatchObject(failure)
    }
  } finally {
    server.closeAllConnections()
    server.close()
  }
})

test.concurrent(
  'a signed URL is in no message, and the token goes to no other address',
  async () => {
    await withService(2, async (cache, service) => {
      service.fault({ route: 'upload', status: 403, body: 'sig=abc' })
      const saved = await cache.save('a', options)
      expect(JSON.stringify(saved)).not.toMatch(/sig|https?:/)
      const [upload] = service.requests.filter(({ route }) => route === 'upload')
      expect(upload?.headers).not.toHaveProperty('authorization')
    })
  },
)

test.each<[string, Record<string, string>, unknown]>([
  ['nothing', {}, undefined],
  ['a token alone', { ACTIONS_RUNTIME_TOKEN: 't' }, undefined],
  [
    'github.com',
    {
      ACTIONS_RUNTIME_TOKEN: 't',
      ACTIONS_RESULTS_URL: 'https://results/',
      ACTIONS_CACHE_URL: 'https://cache/',
      ACTIONS_CACHE_SERVICE_V2: 'true',
    },
    { url: 'https://results/', token: 't', protocol: 2, mode: undefined },
  ],
  [
    'a server of one’s own, whatever the runner says of version 2',
    {
      ACTIONS_RUNTIME_TOKEN: 't',
      ACTIONS_RESULTS_URL: 'https://results/',
      ACTIONS_CACHE_URL: 'https://cache',
      ACTIONS_CACHE_SERVICE_V2: 'true',
      ACTIONS_CACHE_MODE: 'read',
      GITHUB_SERVER_URL: 'https://git.example.com',
    },
    { url: 'https://cache/', token: 't', protocol: 1, mode: 'read' },
  ],
])('which service a job may use: %s', (_, env, access) => {
  expect(cacheAccessOf(env)).toEqual(access)
})
