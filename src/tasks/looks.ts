import { setTimeout as sleep } from 'node:timers/promises'
import pLimit from 'p-limit'
import { ApiError } from '../api/error.ts'
import { batchSize, type Api } from '../api/creatify.ts'
import { retryWait } from '../base/retry.ts'
import { isTaskId, taskKey, unseen, type Task } from '../api/task.ts'
import type { Durations } from '../base/durations.ts'

/** What one look at a task gave. */
export type Look =
  | { readonly as: 'task'; readonly task: Task }
  /** `isCertain` is false for a 404 that does not look like one of the API, while the rest of the API answers. */
  | { readonly as: 'missing'; readonly isCertain: boolean }
  | { readonly as: 'failed'; readonly failure: ApiError }

/** One look, one try. Rejects only with the reason of the signal that ends the step. */
export type LookAt = (id: string) => Promise<Look>

interface Asked {
  readonly id: string
  readonly resolve: (look: Look | Promise<Look>) => void
}

const singlesAtOnce = 10
const mostRefusals = 3

/**
 * Looks at tasks, many with one request: ids that are asked for in one turn of the event loop share one, up to what the API
 * takes. A task that the API stumbles over is asked for alone, so that it holds up no other.
 */
export function taskLooks(
  api: Api,
  { get: ms }: Pick<Durations['api'], 'get'>,
  signal: AbortSignal,
): LookAt {
  const once = { ms, signal, repeat: false }
  const limit = pLimit(singlesAtOnce)
  /** By key: not in an answer for many, or spoiling it. */
  const apart = new Set<string>()
  let queue: Asked[] = []
  /** Requests for many that were refused, one after the other. */
  let refusals = 0
  /** Requests for many that failed, one after the other. */
  let failures = 0
  let probes = 0

  async function isApiWell(): Promise<boolean> {
    return api.remainingCredits(once).then(
      () => true,
      () => false,
    )
  }

  async function lookAlone(id: string): Promise<Look> {
    try {
      const task = await limit(async () => api.getTask(id, once))
      if (!task) return { as: 'missing', isCertain: true }
      apart.delete(taskKey(id))
      return { as: 'task', task }
    } catch (failure) {
      if (!(failure instanceof ApiError)) throw failure
      const isUnclear = failure.status === 404 && failure.isReadable
      if (isUnclear && (await isApiWell())) return { as: 'missing', isCertain: false }
      return { as: 'failed', failure }
    }
  }

  function askAlone(asked: readonly Asked[]): void {
    for (const { id, resolve } of asked) resolve(lookAlone(id))
  }

  async function askTogether(asked: readonly Asked[]): Promise<void> {
    try {
      const tasks = await api.getTasks(
        asked.map(({ id }) => id),
        once,
      )
      failures = 0
      refusals = tasks ? 0 : refusals + 1
      if (!tasks) {
        askAlone(asked)
        return
      }
      const byKey = new Map(tasks.map((task) => [taskKey(task.id), task]))
      for (const each of asked) {
        const task = byKey.get(taskKey(each.id))
        if (task) each.resolve({ as: 'task', task })
        else {
          apart.add(taskKey(each.id))
          askAlone([each])
        }
      }
    } catch (failure) {
      if (!(failure instanceof ApiError)) {
        for (const { resolve } of asked) resolve(Promise.reject(asError(failure)))
        return
      }
      failures += 1
      if (mayBeOneTask(failure) && isTimeToProbe(failures)) await probe(asked)
      else for (const { resolve } of asked) resolve({ as: 'failed', failure })
    }
  }

  /** Finds the task that spoils the rest: asks for one alone, each time for another, and when that works for all. */
  async function probe(asked: readonly Asked[]): Promise<void> {
    probes += 1
    const first = asked[probes % asked.length]
    if (!first) return
    const look = await lookAlone(first.id).catch((error: unknown) => asError(error))
    first.resolve(look instanceof Error ? Promise.reject(look) : look)
    const rest = asked.filter((each) => each !== first)
    if (look instanceof Error || look.as === 'failed') {
      for (const { resolve } of rest) resolve(look instanceof Error ? Promise.reject(look) : look)
      return
    }
    failures = 0
    const looks = rest.map(async ({ id, resolve }) => {
      const own = lookAlone(id)
      resolve(own)
      const failed = (await own).as === 'failed'
      if (failed) apart.add(taskKey(id))
      return failed
    })
    const ends = await Promise.all(looks).catch(() => [true])
    // Where every task works alone, it is the asking for many that the API cannot do.
    if (!ends.includes(true)) refusals += 1
  }

  function dispatch(): void {
    const asked = queue
    queue = []
    const isTogether = ({ id }: Asked) => isTaskId(id) && !apart.has(taskKey(id))
    const together = refusals < mostRefusals ? asked.filter(isTogether) : []
    const many = together.length > 1 ? together : []
    for (let i = 0; i < many.length; i += batchSize) void askTogether(many.slice(i, i + batchSize))
    askAlone(asked.filter((each) => !many.includes(each)))
  }

  return async (id) =>
    new Promise((resolve) => {
      if (queue.length === 0) setImmediate(dispatch)
      queue.push({ id, resolve })
    })
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}

