import { setTimeout as sleep } from 'node:timers/promises'
import pLimit from 'p-limit'
import { isTaskId } from '../api/task.ts'
import type { Durations } from '../base/durations.ts'
import { orAborted, whenAborted } from '../base/errors.ts'
import type { Log } from '../base/log.ts'
import { pluralize } from '../base/text.ts'
import { noCache, type Cache, type CacheFailure, type Found, type Saved } from './cache.ts'
import { Facts, mayRecall, type Noted, type Scope } from './facts.ts'
import { insist } from './insist.ts'
import { findUnsettled, type MemoryGap, type Unsettled } from './unsettled.ts'

/**
 * What was paid for, as facts in GitHub's cache service: each is a key that is written once. Best effort: nothing in here
 * rejects but for a cancel.
 */
export interface Ledger {
  /** False where nothing is looked for: a first attempt, or `reuse: never`. */
  readonly recalls: boolean
  /** The newest task that was bought for this fingerprint; undefined where there is none, or where that cannot be known. */
  find(fingerprint: string): Promise<Noted | undefined>
  /**
   * Since when earlier attempts may have created what no fact tells, by the clocks of their machines, in milliseconds since
   * 1970; undefined where every create is accounted for.
   */
  unsettledSince(): Promise<number | undefined>
  /** What the look-ups so far did not tell; undefined where all is well. */
  readonly gap: MemoryGap | undefined
  /** Resolves when it is noted that this attempt may create, or when waiting for that is of no use. */
  opened(): Promise<void>
  /** The task of this fingerprint is known. */
  record(fingerprint: string, id: string): void
  /** Credits of the newest finished task of this price key; undefined where nobody noted it, or it cannot be read. */
  price(priceKey: string): Promise<number | undefined>
  /** A finished task of this price key cost so much. Noted where it is news. */
  recordPrice(priceKey: string, credits: number, id: string): void
  /** False once something could not be noted: a re-run may not find what this attempt pays for. */
  readonly remembers: boolean
  /** Resolves when all is noted, or after `ms`. */
  close(known: Accounted, ms: number): Promise<void>
}

/**
 * What is known at the end of a step. `creates`: of every create of this attempt what became of it. `all`: each generation has
 * a task as well, so that nothing earlier is of use.
 */
export type Accounted = 'nothing' | 'creates' | 'all'

interface Keeping {
  /** Undefined where GitHub offers no service. */
  readonly cache: Cache | undefined
  /** True for a step that creates nothing: nothing is noted. */
  readonly readOnly?: boolean
  readonly log: Log
  /** Aborts when the step is cancelled. */
  readonly signal: AbortSignal
  readonly durations: Durations['ledger']
}

/** A fact to be noted. `id`: the task that is lost to a re-run where it cannot be; undefined where none is. */
interface Queued {
  readonly key: string
  readonly id: string | undefined
}

const lookUpsAtOnce = 10

/** Opens the ledger of a step: looks for what earlier attempts left, and notes that this one may create. */
export function openLedger(scope: Scope, keeping: Keeping): Ledger {
  return new FactLedger(scope, keeping)
}

class FactLedger implements Ledger {
  readonly #facts: Facts
  readonly #how: Keeping
  readonly recalls: boolean
  readonly #opens: boolean
  readonly #limit = pLimit(lookUpsAtOnce)
  /** On the clock of `performance.now()`. */
  readonly #lookUpsUntil: number
  readonly #unsettled: Promise<number | undefined>
  readonly #known = new Set<string>()
  readonly #prices = new Map<string, number | undefined>()
  readonly #queue: Queued[] = []
  readonly #unsaved: string[] = []
  #opened: Promise<boolean>
  #left: Unsettled | undefined
  /** It is known that nothing is left to look for of earlier attempts. */
  #isClear: boolean
  /** Resolves when something is about to be created. */
  readonly #creating = Promise.withResolvers<boolean>()
  readonly #isAgain: boolean
  #readFailure: CacheFailure | undefined
  #saveFailure: CacheFailure | undefined
  #saving: Promise<void> | undefined
  /** Whether prices are noted already is being asked. */
  #pricing = Promise.resolve()
  /** The last request failed, and the service did not say when to ask again. */
  #isFailing = false
  /** Ends the waiting between tries. */
  readonly #over = new AbortController()

