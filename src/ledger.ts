import { createHash, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { isRecord } from './creatify.ts'
import { messageOf } from './errors.ts'
import type { RunContext } from './inputs.ts'
import type { Log } from './log.ts'
import type { Generation } from './manifest.ts'
import type { VaultAnswer, VaultRequest } from './vault.ts'

/** Tasks that this step has paid for, by fingerprint, and when the step first opened the ledger. */
export interface Snapshot {
  /** On the server's clock, in milliseconds since 1970. */
  readonly opened: number
  readonly tasks: Readonly<Record<string, string>>
}

/** The memory of a step across attempts and runs. Best effort: nothing in here rejects, and one line tells of trouble. */
export interface Ledger {
  /** What earlier attempts (`run`) or runs (`always`) left; undefined when nothing, or it cannot be read. */
  readonly earlier: Snapshot | undefined
  /**
   * Saves that something may be created from now on, so that a later attempt knows where to look. Resolves when that is
   * saved, or after `ms`. `now`: on the server's clock.
   */
  open(now: number, ms: number): Promise<void>
  record(fingerprint: string, id: string): void
  /** Resolves when all is saved, or after `ms`. */
  close(ms: number): Promise<void>
}

/** What the ledger is kept for. */
export interface Scope {
  readonly reuse: 'run' | 'always' | 'never'
  /** The input `key`. */
  readonly key: string
  readonly apiOrigin: string
}

const readTime = 5000
const saveTime = 15_000
const saveInterval = 1000
const hurry = 500

/** Reads what was left by earlier attempts. Never rejects. */
export async function openLedger(scope: Scope, context: RunContext, log: Log): Promise<Ledger> {
  const { reuse } = scope
  if (reuse === 'never') return forgetful
  const warn = oneLine(log)
  if (!context.cacheService) {
    warn('GitHub offers no cache service here')
    return forgetful
  }
  const name = scopeOf(scope, context)
  const prefix = `creatify-${name}-`
  const vault = new Vault()
  const read = async (): Promise<Snapshot | undefined> => {
    try {
      const text = await vault.ask({ read: { prefix } }, readTime)
      return text === undefined ? undefined : snapshotIn(text, name)
    } catch (error) {
      warn(messageOf(error))
      return undefined
    }
  }
  const earlier = reuse === 'always' || context.runAttempt > 1 ? await read() : undefined
  return new SavingLedger(earlier, vault, warn, {
    key: () => `${prefix}${context.runAttempt}-${Date.now()}-${randomUUID().slice(0, 8)}`,
    text: (snapshot) => JSON.stringify({ scope: name, ...snapshot }),
    merge: reuse === 'always' ? read : undefined,
  })
}

/**
 * Names what is bought: model, params (whatever the order of their keys) and the ordinal among equal generations of the
 * step. Without the name and `webhook-url`, which change nothing about the picture.
 */
export function fingerprints(generations: readonly Generation[]): ReadonlyMap<Generation, string> {
  const seen = new Map<string, number>()
  return new Map(
    generations.map((generation) => {
      const content = canonical([generation.model, generation.params])
      const ordinal = seen.get(content) ?? 0
      seen.set(content, ordinal + 1)
      return [generation, sha256(`${content}#${ordinal}`)]
    }),
  )
}

const forgetful: Ledger = {
  earlier: undefined,
  open: async () => Promise.resolve(),
  record: () => undefined,
  close: async () => Promise.resolve(),
}

function oneLine(log: Log) {
  let told = false
  return (why: string) => {
    if (!told)
      log.info(
        `A re-run could not pick up the tasks of this step: ${why}. Their ids are in its outputs and log.`,
      )
    told = true
  }
}

interface Keeping {
  key(this: void): string
  text(this: void, snapshot: Snapshot): string
  /** Reads the newest snapshot again before saving, where several runs share one. */
  readonly merge: ((this: void) => Promise<Snapshot | undefined>) | undefined
}

class SavingLedger implements Ledger {
  readonly earlier: Snapshot | undefined
  readonly #vault: Vault
  readonly #warn: (why: string) => void
  readonly #keeping: Keeping
  #opened: number | undefined
  readonly #tasks = new Map<string, string>()
  #version = 0
  readonly #hurry = new AbortController()
  /** Once it was waited for in vain, it is not waited for again. */
  #slow = false
  #saving: Promise<void> | undefined

  constructor(
    earlier: Snapshot | undefined,
    vault: Vault,
    warn: (why: string) => void,
    keeping: Keeping,
  ) {
    this.earlier = earlier
    this.#vault = vault
    this.#warn = warn
    this.#keeping = keeping
  }

  async open(now: number, ms: number): Promise<void> {
    this.#opened ??= this.earlier?.opened ?? now
    this.#save()
    await this.#saved(ms)
  }

  record(fingerprint: string, id: string): void {
    this.#tasks.set(fingerprint, id)
    this.#save()
  }

  async close(ms: number): Promise<void> {
    this.#hurry.abort()
    await this.#saved(ms)
    this.#vault.end()
  }

  async #saved(ms: number): Promise<void> {
    if (!this.#saving) return
    const late = new AbortController()
    const limit = sleep(this.#slow ? Math.min(ms, hurry) : ms, 'late', {
      signal: late.signal,
    }).catch(() => 'late')
    const end = await Promise.race([this.#saving.then(() => 'saved'), limit])
    late.abort()
    this.#slow = end === 'late'
    if (this.#slow) this.#warn("GitHub's cache service is slow")
  }

  #save(): void {
    this.#version += 1
    this.#saving ??= this.#saveAll().finally(() => {
      this.#saving = undefined
    })
  }

  async #saveAll(): Promise<void> {
    for (let saved = 0; saved !== this.#version;) {
      saved = this.#version
      try {
        const newest = (await this.#keeping.merge?.()) ?? this.earlier
        const tasks = { ...newest?.tasks, ...Object.fromEntries(this.#tasks) }
        const snapshot = { opened: this.#opened ?? Date.now(), tasks }
        const text = this.#keeping.text(snapshot)
        await this.#vault.ask({ save: { key: this.#keeping.key(), text } }, saveTime)
      } catch (error) {
        this.#warn(messageOf(error))
        return
      }
      if (saved === this.#version) return
      await sleep(saveInterval, undefined, { signal: this.#hurry.signal }).catch(() => undefined)
    }
  }
}

type Question<T = VaultRequest> = T extends VaultRequest ? Omit<T, 'id'> : never

/** The thread that talks to the cache service; a new one after one that did not answer. */
class Vault {
  #worker: Worker | undefined = startWorker()
  #next = 0

  /** The vault's text. Rejects with the service's complaint, or after `ms`; the thread is ended then. */
  async ask(question: Question, ms: number): Promise<string | undefined> {
    const worker = (this.#worker ??= startWorker())
    const id = (this.#next += 1)
    return new Promise((resolve, reject) => {
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
        if (answer.id !== id) return
        done()
        if ('error' in answer) reject(new Error(answer.error))
        else resolve(answer.text)
      }
      const timer = setTimeout(() => {
        fail(new Error(`GitHub's cache service did not answer within ${ms / 1000}s`))
      }, ms)
      worker.on('message', hear)
      worker.on('error', fail)
      worker.postMessage({ id, ...question })
    })
  }

  end(): void {
    void this.#worker?.terminate()
    this.#worker = undefined
  }
}

/** This very bundle: its entry serves the vault when it finds itself in a thread. It does not keep the process alive. */
function startWorker(): Worker {
  const worker = new Worker(process.argv[1] ?? '', { stdout: true, stderr: true })
  worker.unref()
  // An error without a listener would be thrown; the one that is asked hears it too.
  worker.on('error', () => undefined)
  return worker
}

function scopeOf(
  { reuse, key, apiOrigin }: Scope,
  { workflow, job, step, runId }: RunContext,
): string {
  const parts = [workflow, job, step, key, apiOrigin, reuse === 'run' ? runId : '']
  return sha256(JSON.stringify(parts)).slice(0, 32)
}

const idPattern = /^[\w-]{1,100}$/

/** A snapshot as we wrote it, or undefined: cache entries of a branch can be written by whoever can push to it. */
function snapshotIn(text: string, scope: string): Snapshot | undefined {
  try {
    const parsed: unknown = JSON.parse(text)
    if (!isRecord(parsed) || parsed['scope'] !== scope || !isRecord(parsed['tasks']))
      return undefined
    const { opened } = parsed
    if (typeof opened !== 'number') return undefined
    const tasks = Object.entries(parsed['tasks']).filter(
      (entry): entry is [string, string] =>
        typeof entry[1] === 'string' && idPattern.test(entry[1]),
    )
    return { opened, tasks: Object.fromEntries(tasks) }
  } catch {
    return undefined
  }
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  if (!isRecord(value)) return JSON.stringify(value)
  const keys = Object.keys(value).sort()
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join()}}`
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
