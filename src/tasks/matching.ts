import type { CreateRequest } from '../api/creatify.ts'
import type { Params, Task } from '../api/task.ts'
import { isRecord } from '../base/json.ts'

/**
 * What a task's params say about its being made by a create. `equal`: every param that was sent is there with this value.
 * `contradicted`: the model or a param that was sent has another value. `unclear`: neither, as where the API shows fewer
 * params than were sent, or another URL.
 */
export type Match = 'equal' | 'unclear' | 'contradicted'

/**
 * Compares a task with a create. Params that were not sent may be there: the API may fill in defaults. `rehosts`: hosts to
 * which the API copies input files, so that a URL there may stand for any URL that was sent.
 */
export function match(task: Task, asked: CreateRequest, rehosts: Hosts): Match {
  if (task.model !== asked.model) return task.model === '' ? 'unclear' : 'contradicted'
  return matchRecords(asked.params, task.params, rehosts)
}

/**
 * Whether a task that equals `own` may as well have been made by `other`: where `own` says nothing of a param, a URL in it
 * may be a copy of the one that `other` sent.
 */
export function mayAlsoBe(
  task: Task,
  other: CreateRequest,
  own: CreateRequest,
  rehosts: ReadonlySet<string>,
): boolean {
  if (task.model !== other.model) return false
  return Object.entries(other.params).every(([key, value]) => {
    const hosts = Object.hasOwn(own.params, key) ? rehosts : anyHost
    return (
      Object.hasOwn(task.params, key) && matchValues(value, task.params[key], hosts) === 'equal'
    )
  })
}

type Hosts = Pick<ReadonlySet<string>, 'has'>

const anyHost: Hosts = { has: () => true }

/** The hosts of URLs in `shown` that stand where `sent` has other URLs: the API copied the files there. */
export function rehostsIn(sent: unknown, shown: unknown): readonly string[] {
  if (isUrl(sent) && isUrl(shown)) return folded(sent) === folded(shown) ? [] : [hostOf(shown)]
  if (Array.isArray(sent) && Array.isArray(shown)) {
    return sent.length === shown.length ? sent.flatMap((each, i) => rehostsIn(each, shown[i])) : []
  }
  if (!isRecord(sent) || !isRecord(shown)) return []
  return Object.entries(sent).flatMap(([key, value]) => rehostsIn(value, shown[key]))
}

function matchRecords(sent: Params, shown: Params, rehosts: Hosts): Match {
  return worst(
    Object.entries(sent).map(([key, value]) =>
      Object.hasOwn(shown, key) ? matchValues(value, shown[key], rehosts) : 'unclear',
    ),
  )
}

function matchValues(sent: unknown, shown: unknown, rehosts: Hosts): Match {
  if (isScalar(sent) && isScalar(shown)) {
    if (sameScalar(sent, shown)) return 'equal'
    if (!isUrl(sent)) return 'contradicted'
    return isUrl(shown) && rehosts.has(hostOf(shown)) ? 'equal' : 'unclear'
  }
  if (Array.isArray(sent) && Array.isArray(shown)) {
    if (sent.length !== shown.length) return sent.some(isUrl) ? 'unclear' : 'contradicted'
    return worst(sent.map((each, i) => matchValues(each, shown[i], rehosts)))
  }
  if (isRecord(sent) && isRecord(shown)) return matchRecords(sent, shown, rehosts)
  // One value for a list of one, or a mapping as text: the API may write a value in another shape.
  return 'unclear'
}

function worst(matches: readonly Match[]): Match {
  if (matches.includes('contradicted')) return 'contradicted'
  return matches.includes('unclear') ? 'unclear' : 'equal'
}

type Scalar = string | number | boolean

function isScalar(value: unknown): value is Scalar {
  return ['string', 'number', 'boolean'].includes(typeof value)
}

/** White space may be trimmed or folded, and a number may come back as text or text as a number. */
function sameScalar(sent: Scalar, shown: Scalar): boolean {
  if (folded(sent) === folded(shown)) return true
  const numbers = typeof sent === 'number' || typeof shown === 'number'
  return numbers && folded(sent) !== '' && folded(shown) !== '' && Number(sent) === Number(shown)
}

function folded(value: Scalar): string {
  return String(value).replace(/\s+/g, ' ').trim()
}

function isUrl(value: unknown): value is string {
  return typeof value === 'string' && /^\s*(https?:\/\/|data:)/i.test(value)
}

function hostOf(url: string): string {
  return URL.parse(url.trim())?.host ?? ''
}
