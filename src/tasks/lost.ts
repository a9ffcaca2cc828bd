import { setTimeout as sleep } from 'node:timers/promises'
import type { Api, CreateRequest } from '../api/creatify.ts'
import type { Task } from '../api/task.ts'
import type { Durations } from '../base/durations.ts'
import { messageOf } from '../base/errors.ts'
import type { Log } from '../base/log.ts'
import { rehostsIn } from './matching.ts'
import type { Claims } from './claims.ts'
import { settle, withoutClock, type ListReading, type OpenCreate, type Verdict } from './settle.ts'

/** What a lost create is looked for with. */
interface Looking {
  readonly log: Log
  readonly claims: Claims
  /** Aborts when the step ends: what is not settled by then stays unknown. */
  readonly stop: AbortSignal
  readonly durations: Durations['settle']
}

/** The end of a search: `task` and `none` as in a verdict. */
export type Settled =
  Extract<Verdict, { as: 'task' | 'none' }> | { readonly as: 'unknown'; readonly evidence: string }

/** A create that was sent. */
export interface Sent {
  readonly asked: CreateRequest
  /** On the server's clock; undefined where that is not known. */
  readonly at: number | undefined
  /** On the clock of `performance.now()`. */
  readonly sentAt: number
}

/**
 * The one reader of the task list of a step, for all its lost creates and for those of earlier attempts. It reads as long
 * as a create is lost and not settled.
 */
export class LostCreates {
  readonly #api: Api
  readonly #how: Looking
  readonly #onTheWay = new Set<Sent>()
  /** Lost ones whose end is awaited. */
  readonly #open = new Map<OpenCreate, (end: Settled) => void>()
  readonly #doubts: Set<OpenCreate>
  readonly #adopted: OpenCreate[] = []
  /** Those that were sent before the API had told its time. */
  readonly #untimed = new Set<OpenCreate>()
  readonly #rehosts = new Set<string>()
  readonly #readings: ListReading[] = []
  #reading: Promise<void> | undefined
  #pause = new AbortController()

  /** `doubts`: creates that could not be settled before. */
  constructor(api: Api, how: Looking, doubts: readonly OpenCreate[] = []) {
    this.#api = api
    this.#how = how
    this.#doubts = new Set(doubts)
  }

