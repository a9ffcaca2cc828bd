import pLimit from 'p-limit'
import { ApiError } from '../api/error.ts'
import { batchSize, type Api } from '../api/creatify.ts'
import { type Task } from '../api/task.ts'
import { isRecord } from '../base/json.ts'
import { messageOf } from '../base/errors.ts'
import { type RetryOptions } from '../api/http.ts'
import { type Log } from '../base/log.ts'
import { formatDuration } from '../base/text.ts'

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
  /** A request for it is under way. */
  asked: boolean
  /** When all was well with it: the last good answer, or the last question before the trouble. */
  well: number
  /** Since then no answer about it was of use. */
  troubled: boolean
}

const maxOutage = 300_000
const jitter = 0.1
const longestInterval = 30_000
const bareLooks = 3
const bareWait = 5000
const missingLooks = 3
const missingTime = 30_000
const singlesAtOnce = 10
const mostRefusals = 3
const patience = 30_000
const knownWords = new Set(['initializing', 'generating', 'done', 'failed'])

/**
 * Waits for all tasks of a step with one timer and one request for all of them. A task survives outages of five minutes
 * since the last good answer about it, whatever becomes of the others. When `signal` aborts, every task ends `unfinished`.
 */
export class Poller {
  readonly #api: Api
  readonly #log: Log
  readonly #signal: AbortSignal
  readonly #watched = new Map<string, Watched>()
  readonly #strangeWords = new Set<string>()
  readonly #limit = pLimit(singlesAtOnce)
  #timer: NodeJS.Timeout | undefined
  #lastTick: number | undefined
  #slowdown = 1
  /** Of batches, one after the other. */
  #refusals = 0
  /** When all was well, where people were told that it is not. */
  #wellBefore: number | undefined

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
        asked: false,
        well: performance.now(),
        troubled: false,
        settle: (ending) => {
          this.#watched.delete(task.id)
          if (this.#watched.size === 0) this.#rest()
          resolve(ending)
        },
      }
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
    if (all.length === 0) return
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
        this.#tick(planned, interval)
      },
      Math.max(0, shifted - now),
    )
  }

  /** Asks about whatever is due, and does not wait for the answers: one that is late holds up no other. */
  #tick(planned: number, interval: number): void {
    const now = performance.now()
    // Ticks that were missed are not caught up with: the grid starts anew.
    this.#lastTick = now - planned > interval ? now : planned
    const due = [...this.#watched.values()].filter(
      ({ rhythm, since, notBefore, asked }) =>
        !asked && now - since >= rhythm.first - interval * jitter && now >= notBefore,
    )
    for (const watched of due) {
      watched.asked = true
      // Between two looks nobody knows of trouble.
      if (!watched.troubled) watched.well = now
    }
    if (due.length === 1 || this.#refusals >= mostRefusals) this.#askSingly(due)
    else {
      for (let i = 0; i < due.length; i += batchSize)
        void this.#askTogether(due.slice(i, i + batchSize))
    }
    this.#arm()
  }

  async #askTogether(page: readonly Watched[]): Promise<void> {
    try {
      const answer = await this.#get(page, (patience) =>
        this.#api.getTasks(
          page.map(({ task }) => task.id),
          patience,
        ),
      )
      this.#refusals = answer === undefined ? this.#refusals + 1 : 0
      const tasks = new Map((answer ?? []).map((task) => [task.id, task]))
      this.#askSingly(
        page.filter((watched) => {
          const task = tasks.get(watched.task.id)
          if (task) this.#answered(watched, task)
          return task === undefined
        }),
      )
    } catch (error) {
      // One task may be what the API stumbles over: the others are then to be had singly.
      if (error instanceof ApiError && (error.status ?? 0) >= 500) this.#askSingly(page)
      else this.#bear(error, page)
    }
  }

  #askSingly(due: readonly Watched[]): void {
    for (const watched of due) {
      const { id } = watched.task
      void this.#limit(async () => {
        if (!this.#watched.has(id)) return
        try {
          const task = await this.#get([watched], (patience) => this.#api.getTask(id, patience))
          this.#answered(watched, task)
        } catch (error) {
          this.#bear(error, [watched])
        }
      })
    }
  }

  /**
   * One GET that goes on through trouble for a while: a later tick goes on after it, so that one task holds up no other.
   * What the API asks to wait is waited, and slows all later looks down.
   */
  async #get<T>(
    asking: readonly Watched[],
    request: (patience: RetryOptions) => Promise<T>,
  ): Promise<T> {
    const began = performance.now()
    const giveUp = new AbortController()
    const told = { slower: false }
    try {
      return await request({
        ms: Math.max(...asking.map(({ well }) => well)) + maxOutage - began,
        signal: AbortSignal.any([this.#signal, giveUp.signal]),
        onRetry: (failure) => {
          this.#trouble(failure, asking)
          if (failure.status === 429) told.slower = true
          else if (performance.now() - began > patience) giveUp.abort(failure)
        },
      })
    } finally {
      if (told.slower) {
        this.#slowdown *= 2
        this.#lastTick = performance.now()
        this.#arm()
      }
    }
  }

  #trouble(failure: ApiError, asking: readonly Watched[]): void {
    for (const watched of asking) watched.troubled = true
    if (this.#wellBefore !== undefined) return
    this.#wellBefore = Math.min(...asking.map(({ well }) => well))
    this.#log.info(`${failure.message}. The tasks go on; asking again.`)
  }

  /** An answer that is of no use is an outage as well, unless no later one can be better. */
  #bear(error: unknown, asking: readonly Watched[]): void {
    if (this.#signal.aborted) return
    const passing = error instanceof ApiError && error.status !== 401
    if (passing) this.#trouble(error, asking)
    const now = performance.now()
    this.#giveUp(
      asking.filter(({ well }) => !passing || now - well >= maxOutage),
      messageOf(error),
    )
    for (const watched of asking) watched.asked = false
  }

  #answered(watched: Watched, task: Task | undefined): void {
    watched.asked = false
    watched.troubled = false
    watched.well = performance.now()
    if (
      this.#wellBefore !== undefined &&
      ![...this.#watched.values()].some((each) => each.troubled)
    ) {
      this.#log.info(
        `The API answers again after ${formatDuration(watched.well - this.#wellBefore)}.`,
      )
      this.#wellBefore = undefined
    }
    if (task) this.#note(watched, task)
    else this.#miss(watched)
  }

  #note(watched: Watched, task: Task): void {
    const { name, settle } = watched
    if (task.rawStatus !== watched.task.rawStatus && task.state === 'running')
      this.#log.info(`${name}: ${task.rawStatus}`)
    watched.task = task
    watched.missing = undefined
    if (!knownWords.has(task.rawStatus.toLowerCase()) && !this.#strangeWords.has(task.rawStatus)) {
      this.#strangeWords.add(task.rawStatus)
      this.#log.warning(
        `${name}: the API reports the unknown status "${task.rawStatus}". Waiting on.`,
      )
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
      const raw = isRecord(task.raw) ? { ...task.raw, input_params: undefined } : task.raw
      const quoted = JSON.stringify(raw).slice(0, 600)
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
