import { setTimeout as sleep } from 'node:timers/promises'
import type { Api } from '../api/creatify.ts'
import type { RetryOptions } from '../api/http.ts'
import type { Task } from '../api/task.ts'
import { isGone } from '../assets/download.ts'
import type { Durations } from '../base/durations.ts'

/** What a task is examined with. */
interface Examining {
  readonly options: RetryOptions
  readonly durations: Durations['assets']
  /** The API is on this machine, and so may its files be. */
  readonly loopback: boolean
}

/**
 * Why a task has nothing to give, to be written after its id; undefined where it has, or will have. Files count as gone only
 * when they still are under the URLs that the task has a while later, because a purchase depends on it. Rejects only when the
 * signal aborts.
 */
export async function whyUseless(
  task: Task,
  api: Pick<Api, 'getTask'>,
  { options, durations, loopback }: Examining,
): Promise<string | undefined> {
  const { signal } = options
  const how = { loopback, durations, signal }
  const areGone = async ({ assets }: Task) => {
    const gone = await Promise.all(assets.map(async ({ url }) => isGone(url, how)))
    return gone.includes(true)
  }
  if (task.state === 'failed') return 'failed'
  if (task.state !== 'done' || !(await areGone(task))) return undefined
  await sleep(durations.gonePause, undefined, { signal })
  const now = await api.getTask(task.id, options).catch(() => undefined)
  signal.throwIfAborted()
  const gone = now?.state === 'done' && (await areGone(now))
  return gone ? 'is done, but its files are gone' : undefined
}
