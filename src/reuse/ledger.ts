import { createHash, randomUUID } from 'node:crypto'
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import { parentsFirst } from '../manifest/graph.ts'
import { canonical, isRecord } from '../base/json.ts'
import { messageOf, orAborted } from '../base/errors.ts'
import type { RunContext } from '../inputs/context.ts'
import type { Log } from '../base/log.ts'
import { resolveWithPlaceholders, type Generation } from '../manifest/generation.ts'
import { Vault } from './cache.ts'

/** Tasks that a step has paid for, by fingerprint, and the attempts of which more may exist. */
export interface Snapshot {
  readonly tasks: Readonly<Record<string, string>>
  /**
   * What attempts were about to create and have not accounted for, by `RUN.ATTEMPT`. One that was killed stays here, and
   * its tasks are in the task list.
   */
  readonly pending: Readonly<Record<string, Pending>>
  /** The runs that paid, by task id. */
  readonly runs: Readonly<Record<string, string>>
}

/** Creates of one attempt, of which nothing more is known. */
export interface Pending {
  /** On the server's clock, in milliseconds since 1970. */
  readonly since: number
  /** The generations, by what they ask for. */
  readonly asked: readonly string[]
}

/** The memory of a step across attempts and runs. Best effort: nothing in here rejects, and one line tells of trouble. */
export interface Ledger {
  /** What earlier attempts (`run`) or runs (`always`) left; undefined when nothing, or it cannot be read. */
  readonly earlier: Snapshot | undefined
  /**
   * Saves that this attempt is about to create what is `asked`, so that a later one knows what to look for. Resolves when
   * that is saved, or `ms` after the cache toolkit was loaded. `now`: on the server's clock.
   */
  open(now: number, asked: readonly string[], ms: number): Promise<void>
  record(fingerprint: string, id: string): void
  /** False once something could not be read or saved: a re-run may not find what this attempt pays for. */
  readonly remembers: boolean
  /** It is known what became of the create of what this attempt asked for. */
  settle(asked: string): void
  /**
   * What was found out about earlier attempts: tasks by fingerprint, and of what they left pending that it is known now.
   * Saved in one with the next change, so that no attempt ever sees the one without the other.
   */
  learn(tasks: ReadonlyMap<string, string>, resolved: readonly string[]): void
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

/** True when an earlier attempt or run may have left something. */
export function mayRecall(
  reuse: Scope['reuse'],
  { cacheService, runAttempt }: Pick<RunContext, 'cacheService' | 'runAttempt'>,
): boolean {
  return cacheService && (reuse === 'always' || (reuse === 'run' && runAttempt > 1))
}

/** Reads what was left by earlier attempts. Rejects only when `signal` aborts. */
export async function openLedger(
  scope: Scope,
  context: RunContext,
  { log, signal }: { readonly log: Log; readonly signal: AbortSignal },
): Promise<Ledger> {
  const { reuse } = scope
  if (reuse === 'never') return forgetful
  const tell = oneLine(log)
  if (!context.cacheService) {
    tell.cannotSave('GitHub offers no cache service here')
    return forgetful
  }
  const name = scopeOf(scope, context)
  const prefix = `creatify-${name}-`
  const vault = new Vault(context.temp)
  const read = async (): Promise<Snapshot> => {
    const text = await vault.ask({ read: { prefix } }, readTime)
    return text === undefined ? nothingYet : snapshotIn(text, name)
  }
  const reading = mayRecall(reuse, context)
    ? read().catch((error: unknown) => {
        tell.cannotRead(messageOf(error))
        return undefined
      })
    : Promise.resolve(undefined)
  return new SavingLedger(await orAborted(reading, signal), vault, tell.cannotSave, {
    run: context.runId,
    attempt: `${context.runId}.${context.runAttempt}`,
    key: () => `${prefix}${context.runAttempt}-${Date.now()}-${randomUUID().slice(0, 8)}`,
    text: (snapshot) => JSON.stringify({ scope: name, ...snapshot }),
    read,
    troubled: tell.told,
  })
}

const nothingYet: Snapshot = { tasks: {}, pending: {}, runs: {} }

/** What a generation is remembered by. */
export interface Fingerprint {
  /** What it asks for, as in `Pending`: the same whatever its parents' tasks are. */
  readonly asked: string
  /** Once the ids of its parents' tasks are known; undefined before. */
  of(this: void, idOf: (parent: string) => string | undefined): string | undefined
}

/** Tells tasks that were paid for by this run from those that an earlier one paid for, as far as `ledger` knows. */
export function paidByRun(runId: string, ledger: Pick<Ledger, 'earlier'> | undefined) {
  const payers = ledger?.earlier?.runs
  return ({ id }: { readonly id: string }): boolean => (payers?.[id] ?? runId) === runId
}

const askedLength = 16

/**
 * Names what is bought: model, params (whatever the order of their keys) and the ordinal among equal generations of the
 * whole manifest. Without the name and `webhook-url`, which change nothing about the picture. The values that a child takes
 * from a parent are known by the parent's task: its files may get new URLs.
 */
export function fingerprints(
  generations: readonly Generation[],
): ReadonlyMap<Generation, Fingerprint> {
  const seen = new Map<string, number>()
  const alone = new Map<string, string>()
  return new Map(
    parentsFirst(generations).map((generation) => {
      const { name, model, parents } = generation
      const { params } = resolveWithPlaceholders(generation, (parent) => ({
        id: alone.get(parent) ?? '',
      }))
      const content = canonical([model, params])
      const ordinal = seen.get(content) ?? 0
      seen.set(content, ordinal + 1)
      const own = sha256(`${content}#${ordinal}`)
      alone.set(name, own)
      const asked = own.slice(0, askedLength)
      if (parents.length === 0) return [generation, { asked, of: () => own }]
      const of: Fingerprint['of'] = (idOf) => {
        const ids = parents.map((parent) => idOf(parent) ?? '')
        return ids.includes('') ? undefined : sha256([own, ...ids].join())
      }
      return [generation, { asked, of }]
    }),
  )
}

/** Tasks by fingerprint: of generations whose task is known, parents included. */
export function fingerprinted(
  prints: ReadonlyMap<Generation, Fingerprint>,
  idOf: (generation: string) => string | undefined,
): ReadonlyMap<string, string> {
  const tasks = new Map<string, string>()
  for (const [{ name }, print] of prints) {
    const [fingerprint, id] = [print.of(idOf), idOf(name)]
    if (fingerprint !== undefined && id !== undefined) tasks.set(fingerprint, id)
  }
  return tasks
}

/** The ids that were noted, by the name of the generation. */
export function notedIds(
  prints: ReadonlyMap<Generation, Fingerprint>,
  { tasks }: Snapshot,
): ReadonlyMap<string, string> {
  const ids = new Map<string, string>()
  for (const [{ name }, print] of prints) {
    const id = tasks[print.of((parent) => ids.get(parent)) ?? '']
    if (id !== undefined) ids.set(name, id)
  }
  return ids
}

const forgetful: Ledger = {
  earlier: undefined,
  remembers: false,
  open: async () => Promise.resolve(),
  record: () => undefined,
  settle: () => undefined,
  learn: () => undefined,
  close: async () => Promise.resolve(),
}

/** However much goes wrong with the cache service, people read one line of it. */
function oneLine(log: Log) {
  let told = false
  const once = (say: (text: string) => void, text: string) => {
    if (!told) say(text)
    told = true
  }
  return {
    told: () => told,
    cannotSave: (why: string) => {
      once(
        log.info,
        `A re-run could not pick up here: ${why.replace(/\.$/, '')}. The ids of the tasks are in the outputs and the log.`,
      )
    },
    cannotRead: (why: string) => {
      once(
        log.warning,
        `This re-run cannot pick up what was paid for earlier, and may buy it again: ${why.replace(/\.$/, '')}.`,
      )
    },
  }
}

interface Keeping {
  /** This run in `runs`. */
  readonly run: string
  /** This attempt in `pending`. */
  readonly attempt: string
  key(this: void): string
  text(this: void, snapshot: Snapshot): string
  read(this: void): Promise<Snapshot>
  /** True once people were told of trouble. */
  troubled(this: void): boolean
}

class SavingLedger implements Ledger {
  readonly earlier: Snapshot | undefined
  readonly #vault: Vault
  readonly #tell: (why: string) => void
  readonly #keeping: Keeping
  readonly #tasks = new Map<string, string>()
  readonly #hurry = new AbortController()
  #opened: number | undefined
  /** What this attempt asked for and of which nothing more is known. */
  readonly #open = new Set<string>()
  readonly #resolved = new Set<string>()
  /** Counts what there is to save, and what was. */
  #version = 0
  #saved = 0
  #saving: Promise<void> | undefined
  /** Once it was waited for in vain, it is not waited for again. */
  #slow: boolean