  constructor(scope: Scope, how: Keeping) {
    const { readFirst, readAgain } = how.durations
    this.#facts = new Facts(scope)
    this.#how = how
    this.recalls = mayRecall(scope.reuse, scope.attempt)
    this.#opens = scope.reuse !== 'never' && how.readOnly !== true
    this.#isAgain = scope.attempt > 1
    this.#isClear = !this.recalls
    this.#lookUpsUntil = performance.now() + (scope.attempt > 1 ? readAgain : readFirst)
    this.#unsettled = this.recalls ? this.#findUnsettled(scope) : Promise.resolve(undefined)
    this.#unsettled.catch(() => undefined)
    this.#opened = this.#opens ? this.#open() : Promise.resolve(true)
  }

  get gap(): MemoryGap | undefined {
    if (this.#readFailure) return { as: 'failed', reason: this.#readFailure.reason }
    const isBlank = this.recalls && this.#isAgain && !this.#left?.isAnyNoted
    if (isBlank) return { as: 'nothing found' }
    return this.#left?.isOldLeft ? { as: 'too old' } : undefined
  }

  get remembers(): boolean {
    return this.#saveFailure === undefined
  }

  async find(fingerprint: string): Promise<Noted | undefined> {
    if (!this.recalls) return undefined
    const found = await this.#lookUp([this.#facts.boughtPrefix(fingerprint)])
    const noted = found.as === 'hit' ? this.#facts.readBought(found.key, fingerprint) : undefined
    if (noted) this.#known.add(`${fingerprint} ${noted.id}`)
    return noted
  }

  async unsettledSince(): Promise<number | undefined> {
    return this.#unsettled
  }

  async price(priceKey: string): Promise<number | undefined> {
    const { cache = noCache, signal, durations } = this.#how
    const found = await this.#limit(async () =>
      cache.find([this.#facts.pricePrefix(priceKey)], { ms: durations.read, signal }),
    )
    const credits = found.as === 'hit' ? this.#facts.readPrice(found.key, priceKey) : undefined
    if (!this.#prices.has(priceKey)) this.#prices.set(priceKey, credits)
    return credits
  }

  recordPrice(priceKey: string, credits: number, id: string): void {
    if (!this.#opens || !this.#how.cache || credits <= 0 || !isTaskId(id)) return
    if (this.#prices.get(priceKey) === credits) return
    // What is noted already, here or by others, is not noted again: that takes a look once a price key.
    const known = this.#prices.has(priceKey) ? undefined : this.price(priceKey)
    this.#prices.set(priceKey, credits)
    this.#pricing = Promise.all([known, this.#pricing]).then(([noted]) => {
      if (noted !== credits)
        this.#enqueue({ key: this.#facts.price(priceKey, credits, id), id: undefined })
    })
  }

  #enqueue(fact: Queued): void {
    this.#queue.push(fact)
    this.#saving ??= this.#saveAll().finally(() => {
      this.#saving = undefined
    })
  }

