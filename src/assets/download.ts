import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { getProxyUrl } from '@actions/http-client/lib/proxy'
import type { Durations } from '../base/durations.ts'
import type { Log } from '../base/log.ts'
import { formatDuration } from '../base/text.ts'
import { AssetError } from './asset-error.ts'
import { assetUrl } from './asset-url.ts'
import { headSize } from './media.ts'

/** A file in the temp folder that is whole. */
export interface Downloaded {
  readonly temporary: string
  readonly bytes: number
  readonly sha256: string
  /** The first bytes, at most `headSize`. */
  readonly head: Uint8Array
  readonly contentType: string | undefined
}

/** How files are fetched. */
export interface Fetching {
  /** The runner's temp folder, where downloads go. */
  readonly temp: string
  /** The API is on loopback, so that files may be there too. */
  readonly loopback: boolean
  readonly durations: Durations['assets']
  readonly log: Log
  /** Ends a download at once. */
  readonly signal: AbortSignal
}

const mostTries = 3
const mostRedirects = 5
const gigabyte = 1024 ** 3
const largestFile = 10 * gigabyte
/** What a download leaves free on the disk: for the outputs of this step and for the steps behind it. */
const reserve = gigabyte / 10
/** The free disk is looked at again after so many bytes. */
const lookAfter = 64 * 1024 ** 2
const kilobyte = 1024
/** So many looks at the speed fall into the time in which a file must bring something. */
const looks = 6

/**
 * Fetches one file into the temp folder. Three tries, where another may help. Rejects with AssetError for what the host or
 * the file is to blame for, with Node's own error for what the disk refuses, and with the signal's reason; nothing is left
 * on the disk then.
 */
export async function download(url: string, how: Fetching): Promise<Downloaded> {
  const { temp, log, durations, signal } = how
  const folder = join(temp, 'creatify-downloads')
  await mkdir(folder, { recursive: true })
  const temporary = join(folder, randomUUID())
  for (let tries = 1; ; tries += 1) {
    try {
      return await tryOnce(url, temporary, how)
    } catch (error) {
      await rm(temporary, { force: true })
      signal.throwIfAborted()
      if (!(error instanceof AssetError && error.transient) || tries === mostTries) throw error
      const { retryPause } = durations
      const pause = retryPause * (1 + Math.random())
      log.info(`${url}: ${error.message}. The next try is in ${formatDuration(pause)}.`)
      await sleep(pause, undefined, { signal }).catch(() => {
        signal.throwIfAborted()
      })
    }
  }
}

/** True when the server says that there is no such file any more. A 403 or trouble of any other kind does not say so. */
export async function isGone(
  url: string,
  { loopback, durations, signal }: Pick<Fetching, 'loopback' | 'durations' | 'signal'>,
): Promise<boolean> {
  const stop = AbortSignal.any([signal, AbortSignal.timeout(durations.probe)])
  try {
    const response = await request(url, { loopback, signal: stop })
    await drop(response)
    return false
  } catch (error) {
    if (error instanceof AssetError) return error.status === 404 || error.status === 410
    if (stop.aborted) return false
    throw error
  }
}

async function tryOnce(url: string, temporary: string, how: Fetching): Promise<Downloaded> {
  const tooSlow = new AbortController()
  const signal = AbortSignal.any([how.signal, tooSlow.signal])
  const speed = watchSpeed(how.durations.slowest, (message) => {
    tooSlow.abort(new AssetError(message))
  })
  try {
    const response = await request(url, { loopback: how.loopback, signal })
    return await save(response, temporary, { temp: how.temp, signal, arrived: speed.arrived })
  } finally {
    speed.stop()
  }
}

/** The answer of the file itself, behind its redirects. No credentials are sent to anybody. */
async function request(
  url: string,
  { loopback, signal }: Pick<Fetching, 'loopback' | 'signal'>,
): Promise<Response> {
  let at = assetUrl(url, { loopback })
  for (let hops = 0; ; hops += 1) {
    const init: RequestInit = {
      redirect: 'manual',
      signal,
      headers: { 'accept-encoding': 'identity' },
      ...(await agentFor(at)),
    }
    const response = await network(fetch(at, init), signal)
    const { status, headers } = response
    if (response.ok) return response
    await drop(response)
    const location = headers.get('location')
    if (location === null || ![301, 302, 303, 307, 308].includes(status)) {
      const transient = status >= 500 || status === 408 || status === 429
      throw new AssetError(`the server answered ${status}`, { status, transient })
    }
    if (hops === mostRedirects)
      throw new AssetError(`the server redirects more than ${mostRedirects} times`)
    at = assetUrl(location, { loopback }, at)
  }
}

/** Node's own fetch takes the agent of this undici, which therefore loads only behind a proxy. */
async function agentFor(url: URL): Promise<object | undefined> {
  const proxy = getProxyUrl(url)
  if (!proxy) return undefined
  const { ProxyAgent } = await import('undici')
  return { dispatcher: new ProxyAgent(proxy.href) }
}

