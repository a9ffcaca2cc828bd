import { setTimeout as sleep } from 'node:timers/promises'
import type { Budget, Reservation } from './budget.ts'
import type { Api, CreateRequest } from '../api/creatify.ts'
import type { Task } from '../api/task.ts'
import type { Params } from '../api/task.ts'
import { Creator } from './create.ts'
import { LostCreates } from './lost.ts'
import type { OpenCreate } from './settle.ts'
import { type Log } from '../base/log.ts'
import { pluralize } from '../base/text.ts'
import { formatDuration } from '../base/text.ts'
import { parentResult, type Generation, type Resolved } from '../manifest/generation.ts'
import { Poller } from './poller.ts'
import { scheduleOf } from './schedule.ts'
import type { Claims } from './claims.ts'
import type { Durations } from '../base/durations.ts'
import type { Finding } from '../base/findings.ts'
import type { Gap } from '../documents/gaps.ts'
import {
  done,
  failed,
  failedTask,
  outcomeOf,
  skipped,
  submitted,
  type About,
  type Begun,
  type Ended,
  type Outcome,
  type Skipped,
} from './outcome.ts'

/** How the step waits. Times in milliseconds. */
export interface Waiting {
  /** False: create, and end without waiting. */
  readonly wait: boolean
  /** From the first create or recall to the last look. */
  readonly timeout: number
  readonly pollInterval: number | undefined
  readonly durations: Pick<Durations, 'api' | 'polling' | 'settle' | 'prices'>
  /** Tasks in flight at once. */
  readonly concurrency: number
  readonly budget: Budget | undefined
  /** Whether a task that was there already was paid for by this run, and counts against the budget. */
  readonly ofThisRun: (task: Task) => boolean
  /** Aborts when the step is cancelled; its reason is told to people. */
  readonly signal: AbortSignal
  readonly log: Log
  readonly claims: Claims
  /** Told each task the moment the API has named it, before anything waits for it. */
  readonly onTask: (begun: Begun) => void
}

/** What a step does, as far as it is known before anything is created. */
export interface Batch {
  readonly ready: readonly Planned[]
  /** Nothing can be done for them. */
  readonly ended: readonly Ended[]
  /** Creates of earlier attempts of which nobody knows what became. */
  readonly doubts?: readonly OpenCreate[]
}

/**
 * Creates every generation that is ready and has no task, waits for all, and hands each outcome to `settle` the moment it
 * is known, so that one's files are saved while others are waited for. A child starts when its parents are done. Ends of
 * generations are values: it rejects only when `settle` does.
 */
export async function generate(
  batch: Batch,
  api: Api,
  waiting: Waiting,
  settle: (outcome: Outcome) => Promise<void>,
): Promise<void> {
  const { timeout, signal } = waiting
  const late = new AbortController()
  const timer = setTimeout(() => {
    late.abort(new Error(`not done when the timeout of ${formatDuration(timeout)} was over`))
  }, timeout)
  const stop = AbortSignal.any([signal, late.signal])
  try {
    await new Line(batch, api, waiting, stop, settle).run()
  } finally {
    clearTimeout(timer)
  }
}

/** A finished task that told no credits is asked so often. */
const priceLooks = 6

/** Everything that is asked for, waiting for its turn, under way or ended. */
class Line {
  readonly #api: Api
  readonly #how: Waiting
  readonly #stop: AbortSignal
  readonly #settle: (outcome: Outcome) => Promise<void>
  readonly #poller: Poller
  readonly #creator: Creator
  readonly #lost: LostCreates
  readonly #known: readonly Planned[]
  readonly #waiting: Set<Planned>
  readonly #hasChains: boolean
  /** Tasks in flight, or about to be. */
  #running = 0
  /** Started, and not handed over yet. */
  #open = 0
  readonly #ends = new Map<string, Outcome>()
  readonly #requests = new Map<Generation, CreateRequest>()
  #isReadingBalance = false
  readonly #settling: Promise<void>[] = []
  readonly #allOver = Promise.withResolvers<undefined>()

  constructor(
    { ready, ended, doubts }: Batch,
    api: Api,
    how: Waiting,
    stop: AbortSignal,
    settle: (outcome: Outcome) => Promise<void>,
  ) {
    const { durations, log, claims, timeout } = how
    this.#api = api
    this.#how = how
    this.#stop = stop
    this.#settle = settle
    this.#poller = new Poller(api, log, durations, stop)
    const deadline = performance.now() + timeout
    const lost = new LostCreates(api, { log, claims, stop, durations: durations.settle }, doubts)
    this.#lost = lost
    this.#creator = new Creator(api, { log, claims, lost, stop, deadline })
    this.#known = ready.filter(({ task }) => task)
    this.#waiting = new Set(ready.filter(({ task }) => !task))
    this.#hasChains = ready.some(({ generation }) => generation.parents.length > 0)
    for (const outcome of ended) {
      this.#note(outcome)
      this.#handOver(outcome)
    }
  }