  async #findUnsettled(scope: Scope): Promise<number | undefined> {
    let failures = 0
    const otherPlans = Date.now() - this.#how.durations.otherPlans
    const left = await findUnsettled(this.#facts, scope, otherPlans, async (prefixes) => {
      const found = await this.#lookUp(prefixes)
      if (found.as === 'failure') failures += 1
      return found.as === 'hit' ? found.key : undefined
    })
    this.#left = left
    this.#isClear = failures === 0 && left.since === undefined
    return left.since
  }

  async #lookUp(prefixes: readonly string[]): Promise<Found> {
    const { cache = noCache, signal, durations } = this.#how
    const found = await this.#limit(async () =>
      this.#insist<Found>(
        async () => cache.find(prefixes, { ms: durations.read, signal }),
        this.#lookUpsUntil,
      ),
    )
    signal.throwIfAborted()
    if (found.as === 'failure') this.#readFailure ??= found
    return found
  }

  /**
   * The upload does not wait for what earlier attempts left: it is withdrawn where the note has to say more. An attempt that
   * ends before it knows that leaves no note, so that the next one looks as far back; one that cannot know it, not before
   * it creates.
   */
  async #open(): Promise<boolean> {
    const earlier = Promise.race([
      this.#unsettled.catch(() => undefined),
      whenAborted(this.#over.signal),
    ])
    const ended = whenAborted(this.#over.signal).then(() => false)
    const isWanted = earlier.then(
      async (since) =>
        since === undefined &&
        (this.#isClear || (await Promise.race([this.#creating.promise, ended]))),
    )
    const own = await this.#save(this.#facts.open(Date.now(), false), isWanted)
    const since = await earlier
    const opened =
      own.as === 'withdrawn' && since !== undefined
        ? await this.#save(this.#facts.open(since, true))
        : own
    if (opened.as === 'failure') this.#saveFailure = opened
    return opened.as === 'saved'
  }

  async opened(): Promise<void> {
    this.#creating.resolve(true)
    const { signal, durations } = this.#how
    const timer = new AbortController()
    const late = sleep(durations.open, undefined, { signal: timer.signal }).catch(() => undefined)
    await orAborted(Promise.race([this.#opened, late]), signal)
    timer.abort()
  }

  record(fingerprint: string, id: string): void {
    if (this.#how.readOnly) return
    const fact = `${fingerprint} ${id}`
    if (this.#known.has(fact)) return
    this.#known.add(fact)
    if (isTaskId(id)) this.#enqueue({ key: this.#facts.bought(fingerprint, id), id })
    else this.#unsaved.push(id)
  }

  /** Two uploads a second: a repository may make 200 a minute. */
  async #saveAll(): Promise<void> {
    for (let next = this.#queue[0]; next; next = this.#queue[0]) {
      const since = performance.now()
      const saved = await this.#save(next.key)
      this.#queue.shift()
      if (saved.as === 'failure') {
        if (next.id === undefined) continue
        this.#unsaved.push(next.id)
        this.#saveFailure = saved
        continue
      }
      const left = since + this.#how.durations.interval - performance.now()
      const pause = sleep(Math.max(0, left), undefined, { signal: this.#over.signal })
      await pause.catch(() => undefined)
    }
  }

  async #save(key: string, isWanted?: Promise<boolean>): Promise<Saved> {
    const { cache = noCache, durations } = this.#how
    const options = { ms: durations.save, signal: this.#over.signal, ...(isWanted && { isWanted }) }
    return this.#insist<Saved>(async () => cache.save(key, options), Infinity)
  }

  async #insist<T extends Found | Saved>(
    work: () => Promise<T>,
    until: number,
  ): Promise<T | CacheFailure> {
    const stop = AbortSignal.any([this.#how.signal, this.#over.signal])
    return insist(work, until, stop, (end) => {
      this.#isFailing = end.as === 'failure' && end.retryAfter === 0
    })
  }

  async close(known: Accounted, ms: number): Promise<void> {
    const giveUp = () => {
      this.#over.abort()
    }
    const late = setTimeout(giveUp, ms)
    const check = setInterval(() => {
      if (this.#isFailing) giveUp()
    }, this.#how.durations.closeFailing)
    const isOpened = await this.#opened
    await Promise.race([this.#pricing, whenAborted(this.#over.signal)])
    await this.#saving
    const isSaved = this.#unsaved.length === 0 && this.#queue.length === 0
    const isComplete = isSaved && (known === 'all' || (known === 'creates' && this.#isClear))
    if (this.#opens && isOpened && isComplete) await this.#save(this.#facts.closed())
    clearTimeout(late)
    clearInterval(check)
    giveUp()
    const ids = [...this.#unsaved, ...this.#queue.flatMap(({ id }) => id ?? [])]
    if (!this.#saveFailure && ids.length === 0) return
    const why = this.#saveFailure?.reason ?? 'there was no time left'
    const collect = ids.length > 0 ? ` To collect, use \`task-id: ${ids.join(', ')}\`.` : ''
    this.#how.log.info(
      `A re-run may not find ${ids.length > 0 ? pluralize(ids.length, 'task') : 'all'} of this step: ${why}.${collect}`,
    )
  }
}
