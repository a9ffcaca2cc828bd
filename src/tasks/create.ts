import type { Api, Created, CreateRequest } from '../api/creatify.ts'
import type { Task } from '../api/task.ts'
import { messageOf } from '../base/errors.ts'
import type { Log } from '../base/log.ts'
import type { LostCreates, Sent } from './lost.ts'
import { ambiguous, failed, skipped, type Skipped, type WithoutTask } from './outcome.ts'
import type { Claims } from './claims.ts'

/** How creates are made. */
interface Creating {
  readonly log: Log
  readonly claims: Claims
  readonly lost: LostCreates
  /** Aborts when the step ends; its reason is told to users. */
  readonly stop: AbortSignal
  /** On the clock of `performance.now()`. */
  readonly deadline: number
}

/** What is created, and for whom. */
interface Creation {
  /** Of the generation, for users. */
  readonly name: string
  readonly asked: CreateRequest
  readonly isImage: boolean
}

/**
 * Creates tasks so that none is paid for twice. While a create is lost and not settled no other starts; after one that
 * cannot be settled, or a refusal that holds for all, none does.
 */
export class Creator {
  readonly #api: Api
  readonly #how: Creating
  /** Aborts with the reason for which nothing more is created. */
  readonly #over = new AbortController()

  constructor(api: Api, how: Creating) {
    this.#api = api
    this.#how = how
  }

  /** Why nothing more is created; undefined while something may be. */
  get closed(): Skipped | undefined {
    const { stop } = this.#how
    if (stop.aborted) return skipped(messageOf(stop.reason), true)
    const { signal } = this.#over
    return signal.aborted ? skipped(messageOf(signal.reason), false) : undefined
  }

  /** Creates one task. Every end is a value. */
  async create(creation: Creation): Promise<{ readonly task: Task } | WithoutTask> {
    const { log, lost } = this.#how
    for (let losses = 0; ;) {
      await lost.settled()
      const { closed } = this
      if (closed) return closed
      const sent = lost.send(creation.asked)
      const created = await this.#send(sent)
      if (created.as === 'paused') continue
      if (created.as !== 'ambiguous')
        return created.as === 'task' ? this.#claim(created.task, sent) : this.#ended(created)
      log.warning(
        `${creation.name}: ${created.reason}. Asking the task list whether it was created.`,
      )
      losses += 1
      const again = await this.#settle(creation, sent, created, losses)
      if (again !== 'none') return again
      log.info(`${creation.name}: the task list proves that nothing was created. Creating again.`)
    }
  }

  /** `paused`: it waited to be sent again when another create was lost. */
  async #send(sent: Sent): Promise<Created | { readonly as: 'paused' }> {
    const { lost, stop, deadline } = this.#how
    const { pause } = lost
    const waits = AbortSignal.any([this.#over.signal, pause])
    const created = await this.#api.create(sent.asked, { signal: stop, waits, deadline })
    if (created.as !== 'not started' && created.as !== 'refused') return created
    lost.answered(sent)
    const isPaused = created.as === 'not started' && pause.aborted && !this.closed
    return isPaused ? { as: 'paused' } : created
  }

  #claim(task: Task, sent: Sent): { readonly task: Task } | WithoutTask {
    const { claims, lost } = this.#how
    const isNew = claims.claim(task.id)
    lost.answered(sent, isNew ? task : undefined)
    if (isNew) return { task }
    return failed(
      `The API answered with task ${task.id}, which another generation has already: it made nothing new. Change a param, such as \`seed\`, to get another result.`,
    )
  }

  async #settle(
    { name, isImage }: Creation,
    sent: Sent,
    { reason, lost: how }: Extract<Created, { as: 'ambiguous' }>,
    losses: number,
  ): Promise<{ readonly task: Task } | WithoutTask | 'none'> {
    const settled = await this.#how.lost.lose(sent, how, isImage)
    if (settled.as === 'task') {
      this.#how.log.info(`${name}: it was created. Task ${settled.task.id} is taken.`)
      return { task: settled.task }
    }
    if (settled.as === 'none' && losses === 1) return 'none'
    const evidence = settled.as === 'none' ? 'the answer was lost twice' : settled.evidence
    this.#over.abort(new Error(`nobody knows what became of the create of ${name}`))
    return ambiguous(reason, evidence)
  }

  #ended(created: Extract<Created, { as: 'refused' | 'not started' }>): WithoutTask {
    const { as, reason } = created
    const { signal: over } = this.#over
    if (as === 'not started' && over.aborted) return skipped(messageOf(over.reason), false)
    if (as === 'refused' && created.holdsForAll) this.#over.abort(new Error(reason))
    const { stop } = this.#how
    const stopped = as === 'not started' && stop.aborted
    return stopped ? skipped(`${messageOf(stop.reason)} (${reason})`, true) : failed(reason)
  }
}
