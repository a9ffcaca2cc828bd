import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { largestAnswer, readBody } from '../../src/api/answer.ts'
import { apiAt } from '../support/api.ts'

const { signal } = new AbortController()

/** A server that answers everything with `status` and a gzip body that becomes `times` as many pieces of 64 MiB. */
async function bomb(status: number, times: number) {
  const piece = gzipSync(Buffer.alloc(64 * 2 ** 20, ' '))
  let [requests, sent] = [0, 0]
  const server = createServer((_, response) => {
    requests += 1
    response.writeHead(status, { 'Content-Encoding': 'gzip', 'Content-Type': 'application/json' })
    const next = (left: number) => {
      if (left === 0 || response.destroyed) return void response.end()
      sent += 1
      response.write(piece, () => {
        next(left - 1)
      })
    }
    next(times)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: () => requests,
    sent: () => sent,
    [Symbol.dispose]() {
      server.closeAllConnections()
      server.close()
    },
  }
}

test('a small answer that is 8 GB once it is unpacked is given up at 32 MiB, and not asked for again', async () => {
  using server = await bomb(200, 130)
  const before = process.memoryUsage().rss
  const asked = apiAt(server.url).remainingCredits({ ms: 60_000, signal })
  await expect(asked).rejects.toThrow(
    'GET /api/remaining_credits/ answered 200 with more than 32 MiB',
  )
  expect(server.requests()).toBe(1)
  expect(server.sent()).toBeLessThan(130)
  expect(process.memoryUsage().rss - before).toBeLessThan(300 * 2 ** 20)
})

test('a create that is answered so is lost, and not repeated', async () => {
  using server = await bomb(201, 130)
  const options = { signal, waits: signal, deadline: Infinity }
  const created = await apiAt(server.url).create({ model: 'm', params: {} }, options)
  expect(created).toMatchObject({ as: 'ambiguous', lost: 'timeout' })
  expect(server.requests()).toBe(1)
})

test('of the answer of an error, as much is read as its words need', async () => {
  using server = await bomb(403, 130)
  const asked = apiAt(server.url).remainingCredits({ ms: 60_000, signal })
  await expect(asked).rejects.toMatchObject({ status: 403, message: expect.any(String) as string })
  expect(server.sent()).toBeLessThan(130)
})

test.each([
  [largestAnswer, true],
  [largestAnswer + 1, false],
])('a body of %i bytes is whole: %s', async (length, isWhole) => {
  const body = await readBody(new Response(Buffer.alloc(length, 'a')), largestAnswer)
  expect(body.isWhole).toBe(isWhole)
  expect(body.text).toHaveLength(largestAnswer)
})
