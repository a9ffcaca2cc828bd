import pLimit from 'p-limit'
import { ApiError } from './apierror.ts'
import { batchSize, type Api, type Task } from './creatify.ts'
import { messageOf } from './errors.ts'
import { outage } from './http.ts'
import { spell, type Log } from './log.ts'

/** How the waiting for a task ended. `unfinished`: the API may still be at it. */
export type Ending =
  | { readonly status: 'done'; readonly task: Task }
  | { readonly status: 'failed'; readonly task: Task; readonly reason: string }
  | { readonly status: 'unfinished'; readonly task: Task; readonly reason: string }

/** When a task is looked at: milliseconds since its create. */
interface Rhythm {
  readonly first: number
  interval(this: void, age: number): number
}

const images: Rhythm = { first: 2000, interval: (age) => (age < 10_000 ? 1000 : 2000) }
const others: Rhythm = { first: 10_000, interval: () => 5000 }

/** The rhythm by what is made (`text_to_image`, or just `image`), unless `pollInterval` overrides both of its numbers. */
export function rhythmOf(type: string, pollInterval: number | undefined): Rhythm {
  if (pollInterval !== undefined) return { first: pollInterval, interval: () => pollInterval }
  return type.endsWith('image') ? images : others
}

interface Watched {
  readonly name: string
  readonly rhythm: Rhythm
  /** On the clock of `performance.now()`, like every time in here. */
  readonly since: number
  readonly settle: (ending: Ending) => void
  task: Task
  notBefore: number
  bareLooks: number
  missing: { readonly since: number; count: number } | undefined
}

const jitter = 0.1
const longestInterval = 30_000
const bareLooks = 3
const bareWait = 5000
const missingLooks = 3
const missingTime = 30_000
const singlesAtOnce = 10
const mostRefusals = 3
const knownWords = new Set(['initializing', 'generating', 'done', 'failed'])

/**
 * Waits for all tasks of a step with one timer and one request for all of them. It survives outages of five minutes since
 * the last good answer. When `signal` aborts, every task ends `unfinished`.
 */
export class Poller {
  readonly #api: Api
  readonly #log: Log
  readonly #signal: AbortSignal
  readonly #watched = new Map<string, Watched>()
  readonly #strangeWords = new Set<string>()
  #timer: NodeJS.Timeout | undefined
  #lastTick: number | undefined
  #asking = false
  #slowdown = 1
  #slower = false
  /** Of batches, one after the other. */
  #refusals = 0
  #lastGood = performance.now()
  #lastFailure: ApiError | undefined

  constructor(api: Api, log: Log, signal: AbortSignal) {
    this.#api = api
    this.#log = log
    this.#signal = signal
    signal.addEventListener('abort', () => {
      this.#giveUp([...this.#watched.values()], messageOf(signal.reason))
    })
  }