/** Ends a body that nobody wants, and its connection with it. */
async function drop({ body }: Response): Promise<void> {
  // A connection that breaks now is what is wanted.
  await body?.cancel().catch(() => undefined)
}

/** What the network gives; its failures as AssetError, the end of the signal as its reason. */
async function network<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  try {
    return await work
  } catch (error) {
    signal.throwIfAborted()
    const cause = error instanceof Error && error.cause
    // Node's fetch wraps every failure of the network so.
    if (!(error instanceof TypeError && cause instanceof Error)) throw error
    throw new AssetError(`the connection failed (${reasonOf(cause)})`, { transient: true })
  }
}

/** Several addresses that were tried come as an error without a message. */
function reasonOf(cause: Error): string {
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : ''
  return cause.message || code || cause.name
}

const encodings = ['identity', 'gzip', 'x-gzip', 'deflate', 'br']

/** Streams a body to a file, hashed on the way. Node's fetch has decoded it: bytes are those of the file. */
async function save(
  { body, headers }: Response,
  temporary: string,
  how: {
    readonly temp: string
    readonly signal: AbortSignal
    readonly arrived: (bytes: number) => void
  },
): Promise<Downloaded> {
  const { temp, signal, arrived } = how
  const encoding = headers.get('content-encoding')?.toLowerCase() ?? 'identity'
  const isPlain = encoding === 'identity'
  if (!encoding.split(',').every((each) => encodings.includes(each.trim()))) {
    throw new AssetError('the server sent an encoding that nobody asked for')
  }
  const announced = isPlain ? Number(headers.get('content-length') ?? 0) : 0
  let most = await mostBytes(temp)
  if (announced > most) throw tooLarge(most)
  const sha256 = createHash('sha256')
  const head = new Uint8Array(announced > 0 ? Math.min(announced, headSize) : headSize)
  let bytes = 0
  let nextLook = lookAfter
  const reader = body?.getReader()
  const file = await open(temporary, 'w')
  try {
    for (;;) {
      const value = reader && (await nextOf(reader, signal))
      if (value === undefined) break
      if (bytes < head.length) head.set(value.subarray(0, head.length - bytes), bytes)
      arrived(value.length)
      bytes += value.length
      if (bytes > nextLook) {
        most = Math.min(largestFile, bytes + (await mostBytes(temp)))
        nextLook = bytes + lookAfter
      }
      if (bytes > most) throw tooLarge(most)
      sha256.update(value)
      await writeAll(file, value)
    }
  } finally {
    await reader?.cancel().catch(() => undefined)
    await file.close()
  }
  return {
    temporary,
    bytes,
    sha256: sha256.digest('hex'),
    head: head.subarray(0, bytes),
    contentType: headers.get('content-type') ?? undefined,
  }
}

async function nextOf(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  signal: AbortSignal,
): Promise<Uint8Array | undefined> {
  const { value } = await network(reader.read(), signal)
  return value
}

async function writeAll(file: Awaited<ReturnType<typeof open>>, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    done += (await file.write(bytes, done)).bytesWritten
  }
}

/** How many more bytes a file may bring: ten gigabytes, or what the disk has. */
async function mostBytes(temp: string): Promise<number> {
  const { bavail, bsize } = await statfs(temp)
  const free = bavail * bsize
  return Math.min(largestFile, free - Math.min(reserve, free / 10))
}

function tooLarge(most: number): AssetError {
  return most >= largestFile
    ? new AssetError(`the file has more than ${largestFile / gigabyte} GB`)
    : new AssetError('the disk of the runner has no room for it')
}

/** Tells `giveUp` when less than a kilobyte a second came for `slowest` milliseconds. */
function watchSpeed(slowest: number, giveUp: (message: string) => void) {
  let bytes = 0
  const past = [0]
  const timer = setInterval(() => {
    past.push(bytes)
    if (past.length <= looks) return
    const before = past.shift() ?? 0
    if (bytes - before < (slowest / 1000) * kilobyte) {
      giveUp(`less than 1 KB/s came for ${formatDuration(slowest)}`)
    }
  }, slowest / looks)
  return {
    arrived(this: void, more: number) {
      bytes += more
    },
    stop() {
      clearInterval(timer)
    },
  }
}

/** True for an error of the disk: it has a code, like `ENOSPC`, and names what was tried. */
export function isDiskError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && 'syscall' in error
}

/** What the disk refused, for people: the file, and why. `folder`: where it is, for errors that name no file. */
export function diskReason(error: NodeJS.ErrnoException, folder: string): string {
  const { message, path = folder } = error
  const file = 'dest' in error && typeof error.dest === 'string' ? error.dest : path
  const [, reason = message] = /^[A-Z0-9]+: ([^,]+)/.exec(message) ?? []
  return `${file}: ${reason}`
}
