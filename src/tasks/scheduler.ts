import type { Api, CreateRequest } from '../api/creatify.ts'
import type { Task } from '../api/task.ts'
import type { Durations } from '../base/durations.ts'
import { formatDuration } from '../base/text.ts'
import { parentResult, type Generation } from '../manifest/generation.ts'
import type { Budget } from './budget.ts'
import { TaskMaker, type Making } from './maker.ts'
import {
  describeOutcome,
  failed,
  orphaned,
  outcomeOf,
  skipped,
  type Outcome,
  type Skipped,
} from './outcome.ts'
import { pay } from './pay.ts'
import type { Planned, Workload } from './planned.ts'

/** How the generations of a step are started, made and paid for. */
export interface Scheduling extends Making {
  readonly durations: Pick<Durations, 'api' | 'polling' | 'settle' | 'prices'>
  /** Tasks in flight at once. */
  readonly concurrency: number
  readonly budget: Budget | undefined
  /** Whether a task that was there already was paid for by this run, and counts against the budget. */
  readonly ofThisRun: (task: Task) => boolean
}

/** Starts the generations of a step, each in its turn: what is asked for is waiting, under way or ended. */
export class Scheduler {
  readonly #api: Api
  readonly #how: Scheduling
  readonly #stop: AbortSignal
  readonly #settle: (outcome: Outcome) => Promise<void>
  readonly #maker: TaskMaker
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
    { ready, ended, blocked = [], doubts = [] }: Workload,
    api: Api,
    how: Scheduling,
    stop: AbortSignal,
    settle: (outcome: Outcome) => Promise<void>,
  ) {
    this.#api = api
    this.#how = how
    this.#stop = stop
    this.#settle = settle
    this.#maker = new TaskMaker(api, how, { stop, doubts })
    this.#known = ready.filter(({ task }) => task)
    this.#waiting = new Set(ready.filter(({ task }) => !task))
    this.#hasChains = ready.some(({ generation }) => generation.parents.length > 0)
    for (const outcome of ended) {
      this.#note(outcome)
      this.#handOver(outcome)
    }
    for (const outcome of blocked) {
      this.#ends.set(outcome.generation.name, outcome)
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
    return this.#running >= this.#how.concurrency && !this.#maker.closed
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
    const { closed } = this.#maker
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
    const { budget, ofThisRun, durations } = this.#how
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
        : await this.#maker.make(planned, told, order)
    this.#running -= 1
    this.#note(outcome)
    this.#move()
    const paying = { api: this.#api, ofThisRun, durations: durations.prices, stop: this.#stop }
    const priced =
      reservation && budget ? await pay(outcome, reservation, { ...paying, budget }) : outcome
    this.#handOver(priced)
    this.#open -= 1
    this.#move()
  }

  #note(outcome: Outcome): void {
    this.#ends.set(outcome.generation.name, outcome)
    this.#how.log.info(`${outcome.generation.name}: ${describeOutcome(outcome)}`)
  }

  #handOver(outcome: Outcome): void {
    const settled = this.#settle(outcome)
    settled.catch((error: unknown) => {
      this.#allOver.reject(error)
    })
    this.#settling.push(settled)
  }
}
