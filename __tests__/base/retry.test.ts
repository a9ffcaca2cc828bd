import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { toApiError } from '../../src/api/error.ts'
import {
  retryAfterOf,
  retryWait,
  type FailedTry,
  type Failure,
  type RequestKind,
} from '../../src/base/retry.ts'
import { apiAt } from '../support/api.ts'
import { gaps } from '../support/reading.ts'

const limits = { firstBackoff: 500, longestBackoff: 5000, longestRetryAfter: 60_000 }

const answered: Failure = {
  status: 503,
  reachedServer: true,
  isReadable: true,
  isPermanent: false,
  retryAfter: undefined,
}

function waitOf(
  failure: Partial<Failure>,
  {
    kind = 'read',
    attempt = 1,
    left = 100_000,
    random = 1,
  }: Partial<FailedTry & { random: number }> = {},
): number | undefined {
  return retryWait({ ...answered, ...failure }, { kind, attempt, left }, limits, random)
}

const page = { status: 404, isReadable: false }
const unsent = { status: undefined, reachedServer: false }
const lost = { status: undefined, reachedServer: true }

describe('what is tried again', () => {
  test.each<[string, Partial<Failure>, readonly RequestKind[]]>([
    ['no answer', lost, ['read', 'task']],
    ['a connection that was never made', unsent, ['read', 'task', 'create']],
    ['a certificate that is not trusted', { ...unsent, isPermanent: true }, []],
    ['a 2xx that cannot be read', { status: 201, isReadable: false }, ['read', 'task']],
    ['a 2xx without what was asked for', { status: 200 }, []],
    ['an answer that is too large', { status: 200, isReadable: false, isPermanent: true }, []],
    ['302', { status: 302 }, []],
    ['400', { status: 400 }, []],
    ['401', { status: 401 }, []],
    ['404 with JSON', { status: 404 }, []],
    ['404 with a page', page, ['task']],
    ['408', { status: 408 }, ['read', 'task']],
    ['425', { status: 425 }, ['read', 'task', 'create']],
    ['429', { status: 429 }, ['read', 'task', 'create']],
    ['500', { status: 500 }, ['read', 'task']],
    ['503', { status: 503 }, ['read', 'task']],
  ])('%s', (_, failure, kinds) => {
    const all: readonly RequestKind[] = ['read', 'task', 'create']
    expect(all.filter((kind) => waitOf(failure, { kind }) !== undefined)).toEqual(kinds)
  })
})

describe('how long is waited', () => {
  test.each([
    [1, 500],
    [2, 1000],
    [4, 4000],
    [5, 5000],
    [99, 5000],
  ])('after failure %i at most %i ms, and by full jitter any part of it', (attempt, most) => {
    expect(waitOf({}, { attempt, random: 1 })).toBe(most)
    expect(waitOf({}, { attempt, random: 0.5 })).toBe(most / 2)
    expect(waitOf({}, { attempt, random: 0 })).toBe(0)
  })

  test.each([
    ['what the server asks for', 3000, 3000],
    ['at most a minute', 3_600_000, 60_000],
    ['the back-off, where the server asks for no time at all', 0, 500],
  ])('%s', (_, retryAfter, wait) => {
    expect(waitOf({ status: 429, retryAfter })).toBe(wait)
  })

  test('a wait that is longer than what is left is not begun', () => {
    expect(waitOf({ retryAfter: 3000 }, { left: 3000 })).toBe(3000)
    expect(waitOf({ retryAfter: 3000 }, { left: 2999 })).toBeUndefined()
  })

  test('a create is given up at once when the server asks for more than is left, a GET asks sooner', () => {
    const failure = { status: 429, retryAfter: 900_000 }
    expect(waitOf(failure, { kind: 'create' })).toBeUndefined()
    expect(waitOf(failure, { kind: 'read' })).toBe(60_000)
  })

  test('never below zero, above the limits or above what is left', () => {
    const failures = fc.record({
      status: fc.option(fc.integer({ min: 200, max: 599 }), { nil: undefined }),
      reachedServer: fc.boolean(),
      isReadable: fc.boolean(),
      isPermanent: fc.boolean(),
      retryAfter: fc.option(fc.nat({ max: 10_000_000 }), { nil: undefined }),
    })
    const tries = fc.record({
      kind: fc.constantFrom<RequestKind>('read', 'task', 'create'),
      attempt: fc.integer({ min: 1, max: 5000 }),
      left: fc.integer({ min: -1000, max: 1_000_000 }),
    })
    fc.assert(
      fc.property(
        failures,
        tries,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (failure, tried, random) => {
          const wait = retryWait(failure, tried, limits, random)
          if (wait === undefined) return
          expect(wait).toBeGreaterThanOrEqual(0)
          expect(wait).toBeLessThanOrEqual(Math.min(60_000, tried.left))
          expect(failure.isPermanent).toBe(false)
        },
      ),
    )
  })
})

