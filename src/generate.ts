import pLimit from 'p-limit'
import type { Api, Created, Task } from './creatify.ts'
import { messageOf } from './errors.ts'
import { count, spell, type Log } from './log.ts'
import type { Generation } from './manifest.ts'
import { Poller, rhythmOf } from './poller.ts'
import type { Planned } from './preflight.ts'
import { reconcile, type Claims, type LostCreate } from './reconcile.ts'

/** Tasks in flight at once. */
const concurrency = 10

/** How a generation ended. */
export type Outcome = {
  readonly generation: Generation
  /** Its task was not created by this attempt. */
  readonly reused: boolean
} & (
  | {
      readonly status: 'done'
      readonly task: Task
      /** From the create to the look that showed the end; null for a reused task. */
      readonly seconds: number | null
    }
  /** Without a task where none was created, or none is known. */
  | {
      readonly status: 'failed'
      readonly task: Task | undefined
      readonly reason: string
      readonly seconds: number | null
      /** True when a task may exist all the same. */
      readonly ambiguous?: boolean
    }
  | { readonly status: 'unfinished'; readonly task: Task; readonly reason: string }
  /** Created, and not waited for. */
  | { readonly status: 'submitted'; readonly task: Task }
  /** `stopped`: by the timeout or a cancel, so that another run may still start it. */
  | { readonly status: 'skipped'; readonly reason: string; readonly stopped: boolean }
)

/** An outcome that brought no files. */
export type Ended = Exclude<Outcome, { status: 'done' }>

/** How the step waits. Times in milliseconds. */
export interface Waiting {
  /** False: create, and end without waiting. */
  readonly wait: boolean
  /** From the first create or recall to the last look. */
  readonly timeout: number
  readonly pollInterval: number | undefined
  /** Aborts when the step is cancelled; its reason is told to people. */
  readonly signal: AbortSignal
  readonly log: Log
  readonly claims: Claims
  /** Told each task the moment the API has named it, before anything waits for it. */
  readonly onTask: (generation: Generation, task: Task, reused: boolean) => void
}

/**
 * Creates every planned generation that has no task, waits for all, and hands each outcome to `settle` the moment it is
 * known, so that one's files are saved while others are waited for. Ends of generations are values: it rejects only when
 * `settle` does.
 */
export async function generate(
  planned: readonly Planned[],
  api: Api,
  waiting: Waiting,
  settle: (outcome: Outcome) => Promise<void>,
): Promise<void> {
  const { timeout, log, signal } = waiting
  const late = new AbortController()
  const timer = setTimeout(() => {
    late.abort(new Error(`not done when the timeout of ${spell(timeout)} was over`))
  }, timeout)
  const stop = AbortSignal.any([signal, late.signal])
  const poller = new Poller(api, log, stop)
  const creator = new Creator(api, waiting, stop, performance.now() + timeout)

  const run = async ({ generation, type, task: known }: Planned): Promise<Outcome> => {
    const since = performance.now()
    const reused = known !== undefined
    const born = known ? { task: known } : await creator.create(generation)
    if (!('task' in born) || born.task === undefined) return { generation, reused, ...born }
    const { task } = born
    waiting.onTask(generation, task, reused)
    if (!waiting.wait && task.state === 'running') {
      return { generation, reused, status: 'submitted', task }
    }
    const rhythm = rhythmOf(type, waiting.pollInterval)
    const ending = await poller.watch(generation.name, task, since, rhythm)
    if (ending.status === 'unfinished') return { generation, reused, ...ending }
    return {
      generation,
      reused,
      ...ending,
      seconds: reused ? null : (performance.now() - since) / 1000,
    }
  }

  const limit = pLimit(concurrency)
  try {
    await Promise.all(
      planned.map(async (each) => {
        const outcome = await (each.task ? run(each) : limit(run, each))
        log.info(`${outcome.generation.name}: ${tell(outcome)}`)
        await settle(outcome)
      }),
    )
  } finally {
    clearTimeout(timer)
  }
}

/** How a generation without a task ends. */
type Unborn =
  | {
      readonly status: 'failed'
      readonly task: undefined
      readonly reason: string
      readonly seconds: null
      readonly ambiguous?: boolean
    }
  | { readonly status: 'skipped'; readonly reason: string; readonly stopped: boolean }

/** Creates tasks so that none is paid for twice, and none after a refusal that dooms the rest. */
class Creator {
  readonly #api: Api
  readonly #waiting: Waiting
  readonly #stop: AbortSignal
  readonly #deadline: number
  readonly #lost = new Map<string, LostCreate>()
  /** Aborts with the refusal that dooms the rest. */
  readonly #doomed = new AbortController()

