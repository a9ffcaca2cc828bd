import { setTimeout as sleep } from 'node:timers/promises'
import { isRecord, type Api, type Order, type Params, type Task } from './creatify.ts'
import { messageOf } from './errors.ts'
import type { Log } from './log.ts'

/** A create whose answer was lost. */
export interface LostCreate {
  readonly order: Order
  /** When it was sent, on the server's clock. */
  readonly sentAt: number
  readonly lost: 'reset' | 'late'
}

/** What the server knows of a lost create. */
export type Reconciled =
  | { readonly as: 'adopted'; readonly task: Task }
  /** The list proved that no such task exists: it may be created again. */
  | { readonly as: 'absent' }
  | { readonly as: 'unknown'; readonly evidence: string }

/** Which task ids of the account are taken: each task belongs to one generation. */
export interface Claims {
  has(this: void, id: string): boolean
  /** False when it was taken already. */
  claim(this: void, id: string): boolean
}

/** Our idea of the server's clock and its own `created_at` may differ by this much. */
export const tolerance = 30_000
const holdAfterReset = 10_000
const holdAfterSilence = 60_000
const pause = 2500
const listPatience = 20_000

/**
 * Asks the task list what became of a lost create. An equal, unclaimed task since the request is adopted. Absence counts
 * when a list that is not empty, newest first and reaches back past the request shows nothing for 10 s after a reset, 60 s
 * after silence or a server error. Ends early, as `unknown`, when `signal` aborts.
 */
export async function reconcile(
  { order, sentAt, lost }: LostCreate,
  api: Api,
  claims: Claims,
  { log, signal }: { readonly log: Log; readonly signal: AbortSignal },
): Promise<Reconciled> {
  const since = sentAt - tolerance
  const hold = lost === 'reset' ? holdAfterReset : holdAfterSilence
  const until = performance.now() + hold
  let evidence: string | undefined
  for (;;) {
    try {
      const list = await api.recent({ ms: listPatience, signal })
      const adopted = equalTasks(list, order, since, claims)[0]
      if (adopted && claims.claim(adopted.id)) return { as: 'adopted', task: adopted }
      evidence = doubt(list, order, since, claims)
    } catch (error) {
      evidence = `the task list cannot be read (${messageOf(error)})`
    }
    if (signal.aborted) return { as: 'unknown', evidence: messageOf(signal.reason) }
    const left = until - performance.now()
    if (left <= 0) return evidence === undefined ? { as: 'absent' } : { as: 'unknown', evidence }
    log.info(`Looking in the task list for a lost create of ${order.model}.`)
    await sleep(Math.min(pause, left + 50), undefined, { signal }).catch(() => undefined)
  }
}

/** Unclaimed tasks since a time of the server, of the same model, with every param we sent. */
export function equalTasks(
  list: readonly Task[],
  { model, params }: Order,
  since: number,
  claims: Claims,
): readonly Task[] {
  return list.filter(
    (task) =>
      task.model === model &&
      task.createdAt !== undefined &&
      task.createdAt >= since &&
      !claims.has(task.id) &&
      holds(task.params, params),
  )
}

/** Why a list that shows no equal task does not prove that there is none; undefined when it does. */
function doubt(
  list: readonly Task[],
  { model, params }: Order,
  since: number,
  claims: Claims,
): string | undefined {
  const [newest] = list
  if (!newest) return 'the task list is empty, which proves nothing'
  const times = list.map(({ createdAt }) => createdAt ?? NaN)
  if (times.some(Number.isNaN)) return 'the task list has tasks without a time'
  if (times.some((time, i) => i > 0 && time > (times[i - 1] ?? 0))) {
    return 'the task list is not newest first'
  }
  if ((times.at(-1) ?? 0) >= since) return 'the task list does not reach back past the request'
  const like = list.find(
    (task) =>
      task.model === model &&
      (task.createdAt ?? 0) >= since &&
      !claims.has(task.id) &&
      sameText(task.params, params),
  )
  return like && `task ${like.id} has the same text, but other params differ`
}

/** True when every param that was sent is there and equal. More may be there: the API may fill in defaults. */
function holds(params: Params, sent: Params): boolean {
  return Object.entries(sent).every(([key, value]) => key in params && equal(params[key], value))
}

function equal(a: unknown, b: unknown): boolean {
  if (typeof a === 'string' && typeof b === 'string') return a === b || (isUrl(a) && isUrl(b))
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((each, i) => equal(each, b[i]))
  }
  if (isRecord(a) && isRecord(b)) return holds(a, b)
  return a === b
}

/** The API may have copied a file to a host of its own. */
function isUrl(text: string): boolean {
  return /^https?:\/\/\S+$/i.test(text)
}

/** A task that shows no params at all may be anybody's, ours too. */
function sameText(params: Params, sent: Params): boolean {
  if (Object.keys(params).length === 0) return true
  const texts = Object.entries(sent).filter(
    ([key, value]) =>
      typeof value === 'string' && !isUrl(value) && (/\s/.test(value) || key === 'prompt'),
  )
  return texts.length > 0 && texts.every(([key, value]) => params[key] === value)
}
