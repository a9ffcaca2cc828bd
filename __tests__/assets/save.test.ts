import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import type { AssetScript, Fault } from '../../simulator/simulator.ts'
import { kite, resultOf, tinyPng } from '../support/reading.ts'
import { startJob, type JobOptions, type Transcript } from '../support/scenario.ts'

interface Saved {
  readonly transcript: Transcript
  readonly taskId: string | undefined
  /** Requests for assets. */
  readonly fetches: number
  readonly looks: number
  /** What is left of downloads in the temp folder. */
  readonly leftovers: readonly string[]
}

async function save(...assets: readonly AssetScript[]): Promise<Saved> {
  return saveIn({ seconds: 0.1 }, assets)
}

/** With a tenth of the pauses between tries. */
async function saveSoon(...assets: readonly AssetScript[]): Promise<Saved> {
  return saveIn({ seconds: 0.1, pace: 10 }, assets)
}

async function saveIn(options: JobOptions, assets: readonly AssetScript[]): Promise<Saved> {
  await using job = await startJob(options)
  job.simulator.script({ assets, credits: 3 })
  const transcript = await job.run({ with: kite })
  return {
    transcript,
    taskId: job.simulator.tasks[0]?.id,
    fetches: job.simulator.counts('asset'),
    looks: job.simulator.counts('task'),
    leftovers: await readdir(`${job.temp}/creatify-downloads`).catch(() => []),
  }
}

function isLostButPaid({ transcript, taskId, leftovers }: Saved, reason: RegExp): void {
  expect(transcript.exitCode).toBe(1)
  expect(transcript.errors).toHaveLength(1)
  expect(transcript.errors[0]).toMatch(reason)
  expect(transcript.outputs).toMatchObject({ status: 'failed', 'task-id': taskId })
  expect(transcript.outputs['credits-used']).toBe('3')
  const result = resultOf(transcript)
  expect(result).toMatchObject({ status: 'failed', task_id: taskId, credits_used: 3 })
  expect(result.failed_reason).toMatch(reason)
  expect(result.assets.at(-1)).toMatchObject({ path: null, bytes: null, sha256: null })
  expect(result.assets.at(-1)?.url).toBeTruthy()
  expect(leftovers).toEqual([])
}

test.concurrent('an empty file', async () => {
  const saved = await save({ body: '' })
  isLostButPaid(saved, /empty/)
  expect(saved.transcript.files).toEqual([])
})

test.concurrent('a file cut short, three times', async () => {
  const saved = await saveSoon({ bytes: 100_000, truncate: 5000 })
  isLostButPaid(saved, /could not be saved/)
  expect(saved.transcript.files).toEqual([])
  expect(saved.fetches).toBe(3)
})

test.concurrent.each<[string, Omit<Fault, 'route'>]>([
  ['503', { status: 503 }],
  ['a reset', { reset: 'before' }],
  ['half an answer', { truncate: 500 }],
])('%s once: the next try is whole', async (_, fault) => {
  await using job = await startJob({ seconds: 0.1 })
  job.simulator.script({ assets: [tinyPng] })
  job.simulator.fault({ route: 'asset', ...fault })
  const transcript = await job.run({ with: kite })
  expect(transcript.errors).toEqual([])
  expect(job.simulator.counts('asset')).toBe(2)
  const [asset] = resultOf(transcript).assets
  expect(await job.sha256('creatify-assets/nano-banana-2.png')).toBe(asset?.sha256)
  expect(await readdir(`${job.temp}/creatify-downloads`)).toEqual([])
})

/** A folder on another volume than the temp folder, where there is one. */
const elsewhere = await stat('/dev/shm').catch(() => undefined)
const apart = elsewhere && elsewhere.dev !== (await stat(tmpdir())).dev
const acrossVolumes = apart ? test : test.skip

acrossVolumes('from a temp folder on another volume: moved whole, and nothing left', async () => {
  await using job = await startJob({ seconds: 0.1 })
  job.simulator.script({ assets: [{ bytes: 5_000_000, contentType: 'image/png' }] })
  const temp = await mkdtemp('/dev/shm/creatify-')
  try {
    const transcript = await job.run({ with: kite, env: { RUNNER_TEMP: temp } })
    expect(transcript.errors).toEqual([])
    expect(transcript.files).toEqual(['creatify-assets/nano-banana-2.png'])
    const [asset] = resultOf(transcript).assets
    expect(await job.sha256('creatify-assets/nano-banana-2.png')).toBe(asset?.sha256)
    expect(await readdir(`${temp}/creatify-downloads`)).toEqual([])
  } finally {
    await rm(temp, { recursive: true })
  }
})

test.concurrent('a server that is down, three times; the sibling is saved', async () => {
  const saved = await saveSoon(tinyPng, { ...tinyPng, status: 503 })
  isLostButPaid(saved, /answered 503/)
  expect(saved.transcript.files).toEqual(['creatify-assets/nano-banana-2-1.png'])
  expect(saved.transcript.outputs['asset-paths']).toBe('creatify-assets/nano-banana-2-1.png')
  expect(saved.fetches).toBe(4)
})

