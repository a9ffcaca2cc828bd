import { setTimeout as sleep } from 'node:timers/promises'
import { startJob, type Job } from './support/scenario.ts'
import { startRawFiles } from '../simulator/raw.ts'
import type { Assumptions, RecordedRequest } from '../simulator/simulator.ts'

/** Every switch of the simulator that the scenarios lean on, asked for with plain requests. */

interface Answer {
  readonly status: number
  readonly body: unknown
  readonly headers: Headers
}

interface Task {
  readonly id: string
  readonly status: string
  readonly created_at: string
  readonly updated_at: string
  readonly credits_used: number
  readonly assets: readonly { readonly url: string }[]
  readonly input_params: Readonly<Record<string, unknown>>
}

const kite = { prompt: 'A red kite' }

async function ask({ simulator }: Job, path: string, init: RequestInit = {}): Promise<Answer> {
  const credentials = { 'X-API-ID': simulator.apiId, 'X-API-KEY': simulator.apiKey }
  const answer = await fetch(`${simulator.apiUrl}/api/${path}`, {
    redirect: 'manual',
    ...init,
    headers: { 'Content-Type': 'application/json', ...credentials },
  })
  const text = await answer.text()
  const isJson = /json/.test(answer.headers.get('content-type') ?? '')
  return { status: answer.status, body: isJson ? JSON.parse(text) : text, headers: answer.headers }
}

async function create(job: Job, params: object = kite, model = 'nano-banana-2'): Promise<Task> {
  const body = JSON.stringify({ model_name: model, input_params: params })
  return (await ask(job, 'asset_generator/', { method: 'POST', body })).body as Task
}

async function listed(job: Job): Promise<readonly Task[]> {
  const { body } = await ask(job, 'asset_generator/')
  return (Array.isArray(body) ? body : (body as { results: unknown }).results) as readonly Task[]
}

async function started(
  assumptions: Partial<Assumptions>,
  options: { seconds?: number; history?: number } = {},
): Promise<Job> {
  return startJob({ seconds: 0.1, history: 0, ...options, assumptions })
}

test('the list hides running tasks, shows tasks late, and stops at a size', async () => {
  await using hidden = await started({ listRunning: 'hidden' }, { seconds: 0.3 })
  await create(hidden)
  expect(await listed(hidden)).toEqual([])
  await sleep(350)
  expect(await listed(hidden)).toHaveLength(1)

  await using late = await started({ listDelayMs: 300 })
  const task = await create(late)
  expect(await listed(late)).toEqual([])
  expect((await ask(late, `asset_generator/${task.id}/`)).status).toBe(200)
  await sleep(350)
  expect(await listed(late)).toHaveLength(1)

  await using short = await started({ listSize: 3 }, { history: 5 })
  expect(await listed(short)).toHaveLength(3)
  await using paged = await started({ listSize: 3, list: 'paginated' }, { history: 5 })
  expect((await ask(paged, 'asset_generator/')).body).toMatchObject({ count: 5 })
  expect(await listed(paged)).toHaveLength(3)
})

test('times have a zone, an offset or neither, and all mean the same', async () => {
  const times = await Promise.all(
    (['utc', 'offset', 'no-zone'] as const).map(async (timesAs) => {
      await using job = await started({ timesAs, updatedAt: 'create' })
      const task = await create(job)
      return [task.created_at, Date.parse(task.updated_at) - Date.parse(task.created_at)] as const
    }),
  )
  expect(times.map(([time]) => time.replaceAll(/\d/g, '0'))).toEqual([
    '0000-00-00T00:00:00.000000Z',
    '0000-00-00T00:00:00.000000-00:00',
    '0000-00-00T00:00:00.000000',
  ])
  const [utc, offset, bare] = times.map(([time]) => time)
  for (const time of [utc, offset, `${bare ?? ''}Z`])
    expect(Math.abs(Date.parse(time ?? '') - Date.now())).toBeLessThan(60_000)
  expect(times.map(([, between]) => between)).toEqual([30, 30, 30])
})

test('inputs come back on another host, with another path and the same extension', async () => {
  await using job = await started({ inputUrls: 'other-path' })
  const task = await create(
    job,
    { ...kite, image_urls: ['https://a.example/one.png', 'https://a.example/two'] },
    'flux-2-pro/edit',
  )
  expect(task.input_params['prompt']).toBe('A red kite')
  expect(task.input_params['image_urls']).toEqual([
    expect.stringMatching(/^https:\/\/rehosted\.example\/images\/[0-9a-f-]{36}\.png$/),
    expect.stringMatching(/^https:\/\/rehosted\.example\/images\/[0-9a-f-]{36}$/),
  ])
})

