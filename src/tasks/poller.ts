import type { ApiError } from '../api/error.ts'
import type { Api } from '../api/creatify.ts'
import { retryWait } from '../base/retry.ts'
import { isKnownStatus, type Task } from '../api/task.ts'
import type { Durations } from '../base/durations.ts'
import { messageOf, orAborted } from '../base/errors.ts'
import { isRecord } from '../base/json.ts'
import type { Log } from '../base/log.ts'
import { formatDuration, truncate } from '../base/text.ts'
import { isGoneForGood, taskLooks, type Look, type LookAt, type Missing } from './looks.ts'
import { isDue, nextTick, type Schedule, type Tick, type PollState } from './schedule.ts'

/** How the waiting for a task ended. `unfinished`: the API may still be at it. */
export type Ending =
  | { readonly status: 'done'; readonly task: Task }
  | { readonly status: 'failed'; readonly task: Task; readonly reason: string }
  | { readonly status: 'unfinished'; readonly task: Task; readonly reason: string }

/** A task that is waited for, and what its looks gave so far. */
interface Watched extends PollState {
  readonly name: string
  readonly schedule: Schedule
  readonly since: number
  task: Task
  notBefore: number
  /** Lets it look; undefined while it does. */
  release: (() => void) | undefined
  /** Looks at the done task that showed too few assets. */
  emptyDonePolls: number
  missing: Missing | undefined
  /** The last good answer about it, or the last look before it failed. */
  lastHealthyAt: number
  /** Looks that failed since then. */
  failures: number
}

const mostEmptyDonePolls = 3

/**
 * Waits for the tasks of a step, each in a loop of its own; a shared beat lets all that are due look at once, so that one
 * request asks for all. A task survives an outage since the last good answer about it, whatever becomes of the others. When
 * `signal` aborts, every task ends `unfinished`.
 */
