import { setTimeout as sleep } from 'node:timers/promises'
import { type Api, type CreateRequest } from '../api/creatify.ts'
import { type Task } from '../api/task.ts'
import { type Params } from '../api/task.ts'
import { isRecord } from '../base/json.ts'
import { messageOf } from '../base/errors.ts'
import type { Log } from '../base/log.ts'
import type { Claims } from './claims.ts'

/** A create whose answer was lost. */
export interface LostCreate {
  readonly order: CreateRequest
  /** When it was sent, on the server's clock. */
  readonly sentAt: number
  readonly lost: 'reset' | 'timeout'
}

/** What the server knows of a lost create. */
export type Reconciled =
  | { readonly as: 'adopted'; readonly task: Task }
  /** The list proved that no such task exists: it may be created again. */
  | { readonly as: 'absent' }
  | { readonly as: 'unknown'; readonly evidence: string }

/** What a lost create is looked for with. */
interface Looking {
  readonly log: Log
  readonly signal: AbortSignal
  /** Orders of this step whose creates are under way as well. */
  readonly rivals: () => readonly CreateRequest[]
}

/** Our idea of the server's clock and its own `created_at` may differ by this much. */
export const tolerance = 30_000
const holdAfterReset = 10_000
const holdAfterSilence = 60_000
const pause = 2500
const listPatience = 20_000

/**
 * Asks the task list what became of a lost create. An equal, unclaimed task since the request is adopted. Absence counts
 * when a list that can prove it shows nothing for 10 s after a reset, 60 s after silence or a server error. Ends early, as
 * `unknown`, when `signal` aborts.
 */
export async function reconcile(
  { order, sentAt, lost }: LostCreate,
  api: Api,
  claims: Claims,
  { log, signal, rivals }: Looking,
): Promise<Reconciled> {
  const since = sentAt - tolerance
  const hold = lost === 'reset' ? holdAfterReset : holdAfterSilence
  const until = performance.now() + hold
  let evidence: string | undefined
  log.info(`Looking in the task list for a lost create of ${order.model}.`)
  for (;;) {
    try {
      const list = await api.listTasksSince(since, { ms: listPatience, signal })
      const equal = equalTasks(list, order, since, claims)
      const others = rivals().filter((rival) => asksForMore(rival, order))
      const [adopted] = equal.filter(
        ({ params }) => !others.some((rival) => holds(params, rival.params, true)),
      )
      if (adopted && claims.claim(adopted.id)) return { as: 'adopted', task: adopted }
      const [theirs] = equal
      evidence = theirs
        ? `task ${theirs.id} may be this one's or another generation's`
        : (doubt(list, since) ?? likeness(list, order, since, claims))
    } catch (error) {
      evidence = `the task list cannot be read (${messageOf(error)})`
    }
    if (signal.aborted) return { as: 'unknown', evidence: messageOf(signal.reason) }
    const left = until - performance.now()
    if (left <= 0) return evidence === undefined ? { as: 'absent' } : { as: 'unknown', evidence }
    await sleep(Math.min(pause, left + 50), undefined, { signal }).catch(() => undefined)
  }
}

/**
 * Unclaimed tasks since a time of the server, of the same model, with every param we sent: those with the very URLs first,
 * then those with URLs that the API may have re-hosted; of equal ones those with the fewest params besides, which another
 * generation may have asked for, and of these the oldest first, which is nearest to the request.
 */
export function equalTasks(
  list: readonly Task[],
  order: CreateRequest,
  since: number,
  claims: Claims,
): readonly Task[] {
  const near = list
    .filter((task) => isNear(task, order, since, claims))
    .sort((a, b) => size(a.params) - size(b.params) || (a.createdAt ?? 0) - (b.createdAt ?? 0))
  const exact = near.filter(({ params }) => holds(params, order.params, false))
  const rehosted = near.filter(({ params }) => holds(params, order.params, true))
  return [...new Set([...exact, ...rehosted])]
}

/** A task of the one fits the other as well. */
function asksForMore({ model, params }: CreateRequest, than: CreateRequest): boolean {
  return model === than.model && size(params) > size(than.params)
}

function size(params: Params): number {
  return Object.keys(params).length
}

/** Why a list can not prove that a task since `since` does not exist; undefined when it can. */
export function doubt(list: readonly Task[], since: number): string | undefined {
  if (list.length === 0) return 'the task list is empty, which proves nothing'
  const times = list.map(({ createdAt }) => createdAt ?? NaN)
  if (times.some(Number.isNaN)) return 'the task list has tasks without a time'
  if (times.some((time, i) => i > 0 && time > (times[i - 1] ?? 0))) {
    return 'the task list is not newest first'
  }
  const reachesBack = (times.at(-1) ?? 0) < since
  return reachesBack ? undefined : 'the task list does not reach back past the request'
}

/** What speaks for a task that is not equal being ours all the same; undefined when nothing does. */
export function likeness(
  list: readonly Task[],
  order: CreateRequest,
  since: number,
  claims: Claims,
): string | undefined {
  const like = list.find(
    (task) => isNear(task, order, since, claims) && sameText(task.params, order.params),
  )
  return like && `task ${like.id} is of the same model and text, but other params differ`
}

/** What speaks for a task being this very order, shown with fewer params or with other types of values. */
export function resemblance(
  list: readonly Task[],
  order: CreateRequest,
  since: number,
  claims: Claims,
): string | undefined {
  const like = list.find(
    (task) => isNear(task, order, since, claims) && resembles(task.params, order.params),
  )
  return like && `task ${like.id} is of the same model, and none of its params speaks against it`
}

function resembles(params: Params, sent: Params): boolean {
  return Object.entries(sent).every(
    ([key, value]) =>
      !(key in params) ||
      equal(params[key], value, true) ||
      folded(textOf(params[key])) === folded(textOf(value)),
  )
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function isNear(task: Task, { model }: CreateRequest, since: number, claims: Claims): boolean {
  const { createdAt } = task
  return (
    task.model === model && createdAt !== undefined && createdAt >= since && !claims.has(task.id)
  )
}

/** True when every param that was sent is there and equal. More may be there: the API may fill in defaults. */
function holds(params: Params, sent: Params, rehosted: boolean): boolean {
  return Object.entries(sent).every(
    ([key, value]) => key in params && equal(params[key], value, rehosted),
  )
}

function equal(a: unknown, b: unknown, rehosted: boolean): boolean {
  if (typeof a === 'string' && typeof b === 'string') {
    return folded(a) === folded(b) || (rehosted && isElsewhere(a, b))
  }
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((each, i) => equal(each, b[i], rehosted))
  }
  if (isRecord(a) && isRecord(b)) return holds(a, b, rehosted)
  return a === b
}

/** The API may trim text. */
function folded(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** The API may have copied a file to a host of its own; on one host, two URLs are two files. */
function isElsewhere(a: string, b: string): boolean {
  const [one, other] = [URL.parse(a), URL.parse(b)]
  return one !== null && other !== null && one.host !== '' && one.host !== other.host
}

/** Without params in the answer, or without text in what was sent, a task may be anybody's: ours too. */
function sameText(params: Params, sent: Params): boolean {
  const isText = (value: unknown): value is string =>
    typeof value === 'string' && /\s/.test(value.trim()) && !/^https?:/i.test(value)
  const texts = Object.entries(sent).filter(([key, value]) => isText(value) || key === 'prompt')
  return (
    Object.keys(params).length === 0 ||
    texts.every(([key, value]) => folded(String(params[key])) === folded(String(value)))
  )
}
