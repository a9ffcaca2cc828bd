import type { Api } from '../api/creatify.ts'
import type { RetryOptions } from '../api/http.ts'
import { unseen, type Task } from '../api/task.ts'
import type { Durations } from '../base/durations.ts'
import { messageOf } from '../base/errors.ts'
import type { AskedTask } from '../inputs/values.ts'
import { unchained, type Generation } from '../manifest/generation.ts'
import type { Planned } from '../tasks/planned.ts'
import { findTasks, taskLooks } from '../tasks/looks.ts'
import { failed, reusedOutcome, unfinished, type Ended } from '../tasks/outcome.ts'

/** How the API is asked for tasks. */
export interface Asking {
  readonly options: RetryOptions
  readonly durations: Pick<Durations, 'api' | 'polling'>
}

/** Tasks that were handed in. */
export interface Collected {
  /** In the order given. */
  readonly generations: readonly Generation[]
  /** Their tasks exist. */
  readonly ready: readonly Planned[]
  /** Nothing can be done for them. */
  readonly ended: readonly Ended[]
}

/**
 * Tasks handed in by `task-id`, in the order given: those that exist, failures for those that do not. When the API cannot
 * be asked in time, all end `unfinished`, with their ids.
 */
export async function collect(
  asked: readonly AskedTask[],
  api: Api,
  { options, durations }: Asking,
): Promise<Collected> {
  const named = (id: string, name: string | undefined, task: Task | undefined): Generation => ({
    name: name ?? `${task?.model || 'task'}-${id.slice(0, 8)}`,
    model: task?.model ?? '',
    params: task?.params ?? {},
    locate: () => undefined,
    ...unchained(task?.params ?? {}),
  })
  const ids = asked.map(({ id }) => id)
  const get = Math.min(durations.api.get, options.ms)
  const look = taskLooks(api, { get }, options.signal)
  const finding = { ...options, durations, confirm: false }
  const known = await findTasks(ids, look, finding).catch(messageOf)
  const ready: Planned[] = []
  const ended: Ended[] = []
  const generations = asked.map(({ id, name }) => {
    const task = typeof known === 'string' ? undefined : known.get(id)
    const generation = named(id, name, task)
    if (task) ready.push({ generation, type: task.type, task })
    else if (typeof known === 'string') {
      ended.push(reusedOutcome(generation, unfinished(unseen(id), known)))
    } else {
      const reason = `There is no task ${id} in this account. Check the id, and that the credentials are of the same account.`
      ended.push(reusedOutcome(generation, failed(reason)))
    }
    return generation
  })
  return { generations, ready, ended }
}