  async run(): Promise<void> {
    const started = performance.now()
    const beat = setInterval(() => {
      this.#how.log.info(this.#progress(performance.now() - started))
    }, this.#how.durations.polling.heartbeat)
    const move = () => {
      this.#move()
    }
    this.#stop.addEventListener('abort', move)
    try {
      for (const planned of this.#known) this.#start(planned)
      this.#move()
      await this.#allOver.promise
      await Promise.all(this.#settling)
    } finally {
      clearInterval(beat)
      this.#stop.removeEventListener('abort', move)
    }
  }

  #progress(ms: number): string {
    const ends = [...this.#ends.values()]
    const total = ends.length + this.#running + this.#waiting.size
    if (total === 1) return `Still generating: ${formatDuration(ms)}`
    const done = ends.filter(({ status }) => status === 'done').length
    const parts = [
      `${done} of ${total} done`,
      ...(ends.length > done ? [`${ends.length - done} not`] : []),
      `${this.#running} generating`,
      ...(this.#waiting.size > 0 ? [`${this.#waiting.size} waiting`] : []),
    ]
    return `${parts.join(', ')}; ${formatDuration(ms)}`
  }

  /** Nobody who waits for no other may start now, and they are the most. */
  #isFull(): boolean {
    return this.#running >= this.#how.concurrency && !this.#creator.closed
  }

  /** Starts what may start, in the order asked, and ends what never will. */
  #move(): void {
    for (let changed = !this.#isFull() || this.#hasChains; changed;) {
      changed = false
      for (const planned of this.#waiting) {
        if (planned.generation.parents.length === 0 && this.#isFull()) continue
        const turn = this.#turnOf(planned)
        if (turn === 'wait') continue
        this.#waiting.delete(planned)
        if (turn === 'start') this.#start(planned)
        else {
          const outcome = outcomeOf(planned.generation, turn)
          this.#note(outcome)
          this.#handOver(outcome)
          changed = true
        }
      }
    }
    if (this.#waiting.size === 0 && this.#open === 0) this.#allOver.resolve(undefined)
  }

  #turnOf(planned: Planned): 'start' | 'wait' | Skipped {
    const { generation } = planned
    const { closed } = this.#creator
    if (closed) return closed
    const ends = generation.parents.map((parent) => this.#ends.get(parent))
    const bad = ends.find((end) => end !== undefined && end.status !== 'done')
    if (bad) return orphaned(bad)
    if (ends.includes(undefined)) return 'wait'
    if (this.#running >= this.#how.concurrency) return 'wait'
    const { budget } = this.#how
    if (!budget) return 'start'
    const turn = budget.turn(this.#requestOf(planned), performance.now())
    if (turn.as === 'start') return 'start'
    if (turn.as === 'read balance') {
      this.#readBalance(budget)
      return 'wait'
    }
    if (turn.as === 'wait' && this.#open > 0) return 'wait'
    return skipped(turn.reason, false)
  }

  /** What is to be created, once it is known of its parents what they brought. */
  #requestOf({ generation, review }: Planned): CreateRequest {
    const known = this.#requests.get(generation)
    if (known) return known
    const resolved = this.#orderOf(generation)
    const { params } = review?.(resolved) ?? resolved
    const request = { model: generation.model, params }
    this.#requests.set(generation, request)
    return request
  }

  /** Asks for the balance, and goes on when it is known. */
  #readBalance(budget: Budget): void {
    if (this.#isReadingBalance) return
    this.#isReadingBalance = true
    const askedAt = performance.now()
    const options = { ms: this.#how.durations.api.balance, signal: this.#stop }
    void this.#api
      .remainingCredits(options)
      .catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))))
      .then((credits) => {
        this.#isReadingBalance = false
        budget.balanceIs(credits, askedAt)
        this.#move()
      })
  }

  #orderOf(generation: Generation) {
    const { params, problems } = generation.resolve((name) => {
      const end = this.#ends.get(name)
      return end?.status === 'done' ? parentResult(end.generation, end.task) : undefined
    })
    return { model: generation.model, params, problems }
  }

  #start(planned: Planned): void {
    this.#running += 1
    this.#open += 1
    this.#work(planned).catch((error: unknown) => {
      this.#allOver.reject(error)
    })
  }

  async #work(planned: Planned): Promise<void> {
    const { budget } = this.#how
    const { generation, task } = planned
    const chained = generation.parents.length > 0
    const resolved = this.#orderOf(generation)
    // What a recalled child was made from is what the API says.
    const reviewed = task ? undefined : planned.review?.(resolved)
    const params = task && chained ? task.params : (reviewed?.params ?? resolved.params)
    const order = { model: generation.model, params }
    const sent = chained || reviewed ? { sent: params } : {}
    const reservation = budget?.reserve(order)
    const told = { generation, reused: task !== undefined, ...sent }
    const refused = chained ? (reviewed?.findings ?? []) : []
    const errors = refused.filter(({ severity }) => severity === 'error')
    const outcome: Outcome =
      errors.length > 0
        ? { ...told, ...failed(errors.map(({ message }) => message).join(' ')) }
        : await this.#generate(planned, told, order)
    this.#running -= 1
    this.#note(outcome)
    this.#move()
    const priced = reservation && budget ? await this.#pay(outcome, reservation, budget) : outcome
    this.#handOver(priced)
    this.#open -= 1
    this.#move()
  }

  async #generate(
    { generation, type, task: known }: Planned,
    told: About,
    order: { readonly model: string; readonly params: Params },
  ): Promise<Outcome> {
    const { wait, pollInterval, durations, log, onTask } = this.#how
    const since = performance.now()
    const { name } = generation
    const isImage = type.endsWith('image')
    if (known) this.#lost.learn(order, known)
    const born = known
      ? { task: known }
      : await this.#creator.create({ name, asked: order, isImage })
    if (!('task' in born) || born.task === undefined) return { ...told, ...born }
    const { task } = born
    onTask({ ...told, task })
    if (!known) log.info(`${generation.name}: task ${task.id} of ${order.model} created`)
    if (!wait && task.state === 'running') return { ...told, ...submitted(task) }
    const ending = await this.#poller.watch(
      generation.name,
      task,
      since,
      scheduleOf(type, pollInterval, durations.polling),
    )
    const seconds = told.reused ? null : (performance.now() - since) / 1000
    switch (ending.status) {
      case 'done':
        return { ...told, ...done(ending.task, seconds) }
      case 'failed':
        return { ...told, ...failedTask(ending.task, ending.reason, seconds) }
      case 'unfinished':
        return { ...told, ...ending }
    }
  }

  /** A finished task that told no price is asked again for a while. */
  async #pay(outcome: Outcome, reservation: Reservation, budget: Budget): Promise<Outcome> {
    const { prices } = this.#how.durations
    let end = outcome
    for (let i = 0; i < priceLooks && end.status === 'done' && end.task.credits === 0; i += 1) {
      await sleep(prices.pause, undefined, { signal: this.#stop }).catch(() => undefined)
      if (this.#stop.aborted) break
      const options = { ms: prices.look, signal: this.#stop }
      const task = await this.#api.getTask(end.task.id, options).catch(() => undefined)
      if (task?.state === 'done') end = { ...end, task: { ...end.task, credits: task.credits } }
    }
    const isOpen = end.status === 'unfinished' || end.status === 'submitted'
    if (isOpen || (end.status === 'failed' && end.ambiguous)) {
      budget.keep(reservation)
      return end
    }
    const task = 'task' in end ? end.task : undefined
    const counts = task && (!end.reused || this.#how.ofThisRun(task))
    budget.end(reservation, {
      credits: task?.credits ?? 0,
      counts: counts ?? false,
      done: end.status === 'done',
    })
    return end
  }

  #note(outcome: Outcome): void {
    this.#ends.set(outcome.generation.name, outcome)
    this.#how.log.info(`${outcome.generation.name}: ${tell(outcome)}`)
  }

  #handOver(outcome: Outcome): void {
    const settled = this.#settle(outcome)
    settled.catch((error: unknown) => {
      this.#allOver.reject(error)
    })
    this.#settling.push(settled)
  }
}

/** What becomes of a child when its parent brought nothing. */
function orphaned({ generation, status, ...end }: Outcome): Skipped {
  const stopped =
    status === 'unfinished' || (status === 'skipped' && 'stopped' in end && end.stopped)
  const became =
    status === 'skipped' ? 'was not started' : status === 'failed' ? 'failed' : `is ${status}`
  return skipped(`it uses the result of ${generation.name}, which ${became}`, stopped)
}

function tell(outcome: Outcome): string {
  const { status } = outcome
  switch (status) {
    case 'done': {
      const after =
        outcome.seconds === null ? '' : ` after ${formatDuration(outcome.seconds * 1000)}`
      return `done${after}, ${pluralize(outcome.task.credits, 'credit')}${outcome.reused ? ' paid earlier' : ''}`
    }
    case 'submitted':
      return `submitted: task ${outcome.task.id}`
    case 'failed':
    case 'unfinished':
    case 'skipped':
      return `${status}: ${outcome.reason}`
  }
}
/** Params as they are to be sent, and what is wrong with them. */
export type Review = (resolved: Resolved) => {
  readonly params: Params
  readonly findings: readonly Finding[]
}
/** A generation that may start, or one whose task exists already. */

export interface Planned {
  readonly generation: Generation
  /** What it makes, for the polling: `text_to_image`, or a task's own `image`. */
  readonly type: string
  /** What is wrong with params before they are sent; undefined where the task exists. */
  readonly review?: Review
  /** Its params as they are to be sent, where that is known. */
  readonly asSent?: Params
  /** What of its params could not be checked. */
  readonly gaps?: readonly Gap[]
  /** Paid for by an earlier attempt, or handed in: it is waited for, not created. */
  readonly task?: Task
}
