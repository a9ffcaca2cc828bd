import type { Api, CreateRequest } from '../api/creatify.ts'
import type { Task } from '../api/task.ts'
import type { Durations } from '../base/durations.ts'
import type { Log } from '../base/log.ts'
import type { Claims } from './claims.ts'
import { Creator } from './create.ts'
import { LostCreates } from './lost.ts'
import {
  done,
  failedTask,
  submitted,
  type About,
  type Begun,
  type Outcome,
  type Skipped,
} from './outcome.ts'
import type { Planned } from './planned.ts'
import { Poller } from './poller.ts'
import { scheduleOf } from './schedule.ts'
import type { OpenCreate } from './settle.ts'

/** How tasks are created and waited for. Times in milliseconds. */
export interface Making {
  /** False: create, and end without waiting. */
  readonly wait: boolean
  /** From the first create or recall to the last look. */
  readonly timeout: number
  readonly pollInterval: number | undefined
  readonly durations: Pick<Durations, 'api' | 'polling' | 'settle'>
  readonly log: Log
  readonly claims: Claims
  /** Told each task the moment the API has named it, before anything waits for it. */
  readonly onTask: (begun: Begun) => void
}

/** Creates the tasks of a step, and waits for them. */
export class TaskMaker {
  readonly #how: Making
  readonly #poller: Poller
  readonly #creator: Creator
  readonly #lost: LostCreates

  /** `doubts`: creates of earlier attempts of which nobody knows what became. `stop` aborts when the step ends. */
  constructor(
    api: Api,
    how: Making,
    { stop, doubts }: { stop: AbortSignal; doubts: readonly OpenCreate[] },
  ) {
    const { durations, log, claims, timeout } = how
    this.#how = how
    this.#poller = new Poller(api, log, durations, stop)
    this.#lost = new LostCreates(api, { log, claims, stop, durations: durations.settle }, doubts)
    const deadline = performance.now() + timeout
    this.#creator = new Creator(api, { log, claims, lost: this.#lost, stop, deadline })
  }

  /** Why nothing more is created; undefined while something may be. */
  get closed(): Skipped | undefined {
    return this.#creator.closed
  }

  /** Creates the task where there is none, and waits for its end. Every end is a value. */
  async make(
    { generation, type, task: known }: Planned,
    told: About,
    asked: CreateRequest,
  ): Promise<Outcome> {
    const { wait, log, onTask } = this.#how
    const since = performance.now()
    const { name } = generation
    if (known) this.#lost.learn(asked, known)
    const isImage = type.endsWith('image')
    const created = known ? { task: known } : await this.#creator.create({ name, asked, isImage })
    if (!('task' in created) || created.task === undefined) return { ...told, ...created }
    const { task } = created
    onTask({ ...told, task })
    if (!known) log.info(`${name}: task ${task.id} of ${asked.model} created`)
    if (!wait && task.state === 'running') return { ...told, ...submitted(task) }
    return this.#watch(task, since, type, told)
  }

  async #watch(task: Task, since: number, type: string, told: About): Promise<Outcome> {
    const { pollInterval, durations } = this.#how
    const schedule = scheduleOf(type, pollInterval, durations.polling)
    const ending = await this.#poller.watch(told.generation.name, task, since, schedule)
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
}
