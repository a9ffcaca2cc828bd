import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { orAborted } from '../base/errors.ts'
import { webUrl } from '../base/url.ts'
import type { Log } from '../base/log.ts'

const stallCheck = 5000
const longestStall = 120_000

/** A file in the temp folder that is whole, and what it is. */
export interface Fetched {
  readonly temporary: string
  readonly url: string
  readonly ext: string
  readonly media_type: string
  readonly bytes: number
  readonly sha256: string
}

/** Where downloads go, and what ends them. */
export interface Fetching {
  /** The runner's temp folder. */
  readonly temp: string
  readonly log: Log
  readonly signal: AbortSignal
  /** Told now and then while a file is fetched, so that memory stays flat. */
  readonly sweep: () => void
}

/**
 * Downloads and checks one file; a URL that answers 403, 404 or 410 is asked for anew, once. Throws for whatever keeps it
 * from being a whole image, video or audio file; nothing is left in the temp folder then.
 */
export async function fetchAsset(
  asset: { readonly url: string },
  freshUrl: () => Promise<string | undefined>,
  saving: Fetching,
): Promise<Fetched> {
  const sweeping = setInterval(saving.sweep, sweepPause)
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
 * Makes what frees read buffers soon after their use. V8 lets 64 MB of them gather before it looks, which would make the
 * memory of a large file 1.7 times that of a small one. A collection in the midst of an incremental marking would be a full
 * one, which takes seconds a gigabyte.
 */
export function sweeper(): () => void {
  let collect: ((options: { type: 'minor' }) => void) | undefined
  return () => {
    if (process.memoryUsage().external <= fewBuffers) return
    if (!collect) {
      setFlagsFromString('--expose-gc')
      setFlagsFromString('--no-incremental-marking')
      collect = runInNewContext('gc') as (options: { type: 'minor' }) => void
    }
    collect({ type: 'minor' })
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