  /** Creates that could not be settled: a task may still be theirs. */
  get doubts(): readonly OpenCreate[] {
    return [...this.#doubts]
  }

  /** Aborts when a create is lost: nothing may be sent from then on until `settled`. */
  get pause(): AbortSignal {
    return this.#pause.signal
  }

  /** Resolves once no create is lost and not settled. */
  async settled(): Promise<void> {
    while (this.#reading) await this.#reading
  }

  /** A create is about to be sent. */
  send(asked: CreateRequest): Sent {
    const sent = { asked, at: this.#api.now(), sentAt: performance.now() }
    this.#onTheWay.add(sent)
    return sent
  }

  /** The answer to it is known: this task, or none. */
  answered(sent: Sent, task?: Task): void {
    this.#onTheWay.delete(sent)
    if (task) this.learn(sent.asked, task)
  }

  /** A task is known to be of this create: its params show what the API does with URLs. */
  learn(asked: CreateRequest, task: Task): void {
    for (const host of rehostsIn(asked.params, task.params)) this.#rehosts.add(host)
  }

  /** The answer to it was lost. Resolves with what became of it; a task is then claimed. Images are done within a minute. */
  async lose(sent: Sent, how: 'reset' | 'timeout', isImage: boolean): Promise<Settled> {
    const { holdAfterReset, holdAfterTimeout, tolerance, earlierTolerance } = this.#how.durations
    this.#onTheWay.delete(sent)
    const { asked, at, sentAt } = sent
    const now = performance.now()
    // Where the server's clock is not known, the runner's is all there is: enough to name tasks, not to prove anything.
    const [time, error] =
      at === undefined ? [Date.now() - (now - sentAt), earlierTolerance] : [at, tolerance]
    const create = {
      asked,
      sentAt: time,
      notBefore: time - error,
      visibleBy: now + (how === 'reset' ? holdAfterReset : holdAfterTimeout),
      endedBy: isImage ? sentAt + holdAfterTimeout : Infinity,
    }
    if (at === undefined) this.#untimed.add(create)
    return this.#settle(create)
  }

  /**
   * An earlier attempt may have made it since then, by the runner's clock, in milliseconds since 1970. `startedAt`: when
   * this attempt began, on the clock of `performance.now()`.
   */
  async lookFor(
    asked: CreateRequest,
    { since, startedAt, isImage }: { since: number; startedAt: number; isImage: boolean },
  ): Promise<Settled> {
    const { holdAfterTimeout, earlierTolerance, ended } = this.#how.durations
    const visibleBy = startedAt + holdAfterTimeout
    return this.#settle({
      asked,
      sentAt: since,
      notBefore: since - earlierTolerance,
      visibleBy,
      endedBy: isImage || Date.now() - since > ended ? visibleBy : Infinity,
    })
  }

  async #settle(create: OpenCreate): Promise<Settled> {
    this.#pause.abort()
    return new Promise((resolve) => {
      this.#open.set(create, resolve)
      this.#reading ??= this.#read().finally(() => {
        this.#reading = undefined
        this.#pause = new AbortController()
      })
    })
  }

  async #read(): Promise<void> {
    const { stop } = this.#how
    // Those that are lost at the same time share the first reading.
    await Promise.resolve()
    while (this.#open.size > 0) {
      if (!this.#isWaiting()) {
        this.#readings.push(await this.#readOnce())
        this.#judge()
      }
      if (stop.aborted) this.#giveUp(messageOf(stop.reason))
      if (this.#open.size === 0) return
      await sleep(this.#untilNext(), undefined, { signal: stop }).catch(() => undefined)
    }
  }

  /** A pause, or less where a reading proves more a moment later. */
  #untilNext(): number {
    const now = performance.now()
    const times = [...this.#open.keys()].flatMap(({ visibleBy, endedBy }) => [visibleBy, endedBy])
    const left = times.filter((time) => time >= now).map((time) => time - now + 1)
    return Math.min(this.#how.durations.pause, ...left)
  }

  /** Every lost create waits for the answer to another one. */
  #isWaiting(): boolean {
    const models = new Set([...this.#onTheWay].map(({ asked }) => asked.model))
    return [...this.#open.keys()].every(({ asked }) => models.has(asked.model))
  }

  async #readOnce(): Promise<ListReading> {
    const began = performance.now()
    const since = Math.min(...[...this.#open.keys()].map(({ notBefore }) => notBefore))
    try {
      const options = { ms: this.#how.durations.list, signal: this.#how.stop }
      return { began, tasks: await this.#api.listTasksSince(since, options) }
    } catch (error) {
      return { began, failure: messageOf(error) }
    }
  }

  #judge(): void {
    const { claims } = this.#how
    const isTimed = this.#api.now() !== undefined && this.#untimed.size === 0
    const decide = isTimed ? settle : withoutClock
    const verdicts = decide({
      creates: [...this.#open.keys(), ...this.#doubts],
      modelsOnTheWay: new Set([...this.#onTheWay].map(({ asked }) => asked.model)),
      readings: this.#readings,
      isClaimed: (id) => claims.has(id),
      rehosts: this.#rehosts,
      settled: this.#adopted,
    })
    for (const [create, verdict] of verdicts) {
      if (!this.#open.has(create)) continue
      // A step beside this one may have claimed it a moment ago: the next reading decides without it.
      if (verdict.as === 'task' && !claims.claim(verdict.task.id)) continue
      if (verdict.as === 'unknown' && !verdict.final) continue
      if (verdict.as === 'task') this.#adopted.push(create)
      if (verdict.as === 'unknown') this.#doubts.add(create)
      this.#end(create, verdict)
    }
  }

  #giveUp(evidence: string): void {
    for (const create of this.#open.keys()) {
      this.#doubts.add(create)
      this.#end(create, { as: 'unknown', evidence })
    }
  }

  #end(create: OpenCreate, end: Settled): void {
    this.#open.get(create)?.(end)
    this.#open.delete(create)
  }
}
