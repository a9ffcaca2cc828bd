import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SHARE_ENV, Worker, workerData, type MessagePort } from 'node:worker_threads'
import { messageOf } from '../base/errors.ts'

/**
 * What the vault is asked: the newest snapshot whose key starts with `prefix`, or to keep `text` under `key`. Keys are
 * written once.
 */
type VaultRequest =
  | { readonly id: number; readonly read: { readonly prefix: string } }
  | { readonly id: number; readonly save: { readonly key: string; readonly text: string } }

/** `text`: the snapshot, or undefined where there is none. */
type VaultAnswer =
  /** The toolkit is loaded. */
  | { readonly id: 0 }
  | { readonly id: number; readonly text: string | undefined }
  | { readonly id: number; readonly error: string }

type Question<T = VaultRequest> = T extends VaultRequest ? Omit<T, 'id'> : never

/** Loading the toolkit takes this long at most, in milliseconds: the machine may be busy, which is not the service's doing. */
const loadTime = 20_000

/** The thread that talks to the cache service; a new one after one that did not answer. */
export class Vault {
  readonly #temp: string
  #worker: Worker | undefined
  #isLoaded = false
  readonly #loaded = Promise.withResolvers<undefined>()
  #next = 0

  /** `temp`: the runner's temp folder. */
  constructor(temp: string) {
    this.#temp = temp
    this.#worker = this.#start()
  }

  #start(): Worker {
    const worker = startWorker(this.#temp)
    worker.on('message', ({ id }: VaultAnswer) => {
      if (id !== 0) return
      this.#isLoaded = true
      this.#loaded.resolve(undefined)
    })
    return worker
  }

  /** Resolves once the toolkit was loaded, or the thread ended. */
  get loaded(): Promise<undefined> {
    return this.#loaded.promise
  }

  /**
   * The vault's text. Rejects with the service's complaint, or `ms` after the toolkit was loaded; the thread is ended then.
   */
  async ask(question: Question, ms: number): Promise<string | undefined> {
    const worker = (this.#worker ??= this.#start())
    const id = (this.#next += 1)
    return new Promise((resolve, reject) => {
      const limit = (time: number) =>
        setTimeout(() => {
          fail(new Error(`GitHub's cache service did not answer within ${time / 1000}s`))
        }, time)
      const done = () => {
        clearTimeout(timer)
        worker.off('message', hear)
        worker.off('error', fail)
      }
      const fail = (error: unknown) => {
        done()
        this.end()
        reject(error instanceof Error ? error : new Error(String(error)))
      }
      const hear = (answer: VaultAnswer) => {
        if (answer.id === 0) {
          clearTimeout(timer)
          timer = limit(ms)
        }
        if (answer.id !== id) return
        done()
        if ('error' in answer) reject(new Error(answer.error))
        else if ('text' in answer) resolve(answer.text)
      }
      let timer = limit(this.#isLoaded ? ms : loadTime)
      worker.on('message', hear)
      worker.on('error', fail)
      worker.postMessage({ id, ...question })
    })
  }

  end(): void {
    void this.#worker?.terminate()
    this.#worker = undefined
    this.#isLoaded = false
    this.#loaded.resolve(undefined)
  }
}

/** This very bundle: its entry serves the vault when it finds itself in a thread. It does not keep the process alive. */
function startWorker(temp: string): Worker {
  const worker = new Worker(process.argv[1] ?? '', {
    stdout: true,
    stderr: true,
    env: SHARE_ENV,
    workerData: { temp },
  })
  worker.unref()
  // An error without a listener would be thrown; the one that is asked hears it too.
  worker.on('error', () => undefined)
  return worker
}

/**
 * Moves home and workspace of this process to `folder`, for the cache toolkit, which packs a path below the one relative to
 * the other: so runners of one user do not share its file, and an entry can be unpacked wherever the workspace is.
 */
function moveHome(folder: string): void {
  for (const name of ['HOME', 'USERPROFILE', 'GITHUB_WORKSPACE']) process.env[name] = folder
}

/** Literally this path: the list of paths is part of a cache entry's version. */
const path = '~/.creatify-ledger'

/**
 * Serves GitHub's cache service from a thread of its own, one request after the other: `@actions/cache` cannot be aborted,
 * tells failures only by what it prints, prints much, and is 2.4 MB to load. The thread's owner may end it at any time.
 */
export function serveVault(port: MessagePort): void {
  const printed: string[] = []
  const listen = (text: string | Uint8Array) => printed.push(String(text)) > 0
  process.stdout.write = listen
  process.stderr.write = listen
  const { temp } = workerData as { readonly temp: string }
  const opening = mkdtemp(join(temp, 'creatify-ledger-')).then((home) => {
    moveHome(home)
    return home
  })
  // Loading takes longer than anything it is asked: it begins at once.
  const toolkit = import('@actions/cache').then((loaded) => {
    port.postMessage({ id: 0 } satisfies VaultAnswer)
    return loaded
  })
  let last = Promise.resolve()
  port.on('message', (request: VaultRequest) => {
    last = last.then(async () => {
      printed.length = 0
      try {
        port.postMessage({
          id: request.id,
          text: await answer(request, await opening, await toolkit, printed),
        } satisfies VaultAnswer)
      } catch (error) {
        port.postMessage({ id: request.id, error: messageOf(error) } satisfies VaultAnswer)
      }
    })
  })
}

async function answer(
  request: VaultRequest,
  home: string,
  { restoreCache, saveCache }: typeof import('@actions/cache'),
  printed: readonly string[],
): Promise<string | undefined> {
  const file = join(home, '.creatify-ledger')
  if ('read' in request) {
    const { prefix } = request.read
    const key = await restoreCache([path], prefix, [prefix], undefined, true)
    if (key !== undefined) return readFile(file, 'utf8')
    const complaint = complaintIn(printed)
    if (complaint !== undefined) throw new Error(complaint)
    return undefined
  }
  const { key, text } = request.save
  await writeFile(file, text)
  const id = await saveCache([path], key, undefined, true)
  if (id === -1) throw new Error(complaintIn(printed) ?? 'the entry was not taken')
  return undefined
}

/** The last thing the toolkit complained of, without the runner's command syntax. */
function complaintIn(printed: readonly string[]): string | undefined {
  const lines = printed.join('').split('\n')
  const said = lines.findLast((line) => /^::(warning|error)|not permit|Failed to/.test(line))
  return said
    ?.replace(/^::(warning|error)[^:]*::/, '')
    .split(/%0A|\r/)[0]
    ?.trim()
}