  constructor(
    earlier: Snapshot | undefined,
    vault: Vault,
    tell: (why: string) => void,
    keeping: Keeping,
  ) {
    this.earlier = earlier
    this.#vault = vault
    this.#tell = tell
    this.#keeping = keeping
    this.#slow = keeping.troubled()
  }

  get remembers(): boolean {
    return !this.#keeping.troubled()
  }

  async open(now: number, asked: readonly string[], ms: number): Promise<void> {
    this.#opened = now
    for (const each of asked) this.#open.add(each)
    this.#changed()
    await this.#wait(ms)
  }

  record(fingerprint: string, id: string): void {
    this.#tasks.set(fingerprint, id)
    this.#changed()
  }

  settle(asked: string): void {
    if (this.#open.delete(asked)) this.#changed()
  }

  learn(tasks: ReadonlyMap<string, string>, resolved: readonly string[]): void {
    for (const [fingerprint, id] of tasks) this.#tasks.set(fingerprint, id)
    for (const each of resolved) this.#resolved.add(each)
  }

  async close(ms: number): Promise<void> {
    this.#hurry.abort()
    if (!this.#saving && this.#saved !== this.#version) this.#changed()
    await this.#wait(ms)
    this.#vault.end()
  }

  async #wait(ms: number): Promise<void> {
    if (!this.#saving) return
    const late = new AbortController()
    // A busy machine that loads the toolkit is not a slow service.
    const limit = this.#vault.loaded.then(async () =>
      sleep(this.#slow ? Math.min(ms, hurry) : ms, 'late', { signal: late.signal }),
    )
    const end = await Promise.race([this.#saving.then(() => 'saved'), limit.catch(() => 'late')])
    late.abort()
    this.#slow = end === 'late'
    if (this.#slow) this.#tell("GitHub's cache service is slow")
  }

  #changed(): void {
    this.#version += 1
    this.#saving ??= this.#saveAll().finally(() => {
      this.#saving = undefined
    })
  }

  /** At most once a second; what changes meanwhile is saved next. After trouble, the next change tries again. */
  async #saveAll(): Promise<void> {
    for (let tried = -1; this.#version !== tried;) {
      await (tried < 0
        ? nextTurn()
        : sleep(saveInterval, undefined, { signal: this.#hurry.signal }).catch(() => undefined))
      tried = this.#version
      try {
        // Another call with this scope may have saved meanwhile. Unread, it must not be saved over.
        const text = this.#keeping.text(this.#merged(await this.#keeping.read()))
        await this.#vault.ask({ save: { key: this.#keeping.key(), text } }, saveTime)
        this.#saved = tried
      } catch (error) {
        this.#tell(messageOf(error))
      }
    }
  }

  #merged(newest: Snapshot): Snapshot {
    const { attempt, run } = this.#keeping
    const paid = [...this.#tasks.values()].filter((id) => !(id in newest.runs))
    const before = this.earlier?.pending ?? {}
    const others = Object.entries(newest.pending).flatMap(([of, { since, asked }]) => {
      const left = of in before ? asked.filter((each) => !this.#resolved.has(each)) : asked
      return of === attempt || left.length === 0 ? [] : [[of, { since, asked: left }] as const]
    })
    const since = this.#opened
    const own =
      since === undefined || this.#open.size === 0
        ? []
        : [[attempt, { since, asked: [...this.#open] }] as const]
    return {
      tasks: { ...newest.tasks, ...Object.fromEntries(this.#tasks) },
      pending: Object.fromEntries([...others, ...own]),
      runs: { ...newest.runs, ...Object.fromEntries(paid.map((id) => [id, run])) },
    }
  }
}

function scopeOf(
  { reuse, key, apiOrigin }: Scope,
  { identity: { workflow, job, step }, runId }: Pick<RunContext, 'identity' | 'runId'>,
): string {
  const parts = [workflow, job, step, key, apiOrigin, reuse === 'run' ? runId : '']
  return sha256(JSON.stringify(parts)).slice(0, 32)
}

const idPattern = /^[\w-]{1,100}$/

/** A snapshot as we wrote it. Throws for any other text: whoever can push to a branch can write its cache entries. */
function snapshotIn(text: string, scope: string): Snapshot {
  const parsed: unknown = JSON.parse(text)
  const { tasks, pending, runs } = isRecord(parsed) && parsed['scope'] === scope ? parsed : {}
  if (!isRecord(tasks) || !isRecord(pending)) throw new Error('the cache entry is not ours')
  const ids = (entries: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(
      Object.entries(entries).filter((entry): entry is [string, string] =>
        idPattern.test(String(entry[1])),
      ),
    )
  return {
    tasks: ids(tasks),
    runs: ids(isRecord(runs) ? runs : {}),
    pending: Object.fromEntries(
      Object.entries(pending).flatMap(([attempt, each]) => {
        const left = pendingIn(each)
        return left ? [[attempt, left]] : []
      }),
    ),
  }
}

function pendingIn(value: unknown): Pending | undefined {
  if (!isRecord(value)) return undefined
  const { since, asked } = value
  if (typeof since !== 'number' || !Array.isArray(asked)) return undefined
  return { since, asked: asked.filter((each) => typeof each === 'string') }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