describe('Retry-After', () => {
  const now = Date.UTC(2026, 9, 3, 12, 0, 0)
  const at = (ms: number) => new Date(now + ms).toUTCString()
  const ahead = 600_000

  test.each<[string, Record<string, string>, number | undefined]>([
    ['is not there', {}, undefined],
    ['in seconds', { 'Retry-After': '3' }, 3000],
    ['a date, by our clock where the answer has none', { 'Retry-After': at(3000) }, 3000],
    [
      'a date of a server whose clock is ten minutes ahead',
      { Date: at(ahead), 'Retry-After': at(ahead + 3000) },
      3000,
    ],
    [
      'a date of a server whose clock is ten minutes behind',
      { Date: at(-ahead), 'Retry-After': at(3000 - ahead) },
      3000,
    ],
    ['a date that is over', { Date: at(0), 'Retry-After': at(-5000) }, 0],
    ['words', { 'Retry-After': 'soon' }, undefined],
    ['a negative number', { 'Retry-After': '-3' }, undefined],
  ])('%s', (_, headers, wait) => {
    expect(retryAfterOf(new Headers(headers), now)).toBe(wait)
  })
})

/** An error of the network as Node's fetch rejects with it. */
function fetchFailed(code: string, syscall?: string): Error {
  const cause = Object.assign(
    new Error(`${syscall ?? ''} ${code}`),
    { code },
    syscall && { syscall },
  )
  return new TypeError('fetch failed', { cause })
}

test.each([
  ['connect', 'ECONNREFUSED'],
  ['connect', 'ETIMEDOUT'],
  ['connect', 'ECONNRESET'],
  ['connect', 'EMFILE'],
  ['connect', 'ENETDOWN'],
  ['connect', 'EADDRNOTAVAIL'],
  ['getaddrinfo', 'ENOTFOUND'],
  ['getaddrinfo', 'EAI_FAIL'],
])('an error of %s with %s was surely not sent', (syscall, code) => {
  const failure = toApiError('POST /x/', fetchFailed(code, syscall), 1000)
  expect(failure.reachedServer).toBe(false)
  expect(failure.message).toBe(`POST /x/ could not connect (${code})`)
})

test('several addresses that all cannot be reached were surely not sent', () => {
  const each = Object.assign(new Error('connect ETIMEDOUT'), {
    code: 'ETIMEDOUT',
    syscall: 'connect',
  })
  const cause = Object.assign(new AggregateError([each, each]), { code: 'ETIMEDOUT' })
  expect(toApiError('POST /x/', new TypeError('x', { cause }), 1000).reachedServer).toBe(false)
})

test.each([
  ['read', 'ECONNRESET'],
  ['read', 'ETIMEDOUT'],
  ['write', 'EPIPE'],
  [undefined, 'UND_ERR_SOCKET'],
  [undefined, 'ECONNRESET'],
])('an error of %s with %s may have reached the server', (syscall, code) => {
  expect(toApiError('POST /x/', fetchFailed(code, syscall), 1000).reachedServer).toBe(true)
})

