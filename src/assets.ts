import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import pLimit, { type LimitFunction } from 'p-limit'
import type { Params, RemoteAsset, Task } from './creatify.ts'
import { messageOf, orAborted } from './errors.ts'
import type { OutputFolder } from './files.ts'
import type { Ended, Outcome } from './generate.ts'
import { webUrl } from './http.ts'
import type { Log } from './log.ts'

/** An asset in `results`, in the API's own words, and where it was saved. */
export interface Asset extends RemoteAsset {
  /** Relative to the workspace, with `/`; null when it could not be saved. */
  readonly path: string | null
  readonly bytes: number | null
  readonly sha256: string | null
  readonly media_type: string | null
}

/** One element of the output `results`. */
export interface Result {
  readonly name: string
  readonly model_name: string
  readonly input_params: Params
  /** `submitted` with `wait: false` only. */
  readonly status: 'done' | 'failed' | 'unfinished' | 'skipped' | 'submitted'
  readonly task_id: string | null
  /** Not created by this attempt. */
  readonly reused: boolean
  readonly credits_used: number
  /** The reason for every status but `done`. */
  readonly failed_reason: string | null
  /** From the create to the look that showed the end; null when that is not known. */
  readonly seconds: number | null
  readonly assets: readonly Asset[]
}

/** Where and how files are saved. */
export interface Saving {
  readonly folder: OutputFolder
  /** The runner's temp folder. */
  readonly temp: string
  readonly log: Log
  readonly signal: AbortSignal
  /** Asks the task again, for fresh URLs; undefined when there are none to be had. */
  readonly fresh: (task: Task) => Promise<Task | undefined>
}

/** Saves what outcomes brought, a few downloads at a time. `stem` is the file name without its ending. */
export type SaveAssets = (outcome: Outcome, stem: string) => Promise<Result>

const downloadsAtOnce = 4
const stallCheck = 5000
const longestStall = 120_000

/** Makes the function that turns an outcome into a result. It never rejects: what cannot be saved fails that result only. */
export function assetSaver(saving: Saving): SaveAssets {
  const limit = pLimit(downloadsAtOnce)
  return async (outcome, stem) => {
    if (outcome.status !== 'done') return resultOf(outcome)
    const { task } = outcome
    const saved = await saveAll(task, stem, saving, limit)
    const problems = saved.flatMap(({ problem }) => problem ?? [])
    return {
      ...toldOf(outcome),
      status: problems.length === 0 ? 'done' : saving.signal.aborted ? 'unfinished' : 'failed',
      task_id: task.id,
      credits_used: task.credits,
      failed_reason: problems.length === 0 ? null : problems.join(' '),
      seconds: rounded(outcome.seconds),
      assets: saved.map(({ asset }) => asset),
    }
  }
}

function toldOf({ generation, reused }: Outcome) {
  return {
    name: generation.name,
    model_name: generation.model,
    input_params: generation.params,
    reused,
  }
}

/** The result of an outcome that brought no files. */
export function resultOf(outcome: Ended): Result {
  const { status } = outcome
  const task = status === 'skipped' ? undefined : outcome.task
  return {
    ...toldOf(outcome),
    status,
    task_id: task?.id ?? null,
    credits_used: task?.credits ?? 0,
    failed_reason: status === 'submitted' ? null : outcome.reason,
    seconds: status === 'failed' ? rounded(outcome.seconds) : null,
    assets: [],
  }
}

function rounded(seconds: number | null): number | null {
  return seconds === null ? null : Number(seconds.toFixed(1))
}

interface Saved {
  readonly asset: Asset
  readonly problem?: string
}

async function saveAll(
  task: Task,
  stem: string,
  saving: Saving,
  limit: LimitFunction,
): Promise<readonly Saved[]> {
  const { fresh, folder, log, signal } = saving
  let again: Promise<Task | undefined> | undefined
  const freshUrl = async (i: number) => {
    again ??= fresh(task)
    return (await again)?.assets[i]?.url
  }
  const fetched = await Promise.all(
    task.assets.map((asset, i) =>
      limit(async () => {
        try {
          return { asset, file: await fetchAsset(asset, async () => freshUrl(i), saving) }
        } catch (error) {
          const reason = signal.aborted ? messageOf(signal.reason) : messageOf(error)
          const problem = `The ${asset.type} at ${asset.url} could not be saved: ${reason}.`
          log.info(`${stem}: ${problem}`)
          return { asset, problem }
        }
      }),
    ),
  )
  const saved: Saved[] = []
  for (const [i, { asset, file, problem }] of fetched.entries()) {
    const lost = { ...asset, path: null, bytes: null, sha256: null, media_type: null }
    if (!file) {
      saved.push({ asset: lost, problem })
      continue
    }
    const { ext, temporary, url, ...facts } = file
    const numbered = task.assets.length > 1 ? `${stem}-${i + 1}` : stem
    try {
      const { path, yielded } = await folder.place(temporary, numbered, ext)
      if (yielded)
        log.warning(
          `${yielded} was written by an earlier step of this job and stays; this file is ${path}.`,
        )
      log.info(`${path}: ${facts.media_type}, ${facts.bytes} bytes`)
      saved.push({ asset: { ...asset, url, path, ...facts } })
    } catch (error) {
      saved.push({
        asset: lost,
        problem: `The ${asset.type} could not be written: ${messageOf(error)}.`,
      })
    } finally {
      await rm(temporary, { force: true })
    }
  }
  return saved
}

