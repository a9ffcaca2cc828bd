import type { Api, Created, CreateRequest } from '../api/creatify.ts'
import type { Task } from '../api/task.ts'
import { messageOf } from '../base/errors.ts'
import type { Log } from '../base/log.ts'
import type { Claims } from './claims.ts'
import { ambiguous, failed, skipped, type Skipped, type WithoutTask } from './outcome.ts'
import { reconcile, type LostCreate } from './settle.ts'

/** How creates are made. */
export interface Creating {
  readonly log: Log
  readonly claims: Claims
  /** Aborts when the step ends; its reason is told to people. */
  readonly stop: AbortSignal
  /** On the clock of `performance.now()`. */
  readonly deadline: number
}

/** Creates tasks so that none is paid for twice, and none after a refusal that dooms the rest. */
export class Creator {
  readonly #api: Api
  readonly #creating: Creating
  readonly #lost = new Map<string, LostCreate>()
  readonly #underWay = new Set<CreateRequest>()
  /** Aborts with the refusal that dooms the rest. */
  readonly #doomed = new AbortController()

  constructor(api: Api, creating: Creating) {
    this.#api = api
    this.#creating = creating
  }

  /** Why nothing more is created; undefined while something may be. */
  get closed(): Skipped | undefined {
    const { stop } = this.#creating
    if (stop.aborted) return skipped(messageOf(stop.reason), true)
    const { signal } = this.#doomed
    return signal.aborted ? skipped(messageOf(signal.reason), false) : undefined
  }

  /** Creates one task. `name` is for people. Every end is a value. */
  async create(name: string, order: CreateRequest): Promise<{ readonly task: Task } | WithoutTask> {
    this.#underWay.add(order)
    try {
      return await this.#create(name, order)
    } finally {
      this.#underWay.delete(order)
    }
  }

  async #create(
    name: string,
    order: CreateRequest,
  ): Promise<{ readonly task: Task } | WithoutTask> {
    const { log, claims, stop, deadline } = this.#creating
    for (let attempt = 1; ; attempt += 1) {
      const { closed } = this
      if (closed) return closed
      const sentAt = this.#api.now()
      const until = { signal: stop, waits: this.#doomed.signal, deadline }
      const created = await this.#api.create(order, until)
      if (created.as === 'task' && claims.claim(created.task.id)) return { task: created.task }
      if (created.as === 'refused' || created.as === 'not started')
        return this.#withoutTask(created)
      const { lost, reason } = created.as === 'task' ? swapped : created
      log.warning(`${name}: ${reason}. Asking the task list whether it was created.`)
      const worst = this.#worstOfEqual({ order, sentAt, lost })
      const again = await this.#find(worst, reason, attempt)
      if (again !== 'absent') return again
      log.info(`${name}: the task list proves that nothing was created. Creating again.`)
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
      lost: before?.lost === 'timeout' ? 'timeout' : create.lost,
    }
    this.#lost.set(key, worst)
    return worst
  }

  async #find(create: LostCreate, reason: string, attempt: number) {
    const { log, claims, stop } = this.#creating
    const found = await reconcile(create, this.#api, claims, {
      log,
      signal: stop,
      rivals: () => [...this.#underWay],
    })
    if (found.as === 'adopted') {
      log.info(`It was: task ${found.task.id} is taken.`)
      return { task: found.task }
    }
    if (found.as === 'absent' && attempt === 1) return 'absent'
    const evidence = found.as === 'absent' ? 'the answer was lost twice' : found.evidence
    return ambiguous(reason, evidence)
  }

  #withoutTask(created: Extract<Created, { as: 'refused' | 'not started' }>): WithoutTask {
    const { as, reason } = created
    const { signal: doomed } = this.#doomed
    if (as === 'not started' && doomed.aborted) return skipped(messageOf(doomed.reason), false)
    if (as === 'refused' && created.dooms) this.#doomed.abort(new Error(reason))
    const { stop } = this.#creating
    const stopped = as === 'not started' && stop.aborted
    return stopped ? skipped(`${messageOf(stop.reason)} (${reason})`, true) : failed(reason)
  }
}

const swapped = {
  reason: 'The API answered with the task of an equal generation',
  lost: 'reset',
} as const
