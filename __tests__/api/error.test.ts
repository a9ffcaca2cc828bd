import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { play } from '../support/play.ts'
import { gaps, kite, resultOf, tinyPng } from '../support/reading.ts'
import { checkRows } from '../support/rows.ts'
import { startJob } from '../support/scenario.ts'

test.concurrent('401 names the request, the API’s words and the secrets to check', async () => {
  const { transcript, red, creates } = await play([], { 'api-key': 'wrong-key-of-somebody' })
  expect(transcript.exitCode).toBe(1)
  expect(transcript.errors).toHaveLength(1)
  expect(red).toMatch(/GET \/api\/asset_generator\/schemas\/ answered 401: Invalid API credentials/)
  expect(red).toMatch(/`api-id`.*`api-key`/)
  expect(creates).toHaveLength(0)
})

test.concurrent.each([
  ['an array', ['AI model not found'], 'answered 400: AI model not found'],
  [
    'fields',
    { input_params: { prompt: ['Too rude.'], size: ['No.', 'Never.'] } },
    'answered 400: input_params.prompt: Too rude; input_params.size: No; input_params.size: Never',
  ],
  ['a detail', { detail: 'Not today.' }, 'answered 400: Not today'],
  ['nothing', '', 'answered 400: Bad Request'],
])('a create refused with %s', async (_, body, words) => {
  const { transcript, red, creates, tasks } = await play([{ route: 'create', status: 400, body }])
  expect(transcript.exitCode).toBe(1)
  expect(transcript.errors).toHaveLength(1)
  expect(red).toContain(`nano-banana-2 failed: POST /api/asset_generator/ ${words}.`)
  expect(transcript.summary).toContain(words)
  expect(creates).toHaveLength(1)
  expect(tasks).toBe(0)
  expect(resultOf(transcript)).toMatchObject({ status: 'failed', task_id: null, credits_used: 0 })
  expect(transcript.outputs['status']).toBe('failed')
})

test.concurrent.each([429, 425])('a create refused for now (%d) waits as asked', async (status) => {
  const headers = { 'Retry-After': '3' }
  const { transcript, creates, tasks } = await play([{ route: 'create', status, headers }])
  expect(transcript.exitCode).toBe(0)
  expect(tasks).toBe(1)
  expect(creates).toHaveLength(2)
  const [gap = 0] = gaps(creates)
  expect(gap).toBeGreaterThan(2900)
  expect(gap).toBeLessThan(8000)
})

test.concurrent('Retry-After as a date', async () => {
  const headers = { 'Retry-After': new Date(Date.now() + 8000).toUTCString() }
  const before = performance.now()
  const { transcript, creates } = await play([{ route: 'create', status: 429, headers }])
  expect(transcript.exitCode).toBe(0)
  expect(creates).toHaveLength(2)
  expect((creates[1]?.at ?? 0) - before).toBeGreaterThan(6500)
  expect((creates[1]?.at ?? 0) - before).toBeLessThan(16_000)
})

test.concurrent('a Retry-After beyond the timeout fails at once, and is no ambiguity', async () => {
  const fault = { route: 'create', status: 429, headers: { 'Retry-After': '900' } } as const
  const { transcript, red, creates } = await play([fault], { timeout: '60s' })
  expect(transcript.exitCode).toBe(1)
  expect(creates).toHaveLength(1)
  expect(red).toContain('answered 429')
  expect(red).not.toContain('ambiguous')
  expect(transcript.ms).toBeLessThan(20_000)
})

test.concurrent('schemas that fail for a while are asked for again', async () => {
  const { transcript } = await play([
    { route: 'schemas', status: 503, times: 2 },
    { route: 'schemas', reset: 'before' },
    { route: 'schemas', truncate: 10 },
  ])
  expect(transcript.errors).toEqual([])
  expect(transcript.exitCode).toBe(0)
})

test.concurrent('schemas that cannot be had fail the step before the create', async () => {
  const { transcript, red, creates } = await play([{ route: 'schemas', status: 404 }])
  expect(transcript.exitCode).toBe(1)
  expect(red).toContain('GET /api/asset_generator/schemas/ answered 404: Not Found')
  expect(red).toContain('othing was created')
  expect(creates).toHaveLength(0)
})

test.concurrent(
  'a create that finds nobody listening was never sent, and is sent again',
  async () => {
    await using job = await startJob({
      seconds: 0.1,
      onEnd: ({ route }) => {
        if (route === 'schemas') away()
      },
    })
    const sockets = new Set<Socket>()
    const front = createServer((socket) => {
      sockets.add(socket)
      const behind = connect(Number(new URL(job.simulator.apiUrl).port), '127.0.0.1')
      for (const each of [socket, behind]) each.on('error', () => behind.destroy())
      socket.pipe(behind).pipe(socket)
    })
    const listen = async (port: number) => {
      front.listen(port, '127.0.0.1')
      await once(front, 'listening')
      return (front.address() as AddressInfo).port
    }
    const port = await listen(0)
    const away = () => {
      front.close()
      setTimeout(() => void listen(port), 2500)
    }
    job.simulator.script({ assets: [tinyPng] })
    const headers = { connection: 'close' }
    job.simulator.fault({ route: 'credits', headers }, { route: 'schemas', headers })
    const transcript = await job.run({ with: { ...kite, 'api-url': `http://127.0.0.1:${port}` } })
    front.close()
    for (const socket of sockets) socket.destroy()
    expect(transcript.errors).toEqual([])
    expect(job.simulator.counts('create')).toBe(1)
    const [schemas, create] = job.simulator.requests.filter(({ route }) => route !== 'credits')
    expect((create?.at ?? 0) - (schemas?.at ?? 0)).toBeGreaterThan(2400)
  },
)

test.concurrent(
  'whatever is redirected, with whatever status, the other host hears nothing',
  async () => {
    await using other = await startJob()
    const routes = ['schemas', 'credits', 'create', 'task'] as const
    await checkRows(
      routes.flatMap((route) =>
        ([301, 307, 308] as const).map((status) => [route, status] as const),
      ),
      async ([route, status]) => {
        const headers = { Location: `${other.simulator.apiUrl}/api/asset_generator/` }
        await play([{ route, status, headers, times: 99 }], { timeout: '1s' })
        expect(other.simulator.requests).toEqual([])
      },
    )
  },
)

test.concurrent('a redirect is not followed: the credentials stay', async () => {
  await using other = await startJob()
  const headers = { Location: `${other.simulator.apiUrl}/api/asset_generator/schemas/` }
  const { transcript, red } = await play([{ route: 'schemas', status: 302, headers, times: 9 }])
  expect(transcript.exitCode).toBe(1)
  expect(red).toContain('answered 302')
  expect(other.simulator.requests).toEqual([])
})

test.concurrent('insufficient credits on the create are told in the API’s words', async () => {
  const { red, creates } = await play(
    [],
    { params: 'prompt: A kite\nnum_images: 4' },
    { credits: 1 },
  )
  expect(creates).toHaveLength(1)
  expect(red).toContain('answered 400: Insufficient credits')
})

test.concurrent(
  "the API's long reason is cut between characters, wherever it is shown",
  async () => {
    await using job = await startJob({ seconds: 0.05 })
    const detail = `x${'👩‍🚀'.repeat(1500)}`
    job.simulator.fault({ route: 'create', status: 400, body: { detail } })
    const transcript = await job.run({ with: kite })
    const { errors, summary, outputs } = transcript
    for (const text of [errors.join(), summary, outputs['results'] ?? '']) {
      expect(text).toContain('👩‍🚀…')
      expect(text.isWellFormed()).toBe(true)
    }
  },
)