  /** Resolves when the task has ended or the waiting has. `since`: when its create was sent. Never rejects. */
  async watch(name: string, task: Task, since: number, rhythm: Rhythm): Promise<Ending> {
    return new Promise((resolve) => {
      const watched: Watched = {
        name,
        rhythm,
        since,
        task,
        notBefore: 0,
        bareLooks: 0,
        missing: undefined,
        settle: (ending) => {
          this.#watched.delete(task.id)
          if (this.#watched.size === 0) this.#rest()
          resolve(ending)
        },
      }
      if (this.#watched.size === 0) this.#lastGood = performance.now()
      this.#watched.set(task.id, watched)
      if (this.#signal.aborted) this.#giveUp([watched], messageOf(this.#signal.reason))
      else if (task.state !== 'running') this.#note(watched, task)
      if (this.#watched.size === 0) this.#rest()
      this.#arm()
    })
  }

  #rest(): void {
    clearTimeout(this.#timer)
    this.#lastTick = undefined
  }

  /** Before the first look, the earliest first look; then the shortest interval that any task asks for by its age. */
  #arm(): void {
    clearTimeout(this.#timer)
    const all = [...this.#watched.values()]
    if (this.#asking || all.length === 0) return
    const now = performance.now()
    const asked = Math.min(...all.map(({ rhythm, since }) => rhythm.interval(now - since)))
    const interval = Math.max(asked, Math.min(longestInterval, this.#slowdown * asked))
    const planned =
      this.#lastTick === undefined
        ? Math.min(...all.map(({ rhythm, since }) => since + rhythm.first))
        : this.#lastTick + interval
    const shifted = planned + interval * jitter * (2 * Math.random() - 1)
    this.#timer = setTimeout(
      () => {
        void this.#tick(planned, interval)
      },
      Math.max(0, shifted - now),
    )
  }

  async #tick(planned: number, interval: number): Promise<void> {
    const now = performance.now()
    this.#lastTick = planned
    this.#asking = true
    const due = [...this.#watched.values()].filter(
      ({ rhythm, since, notBefore }) =>
        now - since >= rhythm.first - interval * jitter && now >= notBefore,
    )
    try {
      if (due.length > 0) await this.#ask(due)
    } catch (error) {
      if (!this.#signal.aborted) this.#bear(error, due)
    } finally {
      this.#asking = false
      const end = performance.now()
      // A slow answer is not caught up with: the grid starts anew.
      if (end - planned > interval) this.#lastTick = end
      if (this.#slower) this.#slowdown *= 2
      this.#slower = false
      this.#arm()
    }
  }

  /** An answer that is of no use is an outage as well, unless no later one can be better. */
  #bear(error: unknown, due: readonly Watched[]): void {
    const passing = error instanceof ApiError && error.status !== 401
    const over = performance.now() - this.#lastGood >= outage
    if (passing && !over) this.#trouble(error)
    else this.#giveUp(due, messageOf(error))
  }

  #trouble(failure: ApiError): void {
    if (failure.status === 429) this.#slower = true
    if (!this.#lastFailure) this.#log.info(`${failure.message}. The tasks go on; asking again.`)
    this.#lastFailure = failure
  }

  async #ask(due: readonly Watched[]): Promise<void> {
    if (due.length === 1 || this.#refusals >= mostRefusals) return this.#askSingly(due)
    const pages = Array.from({ length: Math.ceil(due.length / batchSize) }, (_, i) =>
      due.slice(i * batchSize, (i + 1) * batchSize),
    )
    await Promise.all(
      pages.map(async (page) => {
        const answer = await this.#get((patience) =>
          this.#api.lookMany(
            page.map(({ task }) => task.id),
            patience,
          ),
        )
        if (answer === undefined) {
          this.#refusals += 1
          return this.#askSingly(page)
        }
        this.#refusals = 0
        const tasks = new Map(answer.map((task) => [task.id, task]))
        const left = page.filter((watched) => {
          const task = tasks.get(watched.task.id)
          if (task) this.#note(watched, task)
          return task === undefined
        })
        return this.#askSingly(left)
      }),
    )
  }

  async #askSingly(due: readonly Watched[]): Promise<void> {
    const limit = pLimit(singlesAtOnce)
    await Promise.all(
      due.map((watched) =>
        limit(async () => {
          const task = await this.#get((patience) => this.#api.look(watched.task.id, patience))
          if (task) this.#note(watched, task)
          else this.#miss(watched)
        }),
      ),
    )
  }

  /** One GET that goes on through an outage, counted from the last good answer of any. */
  async #get<T>(request: (patience: Parameters<Api['look']>[1]) => Promise<T>): Promise<T> {
    // Between two looks nobody knows of trouble.
    if (!this.#lastFailure) this.#lastGood = performance.now()
    const answer = await request({
      ms: this.#lastGood + outage - performance.now(),
      signal: this.#signal,
      onRetry: (failure) => {
        this.#trouble(failure)
      },
    })
    const now = performance.now()
    if (this.#lastFailure)
      this.#log.info(`The API answers again after ${spell(now - this.#lastGood)}.`)
    this.#lastFailure = undefined
    this.#lastGood = now
    return answer
  }

  #note(watched: Watched, task: Task): void {
    const { name, settle } = watched
    if (task.word !== watched.task.word && task.state === 'running')
      this.#log.info(`${name}: ${task.word}`)
    watched.task = task
    watched.missing = undefined
    if (!knownWords.has(task.word.toLowerCase()) && !this.#strangeWords.has(task.word)) {
      this.#strangeWords.add(task.word)
      this.#log.warning(`${name}: the API reports the unknown status "${task.word}". Waiting on.`)
    }
    if (task.state === 'failed') {
      const unsaid = 'The API gave no reason. Change the params, or run this again.'
      settle({ status: 'failed', task, reason: task.failedReason ?? unsaid })
    } else if (task.state === 'done' && task.assets.length > 0) {
      settle({ status: 'done', task })
    } else if (task.state === 'done') {
      watched.bareLooks += 1
      watched.notBefore = performance.now() + bareWait
      if (watched.bareLooks <= bareLooks) return
      const quoted = JSON.stringify(task.raw).slice(0, 600)
      settle({
        status: 'failed',
        task,
        reason: `The task is done and has no assets. Give the id to Creatify's support. The API says: ${quoted}`,
      })
    }
  }

  #miss(watched: Watched): void {
    const now = performance.now()
    watched.missing ??= { since: now, count: 0 }
    watched.missing.count += 1
    const { since, count } = watched.missing
    if (count < missingLooks || now - since < missingTime) return
    const reason = `The API does not know the task ${watched.task.id} any more. Check that the credentials are of the same account, then run this again.`
    watched.settle({ status: 'failed', task: watched.task, reason })
  }

  #giveUp(watched: readonly Watched[], reason: string): void {
    for (const { settle, task } of watched) settle({ status: 'unfinished', task, reason })
  }
}