test.concurrent.each([
  ['an HTML page with status 200', '<!doctype html><title>Sign in</title>', 'text/html', /HTML/],
  ['an HTML page that says it is a picture', '<html><body>Oops</body></html>', 'image/png', /HTML/],
  ['XML that is no picture', '<?xml version="1.0"?><Error>Expired</Error>', 'image/png', /XML/],
  ['JSON', '{"detail": "Oops"}', 'image/png', /JSON/],
  ['text', 'not a picture', 'image/png', /plain text/],
])('%s is refused, and none of its bytes is quoted', async (_, body, contentType, reason) => {
  const saved = await save({ body, contentType })
  isLostButPaid(saved, reason)
  const { log, summary, outputs } = saved.transcript
  expect(log + summary + JSON.stringify(outputs)).not.toMatch(/Sign in|Oops|Expired|not a picture/)
  expect(saved.transcript.files).toEqual([])
  expect(saved.fetches).toBe(1)
})

test.concurrent.each([403, 404])('%d: the task is asked for a fresh URL, once', async (status) => {
  const saved = await save({ ...tinyPng, freshAfter: 1, status })
  expect(saved.transcript.errors).toEqual([])
  expect(saved.transcript.exitCode).toBe(0)
  expect(saved.transcript.files).toEqual(['creatify-assets/nano-banana-2.png'])
  expect(saved.fetches).toBe(2)
  const [asset] = resultOf(saved.transcript).assets
  expect(asset?.bytes).toBe(1000)
  const url = asset?.url ?? ''
  expect(saved.transcript.outputs['asset-url']).toBe(url)
  expect(saved.transcript.log).toContain('fresh URL')
})

test.concurrent('404 for good: asked again once, not for ever', async () => {
  const saved = await save({ ...tinyPng, status: 404 })
  isLostButPaid(saved, /answered 404/)
  expect(saved.fetches).toBe(2)
})

test.concurrent.each([
  ['SVG', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', 'svg', 'image/svg+xml'],
  [
    'SVG after a declaration and a comment',
    '<?xml version="1.0"?>\n<!-- drawn -->\n<svg xmlns="http://www.w3.org/2000/svg"/>',
    'svg',
    'image/svg+xml',
  ],
  [
    'JPEG under a .png URL',
    Buffer.from('ffd8ffe000104a46494600010100', 'hex'),
    'jpg',
    'image/jpeg',
  ],
])('%s is named by its bytes', async (_, body, ext, mediaType) => {
  const { transcript } = await save({ body, contentType: 'image/png' })
  expect(transcript.errors).toEqual([])
  expect(transcript.files).toEqual([`creatify-assets/nano-banana-2.${ext}`])
  expect(resultOf(transcript).assets[0]?.media_type).toBe(mediaType)
})

test.concurrent.each([
  ['another machine by plain http', 'http://169.254.169.254/latest/meta-data/', /only https/],
  ['a file of the runner', 'file:///etc/passwd', /only https/],
  ['data', 'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg"/>', /only https/],
  ['credentials', 'https://user:secret@cdn.example/a.png', /credentials/],
  ['no URL at all', '../../etc/passwd', /only https/],
])('a URL that leads to %s is not fetched', async (_, url, reason) => {
  const saved = await save({ url })
  const result = resultOf(saved.transcript)
  expect(result).toMatchObject({ status: 'failed', credits_used: 3, assets: [] })
  expect(result.task_id).not.toBeNull()
  expect(result.failed_reason).toMatch(reason)
  // For people, and not for a step that fetches it.
  expect(result.failed_reason).toContain(url)
  expect(saved.transcript.files).toEqual([])
  expect(saved.fetches).toBe(0)
  expect(saved.transcript.ms).toBeLessThan(30_000)
})

test.concurrent('no credentials go to the asset host', async () => {
  await using job = await startJob({ seconds: 0.1 })
  job.simulator.script({ assets: [tinyPng] })
  await job.run({ with: kite })
  const [fetched] = job.simulator.requests.filter(({ origin }) => origin === 'assets')
  expect(fetched).toBeDefined()
  expect(Object.keys(fetched?.headers ?? {})).not.toContain('x-api-id')
  expect(JSON.stringify(fetched?.headers)).not.toContain(job.simulator.apiKey)
  const [api] = job.simulator.requests.filter(({ origin }) => origin === 'api')
  expect(api?.headers['x-api-key']).toBe(job.simulator.apiKey)
})

test.concurrent('a result whose file is too large to guess at is saved whole', async () => {
  const { transcript } = await save({ bytes: 5_000_000, contentType: 'image/webp' })
  expect(transcript.files).toEqual(['creatify-assets/nano-banana-2.webp'])
  expect(resultOf(transcript).assets[0]?.bytes).toBe(5_000_000)
})