/** A server that notes when it is asked, and the URL of it. */
async function serving(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const requests: { readonly at: number }[] = []
  const server = createServer((request, response) => {
    requests.push({ at: performance.now() })
    answer(request, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    requests,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.dispose]() {
      server.closeAllConnections()
      server.close()
    },
  }
}

const { signal } = new AbortController()

test('a GET is tried again until it is answered', async () => {
  using server = await serving((_, response) => {
    const isGood = server.requests.length === 4
    response.writeHead(isGood ? 200 : 503).end(isGood ? '{"remaining_credits": 7}' : '')
  })
  await expect(apiAt(server.url).remainingCredits({ ms: 60_000, signal })).resolves.toBe(7)
  expect(server.requests).toHaveLength(4)
})

test('a GET waits as long as the server asks, by the clock of the server', async () => {
  using server = await serving((_, response) => {
    const isGood = server.requests.length === 2
    const hour = 3_600_000
    const headers = {
      Date: new Date(Date.now() + hour).toUTCString(),
      'Retry-After': new Date(Date.now() + hour + 2000).toUTCString(),
    }
    response.writeHead(isGood ? 200 : 429, headers).end('{"remaining_credits": 7}')
  })
  await apiAt(server.url).remainingCredits({ ms: 60_000, signal })
  expect(server.requests).toHaveLength(2)
  expect(gaps(server.requests)[0]).toBeGreaterThan(900)
})

test('a GET that may not be repeated asks once', async () => {
  using server = await serving((_, response) => response.writeHead(503).end())
  const options = { ms: 60_000, signal, repeat: false }
  await expect(apiAt(server.url).remainingCredits(options)).rejects.toMatchObject({ status: 503 })
  expect(server.requests).toHaveLength(1)
})

test('a GET that is aborted between two tries rejects with the reason', async () => {
  const stop = new AbortController()
  using server = await serving((_, response) => {
    response.writeHead(429, { 'Retry-After': '30' }).end()
    setTimeout(() => {
      stop.abort(new Error('enough'))
    }, 100)
  })
  const asked = apiAt(server.url).remainingCredits({ ms: 60_000, signal: stop.signal })
  await expect(asked).rejects.toThrow('enough')
  expect(server.requests).toHaveLength(1)
})

test.each([
  [503, 1],
  [408, 1],
  [400, 1],
  [429, 3],
  [425, 3],
])('a create answered with %i is sent %i times', async (status, times) => {
  using server = await serving((_, response) => {
    if (server.requests.length < 3) response.writeHead(status).end('{}')
    else response.writeHead(201).end('{"id": "a"}')
  })
  const options = { signal, waits: signal, deadline: Infinity }
  await apiAt(server.url).create({ model: 'm', params: {} }, options)
  expect(server.requests).toHaveLength(times)
})

/** A port on loopback where nobody listens. */
async function closedPort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

test('a create that could not connect is sent once the server is there', async () => {
  const port = await closedPort()
  const options = { signal, waits: signal, deadline: Infinity }
  const creating = apiAt(`http://127.0.0.1:${port}`).create({ model: 'm', params: {} }, options)
  await sleep(300)
  let creates = 0
  const server = createServer((_, response) => {
    creates += 1
    response.writeHead(201).end('{"id": "a"}')
  })
  server.listen(port, '127.0.0.1')
  await expect(creating).resolves.toMatchObject({ as: 'task' })
  expect(creates).toBe(1)
  server.closeAllConnections()
  server.close()
})

test('a create that cannot connect until the deadline was surely not started', async () => {
  const port = await closedPort()
  const options = { signal, waits: signal, deadline: performance.now() + 700 }
  const created = apiAt(`http://127.0.0.1:${port}`).create({ model: 'm', params: {} }, options)
  await expect(created).resolves.toMatchObject({ as: 'not started' })
})
