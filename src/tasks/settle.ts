import type { CreateRequest } from '../api/creatify.ts'
import type { Task } from '../api/task.ts'
import { canonical } from '../base/json.ts'
import { match, mayAlsoBe } from './matching.ts'

/** A create whose answer was lost. Times `…At` are on the server's clock, ms since 1970. */
export interface OpenCreate {
  readonly asked: CreateRequest
  readonly sentAt: number
  /** Its task cannot be older than this: `sentAt` less what the clocks may differ by. */
  readonly notBefore: number
  /** When its task must be in the list at the latest. On the clock of `Reading.began`. */
  readonly visibleBy: number
  /** When its task must have ended, and so is in a list that leaves out running tasks. On the clock of `Reading.began`. */
  readonly endedBy: number
}

/** One reading of the task list. `began`: before its first request, on the clock of `performance.now()`. */
export type ListReading =
  | { readonly began: number; readonly tasks: readonly Task[] }
  | { readonly began: number; readonly failure: string }

/** What became of a lost create. */
export type Verdict =
  | { readonly as: 'task'; readonly task: Task }
  /** Proven: no task of it exists. */
  | { readonly as: 'none' }
  /** `final`: no later reading of the same kind can say more. */
  | { readonly as: 'unknown'; readonly evidence: string; readonly final: boolean }

/** What is known when the verdict is asked for. */
export interface Known {
  readonly creates: readonly OpenCreate[]
  /** Models of creates whose answers are still on their way: each may name a task that is in the list already. */
  readonly modelsOnTheWay: ReadonlySet<string>
  /** In the order they began. */
  readonly readings: readonly ListReading[]
  /** True for tasks that belong to a generation already. */
  readonly isClaimed: (id: string) => boolean
  /** Hosts to which the API copies input files, as tasks have shown whose creates were answered. */
  readonly rehosts: ReadonlySet<string>
  /** Creates that got a task out of the list before. What is missing now may be theirs, if it equals them. */
  readonly settled: readonly OpenCreate[]
}

/** The server's clock is known to a second: a task older than its request by more than this is probably another's. */
const clockError = 2000

/**
 * What became of each lost create. Equal creates are interchangeable: each gets a task of its own, the nearest in time. A
 * task goes to a create only where it equals it and no other open create that still lacks a task.
 */
export function settle(known: Known): ReadonlyMap<OpenCreate, Verdict> {
  const { creates, modelsOnTheWay, readings, isClaimed } = known
  const tasks = seenTasks(readings).filter(({ id }) => !isClaimed(id))
  const decidable = creates.filter(({ asked }) => !modelsOnTheWay.has(asked.model))
  const found = assign(decidable, tasks, known)
  const taken = new Set(found.values())
  const free = tasks.filter((task) => !taken.has(task))
  return new Map(
    creates.map((create): [OpenCreate, Verdict] => {
      const { model } = create.asked
      const task = found.get(create)
      if (task) return [create, { as: 'task', task }]
      if (!modelsOnTheWay.has(model)) {
        return [create, absence(worstOfEqual(create, known), free, known)]
      }
      const evidence = `an answer for ${model} is still on its way`
      return [create, { as: 'unknown', evidence, final: false }]
    }),
  )
}

/**
 * The same where the server's clock is not known: no task is proven to be new, and none to be missing. The evidence names the
 * newest tasks that equal a create, for users to look at.
 */
export function withoutClock(known: Known): ReadonlyMap<OpenCreate, Verdict> {
  const { creates, modelsOnTheWay, readings, isClaimed, rehosts } = known
  const free = seenTasks(readings)
    .filter(({ id }) => !isClaimed(id))
    .toSorted((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0))
  return new Map(
    creates.map((create): [OpenCreate, Verdict] => {
      const { asked, visibleBy } = create
      const equal = free.filter((task) => match(task, asked, rehosts) === 'equal')
      const ids = equal.slice(0, mostNamed).map(({ id }) => id)
      const evidence =
        ids.length === 0
          ? 'the API does not tell its time'
          : `the API does not tell its time, so any of these equal tasks may be the new one: ${ids.join(', ')}`
      const isLate = readings.some(({ began }) => began >= visibleBy)
      return [
        create,
        { as: 'unknown', evidence, final: isLate && !modelsOnTheWay.has(asked.model) },
      ]
    }),
  )
}

/** Of equal tasks, so many are named. */
const mostNamed = 3

/** Equal for creates that ask for the same. */
export function contentOf({ model, params }: CreateRequest): string {
  return canonical([model, params])
}

/** Every task of all readings as it was seen last: one that was seen once exists, whatever a later reading leaves out. */
function seenTasks(readings: readonly ListReading[]): readonly Task[] {
  const lists = readings.flatMap((reading) => ('tasks' in reading ? [reading.tasks] : []))
  return [...new Map(lists.flat().map((task) => [task.id, task])).values()]
}