/** One task may be the cause, and not the API as a whole or what it thinks of us. */
function mayBeOneTask({ reachedServer, status }: ApiError): boolean {
  return reachedServer && ![401, 403, 425, 429].includes(status ?? 0)
}

/** At the second failure, the fourth, the eighth: an outage brings few requests more. */
function isTimeToProbe(failures: number): boolean {
  return failures > 1 && Number.isInteger(Math.log2(failures))
}

/** A task that the API does not know, since when, and how often it said so. */
export interface Missing {
  readonly since: number
  readonly count: number
}

const missingLooks = 3

/** True when a task is gone for good: the API said so often enough, and for long enough. `now` is of the same clock. */
export function isGoneForGood({ since, count }: Missing, missing: number, now: number): boolean {
  return count >= missingLooks && now - since >= missing
}

/** How tasks that exist already are asked for. */
export interface FindTasks {
  /** Milliseconds that an outage is waited out. */
  readonly ms: number
  readonly signal: AbortSignal
  readonly durations: Pick<Durations, 'api' | 'polling'>
  /** True where much depends on it: a task counts as unknown only after a while. */
  readonly confirm: boolean
}

const triesForFew = 3

/**
 * The tasks of these ids, undefined where the API does not know one. When some cannot be asked for and others can, those are
 * left as `unseen`, for the polling to go on. Rejects with ApiError when none can be asked for in time.
 */
export async function findTasks(
  ids: readonly string[],
  look: LookAt,
  { ms, signal, durations, confirm }: FindTasks,
): Promise<ReadonlyMap<string, Task | undefined>> {
  const found = new Map<string, Task | undefined>()
  const missing = new Map<string, Missing>()
  const until = performance.now() + ms
  for (let attempt = 1; ; attempt += 1) {
    const open = ids.filter((id) => !found.has(id))
    const looks = await Promise.all(open.map(async (id) => [id, await look(id)] as const))
    let failure: ApiError | undefined
    let isUnsure = false
    const now = performance.now()
    for (const [id, each] of looks) {
      if (each.as === 'task') found.set(id, each.task)
      else if (each.as === 'failed') failure = each.failure
      else {
        const before = missing.get(id) ?? { since: now, count: 0 }
        const so = { since: before.since, count: before.count + 1 }
        missing.set(id, so)
        const isOver = confirm ? isGoneForGood(so, durations.polling.missing, now) : each.isCertain
        if (isOver) found.set(id, undefined)
        else isUnsure = true
      }
    }
    if (found.size === new Set(ids).size) return found
    const failed = { kind: 'task', attempt, left: until - now } as const
    const wait = isUnsure
      ? durations.polling.missing / (missingLooks - 1)
      : failure && retryWait(failure, failed, durations.api, Math.random())
    if (wait === undefined && found.size === 0 && failure) throw failure
    // What cannot be asked for holds up nothing that can.
    if (wait === undefined || (!isUnsure && found.size > 0 && attempt >= triesForFew)) break
    await sleep(wait, undefined, { signal }).catch(() => undefined)
    signal.throwIfAborted()
  }
  for (const id of ids) if (!found.has(id)) found.set(id, unseen(id))
  return found
}