export class Poller {
  readonly #look: LookAt
  readonly #log: Log
  readonly #durations: Pick<Durations, 'api' | 'polling'>
  readonly #signal: AbortSignal
  readonly #watched = new Set<Watched>()
  readonly #unknownStatuses = new Set<string>()
  #timer: NodeJS.Timeout | undefined
  #beat: { lastTick: number | undefined; slowdown: number; notBefore: number } = {
    lastTick: undefined,
    slowdown: 1,
    notBefore: 0,
  }
  /** When all was well, once the log says that it is not. */
  #healthyBefore: number | undefined

  constructor(
    api: Api,
    log: Log,
    durations: Pick<Durations, 'api' | 'polling'>,
    signal: AbortSignal,
  ) {
    this.#look = taskLooks(api, durations.api, signal)
    this.#log = log
    this.#durations = durations
    this.#signal = signal
  }

  /** Resolves when the task has ended or the waiting has. `since`: when its create was sent. */
  async watch(name: string, task: Task, since: number, schedule: Schedule): Promise<Ending> {
    const watched: Watched = {
      ...{ name, schedule, since, task, notBefore: 0, release: undefined, emptyDonePolls: 0 },
      ...{ missing: undefined, lastHealthyAt: performance.now(), failures: 0 },
    }
    this.#watched.add(watched)
    try {
      return await orAborted(this.#poll(watched), this.#signal)
    } catch (error) {
      if (!this.#signal.aborted) throw error
      return unfinished(watched, messageOf(this.#signal.reason))
    } finally {
      this.#watched.delete(watched)
      if (this.#watched.size === 0) this.#beat.lastTick = undefined
      this.#arm()
    }
  }

  async #poll(watched: Watched): Promise<Ending> {
    const { state } = watched.task
    let ending = state === 'running' ? undefined : this.#endOf(watched, watched.task)
    while (!ending) {
      await this.#turn(watched)
      if (watched.failures === 0) watched.lastHealthyAt = performance.now()
      ending = this.#answered(watched, await this.#look(watched.task.id))
    }
    return ending
  }

  /** Resolves with the next tick in which the task is due. */
  async #turn(watched: Watched): Promise<void> {
    return new Promise((resolve) => {
      watched.release = resolve
      this.#arm()
    })
  }

  #arm(): void {
    clearTimeout(this.#timer)
    const all = [...this.#watched]
    if (all.length === 0 || this.#signal.aborted) return
    const now = performance.now()
    const { longestInterval } = this.#durations.polling
    const tick = nextTick(all, this.#beat, longestInterval, now, Math.random())
    this.#timer = setTimeout(
      () => {
        this.#tick(tick)
      },
      Math.max(0, tick.at - now),
    )
  }

  #tick({ planned, interval }: Tick): void {
    const now = performance.now()
    // Ticks that were missed are not caught up with.
    // Jitter leaves the grid as it is; a wait that the API asked for moves it.
    this.#beat.lastTick = now - planned > interval / 4 ? now : planned
    for (const watched of this.#watched) {
      if (!watched.release || !isDue(watched, now, interval)) continue
      watched.release()
      watched.release = undefined
    }
    this.#arm()
  }

  #answered(watched: Watched, look: Look): Ending | undefined {
    if (look.as === 'failed') return this.#failed(watched, look.failure)
    watched.failures = 0
    watched.lastHealthyAt = performance.now()
    if (this.#healthyBefore !== undefined && ![...this.#watched].some(({ failures }) => failures)) {
      const outage = formatDuration(watched.lastHealthyAt - this.#healthyBefore)
      this.#log.info(`The API answers again after ${outage}.`)
      this.#healthyBefore = undefined
    }
    if (look.as === 'missing') return this.#missing(watched)
    const { task } = look
    if (task.rawStatus !== watched.task.rawStatus && task.state === 'running')
      this.#log.info(`${watched.name}: ${task.rawStatus}`)
    watched.task = task
    watched.missing = undefined
    return this.#endOf(watched, task)
  }

  /** An answer that is of no use is an outage as well, unless no later one can be better. */
  #failed(watched: Watched, failure: ApiError): Ending | undefined {
    const { api } = this.#durations
    const now = performance.now()
    watched.failures += 1
    const isOver = failure.status === 401 || now - watched.lastHealthyAt >= api.maxOutage
    if (isOver) return unfinished(watched, failure.message)
    if (this.#healthyBefore === undefined) {
      this.#healthyBefore = watched.lastHealthyAt
      this.#log.info(`${failure.message}. The tasks go on; asking again.`)
    }
    // Without jitter of its own: tasks of one failed request wait for the same tick, and the beat has jitter.
    const failed = { kind: 'task', attempt: watched.failures, left: Infinity } as const
    const wait = retryWait(failure, failed, api, 1) ?? api.longestBackoff
    if (failure.status !== 429) watched.notBefore = now + wait
    // Of several tasks that one answer is about, the first one slows down.
    else if (now >= this.#beat.notBefore) {
      this.#beat.slowdown *= 2
      this.#beat.notBefore = now + wait
    }
    return undefined
  }

  #missing(watched: Watched): Ending | undefined {
    const now = performance.now()
    const { since, count } = watched.missing ?? { since: now, count: 0 }
    watched.missing = { since, count: count + 1 }
    if (!isGoneForGood(watched.missing, this.#durations.polling.missing, now)) return undefined
    const reason = `The API does not know the task ${watched.task.id} any more. Check that the credentials are of the same account, then run this again.`
    return { status: 'failed', task: watched.task, reason }
  }

  #endOf(watched: Watched, task: Task): Ending | undefined {
    const { name } = watched
    if (task.state === 'failed') {
      const unsaid = 'The API gave no reason. Change the params, or run this again.'
      return { status: 'failed', task, reason: task.failedReason ?? unsaid }
    }
    if (task.state === 'running') {
      if (!isKnownStatus(task.rawStatus) && !this.#unknownStatuses.has(task.rawStatus)) {
        this.#unknownStatuses.add(task.rawStatus)
        this.#log.warning(
          `${name}: the API reports the unknown status "${task.rawStatus}". Waiting on.`,
        )
      }
      return undefined
    }
    const { length } = task.assets
    const expected = Math.max(1, task.outputs ?? 1)
    if (length >= expected) return { status: 'done', task }
    watched.emptyDonePolls += 1
    watched.notBefore = performance.now() + this.#durations.polling.lateAssets
    if (watched.emptyDonePolls <= mostEmptyDonePolls) return undefined
    if (length > 0) {
      this.#log.warning(`${name}: the task is done, and has ${length} of ${expected} files.`)
      return { status: 'done', task }
    }
    const raw = isRecord(task.raw) ? { ...task.raw, input_params: undefined } : task.raw
    const quoted = truncate(JSON.stringify(raw), 600)
    const reason = `The task is done and has no assets. Give the id to Creatify's support. The API says: ${quoted}`
    return { status: 'failed', task, reason }
  }
}

function unfinished({ task }: Watched, reason: string): Ending {
  return { status: 'unfinished', task, reason }
}