/** Tasks by the creates that they belong to. */
function assign(
  lost: readonly OpenCreate[],
  tasks: readonly Task[],
  { readings, rehosts }: Known,
): ReadonlyMap<OpenCreate, Task> {
  const last = readings.findLast((reading) => 'tasks' in reading)?.began ?? -Infinity
  const groups = groupsOf(lost)
  const found = new Map<OpenCreate, Task>()
  const taken = new Set<Task>()
  const lacks = ({ creates }: Group, task: Task) =>
    creates.some((create) => !found.has(create) && isWithin(task, create))
  const isOnlyOf = (group: Group, task: Task) =>
    !taken.has(task) &&
    lacks(group, task) &&
    match(task, group.asked, rehosts) === 'equal' &&
    !groups.some(
      (other) =>
        other !== group && lacks(other, task) && mayAlsoBe(task, other.asked, group.asked, rehosts),
    )

  for (let before = -1; before !== found.size;) {
    before = found.size
    for (const group of groups) {
      const own = tasks.filter((task) => isOnlyOf(group, task))
      const pairs = group.creates.flatMap((create) =>
        own
          .filter((task) => isWithin(task, create) && mayTake(task, create, last))
          .map((task) => ({ create, task, ms: distance(task, create) })),
      )
      for (const { create, task } of pairs.sort((a, b) => a.ms - b.ms)) {
        if (found.has(create) || taken.has(task)) continue
        found.set(create, task)
        taken.add(task)
      }
    }
  }
  return found
}

/** Creates that ask for the same. */
interface Group {
  readonly asked: CreateRequest
  readonly creates: readonly OpenCreate[]
}

function groupsOf(creates: readonly OpenCreate[]): readonly Group[] {
  const groups = Map.groupBy(creates, ({ asked }) => contentOf(asked))
  return [...groups.values()].flatMap(([first, ...others]) =>
    first ? [{ asked: first.asked, creates: [first, ...others] }] : [],
  )
}

/**
 * The task of one create may have gone to an equal one, or may go there now: what is missing can be as old, and as slow to
 * show up, as that of any of them.
 */
function worstOfEqual(create: OpenCreate, { creates, settled }: Known): OpenCreate {
  const content = contentOf(create.asked)
  const equal = [...creates, ...settled].filter(({ asked }) => contentOf(asked) === content)
  return {
    ...create,
    notBefore: Math.min(...equal.map(({ notBefore }) => notBefore)),
    visibleBy: Math.max(...equal.map(({ visibleBy }) => visibleBy)),
    endedBy: Math.max(...equal.map(({ endedBy }) => endedBy)),
  }
}

function isWithin({ createdAt }: Task, { notBefore }: OpenCreate): boolean {
  return createdAt !== undefined && createdAt >= notBefore
}

function distance({ createdAt = 0 }: Task, { sentAt }: OpenCreate): number {
  return Math.abs(createdAt - sentAt)
}

/** One from just before the request may be another client's, and ours not visible yet: it is taken only once ours must be. */
function mayTake({ createdAt = 0 }: Task, create: OpenCreate, lastReading: number): boolean {
  const { sentAt, visibleBy } = create
  return createdAt >= sentAt - clockError || lastReading >= visibleBy
}

/** Whether no task of the create exists. `free`: seen tasks that belong to nobody. */
function absence(create: OpenCreate, free: readonly Task[], known: Known): Verdict {
  const { readings, rehosts } = known
  const { asked, notBefore, visibleBy, endedBy } = create
  const unknown = (evidence: string, final: boolean): Verdict => ({
    as: 'unknown',
    evidence,
    final,
  })
  const after = readings.filter(({ began }) => began >= visibleBy)
  const last = after.findLast((reading) => 'tasks' in reading)
  const failed = readings.findLast((reading) => 'failure' in reading)
  if (last === undefined) {
    const why = failed
      ? `the task list cannot be read (${failed.failure})`
      : 'it is too early to tell'
    return unknown(why, after.length > 0)
  }
  const gap = absenceGap(last.tasks, notBefore)
  if (gap !== undefined) return unknown(gap, true)
  for (const task of free) {
    const { id, createdAt = Infinity } = task
    const how = createdAt < notBefore ? 'contradicted' : match(task, asked, rehosts)
    if (how === 'equal')
      return unknown(`task ${id} may be this one's or another generation's`, true)
    if (how === 'unclear') {
      return unknown(`task ${id} is of this model, and its params do not tell whose it is`, true)
    }
  }
  const showsRunning = readings.some(
    (reading) => 'tasks' in reading && reading.tasks.some(({ state }) => state === 'running'),
  )
  if (showsRunning || last.began >= endedBy) return { as: 'none' }
  return unknown(
    'the task list shows no task that runs, and may leave such tasks out',
    endedBy === Infinity,
  )
}

/** Why a list cannot prove that it has no task since `notBefore`; undefined where it can. */
function absenceGap(tasks: readonly Task[], notBefore: number): string | undefined {
  if (tasks.length === 0) return 'the task list is empty, which proves nothing'
  const times = tasks.map(({ createdAt }) => createdAt ?? NaN)
  if (times.some(Number.isNaN)) return 'the task list has tasks without a time'
  if (times.some((time, i) => i > 0 && time > (times[i - 1] ?? 0))) {
    return 'the task list is not newest first'
  }
  const reachesBack = (times.at(-1) ?? 0) < notBefore
  return reachesBack ? undefined : 'the task list does not reach back past the request'
}