test('an identical create is answered with the old task, and another one is not', async () => {
  await using job = await started({ identicalCreate: 'old-task' })
  const first = await create(job)
  expect((await create(job)).id).toBe(first.id)
  expect((await create(job, { prompt: 'A blue kite' })).id).not.toBe(first.id)
  expect(job.simulator.tasks).toHaveLength(2)
})

test('the id of a create may have capital letters that it has nowhere else', async () => {
  await using job = await started({ createdIdCase: 'upper' })
  const { id } = await create(job)
  expect(id).toMatch(/^[0-9A-F-]{36}$/)
  const [task] = await listed(job)
  expect(task?.id).toBe(id.toLowerCase())
  expect((await ask(job, `asset_generator/${id}/`)).body).toMatchObject({ id: id.toLowerCase() })
})

test('statuses of a sibling, an end that is no failure by name, and late charges', async () => {
  await using job = await started(
    { runningStatuses: 'sibling', failedStatus: 'rejected', chargeDelayMs: 300 },
    { seconds: 0.1 },
  )
  job.simulator.script({ end: 'failed', failedReason: 'No' }, { end: 'expired' }, {})
  const tasks = [await create(job), await create(job), await create(job)]
  expect(tasks.map(({ status }) => status)).toEqual(['pending', 'pending', 'pending'])
  await sleep(150)
  const ends = (await listed(job)).toReversed()
  expect(ends.map(({ status }) => status)).toEqual(['rejected', 'expired', 'done'])
  expect(ends[0]).toMatchObject({ failed_reason: 'No', assets: [] })
  expect(ends[2]?.credits_used).toBe(0)
  expect(job.simulator.credits).toBe(500)
  await sleep(300)
  expect((await listed(job))[0]?.credits_used).toBe(1)
  expect(job.simulator.credits).toBe(499)
})

test('a task that appears late, one that stumbles, and one that shows its files in two steps', async () => {
  await using job = await started({}, { seconds: 0.05 })
  job.simulator.script(
    { appearsAfterSeconds: 0.4 },
    { stumbles: true },
    { assets: [{}, {}], looksWithOneAsset: 1 },
  )
  const [late, broken, slow] = [await create(job), await create(job), await create(job)]
  const look = async (id: string) => ask(job, `asset_generator/${id}/`)
  expect((await look(late.id)).status).toBe(404)
  expect((await listed(job)).map(({ id }) => id)).not.toContain(late.id)
  await sleep(450)
  expect((await look(late.id)).status).toBe(200)
  expect((await look(broken.id)).status).toBe(500)
  expect((await ask(job, `asset_generator/?ids=${late.id},${broken.id}`)).status).toBe(500)
  expect(((await look(slow.id)).body as Task).assets).toHaveLength(1)
  expect(((await look(slow.id)).body as Task).assets).toHaveLength(2)
})

test('what an unknown id is answered with', async () => {
  const id = '00000000-0000-4000-8000-000000000000'
  const bodies = await Promise.all(
    (['detail', 'no-detail', 'page'] as const).map(async (unknownTask) => {
      await using job = await started({ unknownTask })
      const { status, body } = await ask(job, `asset_generator/${id}/`)
      expect(status).toBe(404)
      return body
    }),
  )
  expect(bodies).toEqual([
    { detail: expect.any(String) as string },
    { message: 'Not found' },
    expect.stringContaining('<html>'),
  ])
})

test('a limit a minute, told as a date of a clock that is ahead', async () => {
  await using job = await startJob({
    clockSkewMs: 3_600_000,
    assumptions: { perMinute: { list: 1 }, retryAfterAs: 'date' },
  })
  expect((await ask(job, 'asset_generator/')).status).toBe(200)
  const { status, headers } = await ask(job, 'asset_generator/')
  const ahead = (name: string) => Date.parse(headers.get(name) ?? '') - Date.now()
  expect(status).toBe(429)
  expect(Math.round(ahead('retry-after') / 60_000)).toBe(61)
  expect(Math.round(ahead('date') / 60_000)).toBe(60)
})

test('no Date header, compressed answers, and a redirect to the last slash', async () => {
  await using job = await started({
    dateHeader: false,
    compression: 'gzip',
    missingSlash: 'redirect',
  })
  const { headers, body } = await ask(job, 'remaining_credits/')
  expect([headers.get('date'), headers.get('content-encoding'), body]).toEqual([
    null,
    'gzip',
    { remaining_credits: 500 },
  ])
  const moved = await ask(job, 'remaining_credits')
  expect([moved.status, moved.headers.get('location')]).toEqual([301, '/api/remaining_credits/'])
})