  /** `deadline` is on the clock of `performance.now()`. */
  constructor(api: Api, waiting: Waiting, stop: AbortSignal, deadline: number) {
    this.#api = api
    this.#waiting = waiting
    this.#stop = stop
    this.#deadline = deadline
  }

  async create(generation: Generation): Promise<{ readonly task: Task } | Unborn> {
    const { log, claims } = this.#waiting
    for (let attempt = 1; ; attempt += 1) {
      if (this.#stop.aborted) return skipped(messageOf(this.#stop.reason), true)
      if (this.#doomed.signal.aborted) return skipped(messageOf(this.#doomed.signal.reason), false)
      const sentAt = this.#api.now()
      const until = { signal: this.#stop, waits: this.#doomed.signal, deadline: this.#deadline }
      const created = await this.#api.create(generation, until)
      if (created.as === 'task' && claims.claim(created.task.id)) {
        log.info(`${generation.name}: task ${created.task.id} of ${generation.model} created`)
        return { task: created.task }
      }
      if (created.as === 'refused' || created.as === 'not started') return this.#unborn(created)
      const { lost, reason } = created.as === 'task' ? swapped : created
      log.warning(`${generation.name}: ${reason}. Asking the task list whether it was created.`)
      const worst = this.#worstOfEqual({ order: generation, sentAt, lost })
      const again = await this.#find(worst, reason, attempt)
      if (again !== 'absent') return again
      log.info(`${generation.name}: the task list proves that nothing was created. Creating again.`)
    }
  }

  /**
   * Equal generations are interchangeable: one may adopt the task of another, whose answer then names a task that is taken.
   * What that other one looks for may be as old as any of their lost creates, and be as slow to show up.
   */
  #worstOfEqual(create: LostCreate): LostCreate {
    const { model, params } = create.order
    const key = JSON.stringify([model, params])
    const before = this.#lost.get(key)
    const worst: LostCreate = {
      order: create.order,
      sentAt: Math.min(create.sentAt, before?.sentAt ?? Infinity),
      lost: before?.lost === 'late' ? 'late' : create.lost,
    }
    this.#lost.set(key, worst)
    return worst
  }

  async #find(create: LostCreate, reason: string, attempt: number) {
    const { log, claims } = this.#waiting
    const found = await reconcile(create, this.#api, claims, { log, signal: this.#stop })
    if (found.as === 'adopted') {
      log.info(`It was: task ${found.task.id} is taken.`)
      return { task: found.task }
    }
    if (found.as === 'absent' && attempt === 1) return 'absent'
    const evidence = found.as === 'absent' ? 'the answer was lost twice' : found.evidence
    return {
      ...failed(
        `ambiguous create: ${reason}, and ${evidence}. A task may exist and cost credits. If one shows up at Creatify, collect it with the input \`task-id\`; otherwise run this again.`,
      ),
      ambiguous: true,
    }
  }

  #unborn(created: Extract<Created, { as: 'refused' | 'not started' }>): Unborn {
    const { as, reason } = created
    const { signal: doomed } = this.#doomed
    if (as === 'not started' && doomed.aborted) return skipped(messageOf(doomed.reason), false)
    if (as === 'refused' && created.dooms) this.#doomed.abort(new Error(reason))
    const stopped = as === 'not started' && this.#stop.aborted
    return stopped ? skipped(`${messageOf(this.#stop.reason)} (${reason})`, true) : failed(reason)
  }
}

const swapped = {
  reason: 'The API answered with the task of an equal generation',
  lost: 'reset',
} as const

function failed(reason: string): Unborn {
  return { status: 'failed', task: undefined, reason, seconds: null }
}

function skipped(why: string, stopped: boolean): Unborn {
  return { status: 'skipped', reason: `not started: ${why}`, stopped }
}

function tell(outcome: Outcome): string {
  const { status } = outcome
  switch (status) {
    case 'done': {
      const after = outcome.seconds === null ? '' : ` after ${spell(outcome.seconds * 1000)}`
      return `done${after}, ${count(outcome.task.credits, 'credit')}${outcome.reused ? ' paid earlier' : ''}`
    }
    case 'submitted':
      return `submitted: task ${outcome.task.id}`
    case 'failed':
    case 'unfinished':
    case 'skipped':
      return `${status}: ${outcome.reason}`
  }
}