interface Fetched {
  readonly temporary: string
  readonly url: string
  readonly ext: string
  readonly media_type: string
  readonly bytes: number
  readonly sha256: string
}

async function fetchAsset(
  asset: RemoteAsset,
  freshUrl: () => Promise<string | undefined>,
  saving: Saving,
): Promise<Fetched> {
  const sweeping = setInterval(sweeper(), sweepPause)
  const folder = join(saving.temp, 'creatify-downloads')
  await mkdir(folder, { recursive: true })
  const temporary = join(folder, randomUUID())
  try {
    let { url } = asset
    try {
      await download(url, temporary, saving.signal)
    } catch (error) {
      const status = statusOf(error)
      const newer =
        status === 403 || status === 404 || status === 410 ? await freshUrl() : undefined
      if (newer === undefined) throw error
      saving.log.info(`${url} answered ${status ?? ''}; the task was asked for a fresh URL.`)
      url = newer
      await download(url, temporary, saving.signal)
    }
    const { size } = await stat(temporary)
    if (size === 0) throw new Error('the file is empty')
    return {
      temporary,
      url,
      bytes: size,
      sha256: await hash(temporary),
      ...(await mediaOf(temporary)),
    }
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  } finally {
    clearInterval(sweeping)
  }
}

const sweepPause = 20
const fewBuffers = 16 * 1024 * 1024

/**
 * Frees read buffers soon after their use. V8 lets 64 MB of them gather before it looks, which would make the memory of a
 * large file 1.7 times that of a small one.
 */
function sweeper(): () => void {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as (options: { type: 'minor' }) => void
  return () => {
    if (process.memoryUsage().external > fewBuffers) collect({ type: 'minor' })
  }
}

/** True when the server says that there is no such file any more. A 403 or trouble of any other kind does not say so. */
export async function isGone(url: string, signal: AbortSignal): Promise<boolean> {
  if (!webUrl(url)) return false
  const { HttpClient } = await import('@actions/http-client')
  try {
    const client = new HttpClient('', [], { socketTimeout: goneTimeout })
    const { message } = await orAborted(client.get(url), signal)
    message.destroy()
    return message.statusCode === 404 || message.statusCode === 410
  } catch {
    return false
  }
}

const goneTimeout = 10_000

/** With the toolkit's own retries (three tries, 10 to 20 s apart) and proxies. No credentials go along. */
async function download(url: string, target: string, signal: AbortSignal): Promise<void> {
  const parsed = webUrl(url)
  if (!parsed) throw new Error('only https URLs without credentials are fetched')
  signal.throwIfAborted()
  const { downloadTool } = await import('@actions/tool-cache')
  const gone = new AbortController()
  try {
    await Promise.race([
      downloadTool(parsed.href, target),
      stalled(target, AbortSignal.any([signal, gone.signal])),
    ])
  } catch (error) {
    const status = statusOf(error)
    throw status === undefined
      ? error
      : Object.assign(new Error(`the server answered ${status}`), { status })
  } finally {
    gone.abort()
  }
}

function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined
  const status =
    'httpStatusCode' in error ? error.httpStatusCode : 'status' in error ? error.status : undefined
  return typeof status === 'number' ? status : undefined
}

/** Rejects when the signal aborts, or when no byte has come for two minutes: the toolkit's download can neither. */
async function stalled(target: string, signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const stop = () => {
      clearInterval(timer)
      reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'))
    }
    let bytes = -1
    let changed = performance.now()
    const look = async () => {
      const size = await stat(target).then(
        (found) => found.size,
        () => 0,
      )
      const now = performance.now()
      if (size !== bytes) changed = now
      bytes = size
      if (now - changed > longestStall) reject(new Error('no byte came for two minutes'))
    }
    const timer = setInterval(() => void look(), stallCheck)
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })
}

async function hash(path: string): Promise<string> {
  const sha256 = createHash('sha256')
  await pipeline(createReadStream(path), sha256)
  return sha256.digest('hex')
}

/** The kind of file by its bytes alone. Throws for what is no image, video or audio. */
async function mediaOf(path: string): Promise<{ ext: string; media_type: string }> {
  const [{ FileTypeParser }, { detectXml }] = await Promise.all([
    import('file-type'),
    import('@file-type/xml'),
  ])
  // A file that is cut short in its header makes the library throw.
  const type = await new FileTypeParser({ customDetectors: [detectXml] })
    .fromFile(path)
    .catch(() => undefined)
  if (type && /^(image|video|audio)\//.test(type.mime))
    return { ext: type.ext, media_type: type.mime }
  throw new Error(`the file is no image, video or audio but ${type?.mime ?? (await quote(path))}`)
}

async function quote(path: string): Promise<string> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(60), 0, 60, 0)
    return `starts with ${JSON.stringify(buffer.subarray(0, bytesRead).toString('latin1'))}`
  } finally {
    await file.close()
  }
}