test('batches: unknown ids, and more than a hundred', async () => {
  const many = Array.from({ length: 101 }, (_, i) => `unknown-${i}`).join()
  await using plain = await started({})
  expect((await ask(plain, `asset_generator/?ids=${many}`)).status).toBe(400)
  expect((await ask(plain, 'asset_generator/?ids=unknown')).body).toEqual([])
  await using strict = await started({ batchUnknownIds: 'refused' })
  expect((await ask(strict, 'asset_generator/?ids=unknown')).status).toBe(400)
  await using lenient = await started({ batchOver100: 'served' })
  expect((await ask(lenient, `asset_generator/?ids=${many}`)).status).toBe(200)
})

test('params that the schema does not name are kept, dropped or refused', async () => {
  const params = { ...kite, nonsense: 1 }
  await using kept = await started({})
  expect((await create(kept, params)).input_params).toEqual(params)
  await using dropped = await started({ unknownParams: 'dropped' })
  expect((await create(dropped, params)).input_params).toEqual(kite)
  await using refused = await started({ unknownParams: 'refused' })
  expect(await create(refused, params)).toEqual({
    input_params: { nonsense: ['Unexpected field.'] },
  })
})

test('a price can change between two creates', async () => {
  await using job = await started({})
  await create(job)
  job.simulator.reprice('nano-banana-2', 4)
  await create(job)
  expect(job.simulator.tasks.map(({ credits }) => credits)).toEqual([1, 4])
})

test('the server closes a connection that is idle, and one right after an answer', async () => {
  const onNew = ({ before }: RecordedRequest) => before === 0
  await using idle = await started({ idleConnectionMs: 50 })
  await ask(idle, 'remaining_credits/')
  // Node gives every such time a second more.
  await sleep(1400)
  await ask(idle, 'remaining_credits/')
  expect(idle.simulator.requests.map(onNew)).toEqual([true, true])

  await using kept = await started({})
  kept.simulator.fault({ route: 'credits', skip: 1, closes: true })
  for (let i = 0; i < 3; i += 1) {
    await ask(kept, 'remaining_credits/')
    await sleep(20)
  }
  expect(kept.simulator.requests.map(onNew)).toEqual([true, false, true])
})

test('bodies that are compressed, slow, padded or without an end', async () => {
  await using job = await started({}, { seconds: 0 })
  job.simulator.script({
    assets: [
      { body: 'a'.repeat(1000), encoding: 'gzip' },
      { body: 'a'.repeat(1000), encoding: 'br' },
      { bytes: 200_000, type: 'image', encoding: 'gzip' },
      { body: 'abc', drip: { bytes: 1, everyMs: 100 } },
      { body: 'abc', endless: true },
    ],
  })
  const { id } = await create(job)
  await sleep(5)
  const { body } = await ask(job, `asset_generator/${id}/`)
  const urls = (body as Task).assets.map(({ url }) => url)
  const [gzip = '', brotli = '', streamed = '', drip = '', endless = ''] = urls
  for (const [url, encoding, length] of [
    [gzip, 'gzip', 1000],
    [brotli, 'br', 1000],
    [streamed, 'gzip', 200_000],
  ] as const) {
    const answer = await fetch(url)
    expect(answer.headers.get('content-encoding')).toBe(encoding)
    expect((await answer.arrayBuffer()).byteLength).toBe(length)
  }
  const begun = performance.now()
  expect(await (await fetch(drip)).text()).toBe('abc')
  expect(performance.now() - begun).toBeGreaterThan(150)

  const giveUp = new AbortController()
  const answer = await fetch(endless, { signal: giveUp.signal })
  expect(answer.headers.get('content-length')).toBeNull()
  let read = 0
  for await (const chunk of answer.body as AsyncIterable<Uint8Array>) {
    read += chunk.length
    if (read > 300_000) break
  }
  giveUp.abort()

  job.simulator.fault({ route: 'schemas', blankBytes: 5_000_000, encoding: 'gzip' })
  const bomb = await ask(job, 'asset_generator/schemas/')
  expect(bomb.body).toEqual([])
})

test('raw files: the bytes at the commit to anybody, and 404 where the repository is private', async () => {
  const commit = 'a'.repeat(40)
  const raw = await startRawFiles({ commit, files: { 'img/a b.png': Buffer.from([1, 2, 255]) } })
  try {
    const statusOf = async (path: string) => (await fetch(raw.origin + path)).status
    const path = `/octo-org/octo-repo/${commit}/img/a%20b.png`
    const bytes = await (await fetch(raw.origin + path)).arrayBuffer()
    expect([...new Uint8Array(bytes)]).toEqual([1, 2, 255])
    expect(await statusOf(`/octo-org/octo-repo/raw/${commit}/img/a%20b.png`)).toBe(200)
    expect(await statusOf(`/octo-org/octo-repo/${'b'.repeat(40)}/img/a%20b.png`)).toBe(404)
    raw.private = true
    expect(await statusOf(path)).toBe(404)
    expect(raw.requests).toHaveLength(4)
  } finally {
    await raw.stop()
  }
})
