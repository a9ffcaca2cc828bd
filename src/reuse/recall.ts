import { setTimeout as sleep } from 'node:timers/promises'
import pLimit from 'p-limit'
import { parentsFirst } from '../manifest/graph.ts'
import { type Api, type CreateRequest } from '../api/creatify.ts'
import { unseen } from '../api/task.ts'
import { type Task } from '../api/task.ts'
import { isGone, type Fetching } from '../assets/download.ts'
import { findTasks, taskLooks } from '../tasks/looks.ts'
import type { Durations } from '../base/durations.ts'
import { messageOf } from '../base/errors.ts'
import {
  ambiguousEarlier,
  failed,
  outcomeOf,
  reusedOutcome,
  unfinished,
  type Ended,
} from '../tasks/outcome.ts'
import type { RetryOptions } from '../api/http.ts'
import type { AskedTask } from '../inputs/values.ts'
import { notedIds, type Fingerprint, type Snapshot } from './ledger.ts'
import type { Log } from '../base/log.ts'
import { parentResult, unchained, type Generation } from '../manifest/generation.ts'
import type { Claims } from '../tasks/claims.ts'
import type { Planned } from '../tasks/generate.ts'
import { doubt, equalTasks, likeness, resemblance, tolerance } from '../tasks/settle.ts'

/** What is known of generations before anything is created, in the order asked. */
export interface Recalled {
  /** Their tasks exist. */
  readonly ready: readonly Planned[]
  /** Nothing can be done for them. */
  readonly ended: readonly Ended[]
}

/** What earlier attempts paid for. */
export interface PaidEarlier extends Recalled {
  /** Tasks that are of no use: they failed, or their files are gone. Their credits are spent all the same. */
  readonly useless: readonly Task[]
  /** Of what earlier attempts left pending, by what was asked: it is known now. */
  readonly resolved: readonly string[]
}

interface Asking {
  readonly log: Log
  readonly patience: RetryOptions
  readonly durations: Pick<Durations, 'api' | 'polling'>
}

/** Where files may be, and how long to look for them. */
interface Recalling extends Asking {
  readonly files: Pick<Fetching, 'loopback' | 'durations'>
}

/**
 * The generations that are paid for already: by an entry of the ledger, or, where an attempt ended between create and
 * entry, by an equal task of the task list since then. A task that failed, is gone, or whose files are gone is left out, to
 * be created anew, and the log says so. Where an attempt left something pending and the list can not tell what, the
 * generation ends: creating it might pay twice. Rejects with ApiError when the API cannot be asked.
 */
export async function recall(
  generations: readonly Generation[],
  prints: ReadonlyMap<Generation, Fingerprint>,
  earlier: Snapshot,
  claims: Claims,
  api: Api,
  { log, patience, durations, files }: Recalling,
): Promise<PaidEarlier> {
  const { tasks: entries, pending } = earlier
  for (const id of Object.values(entries)) claims.claim(id)
  const ids = notedIds(prints, earlier)
  const noted = generations.flatMap((generation) => {
    const id = ids.get(generation.name)
    return id === undefined ? [] : [{ generation, id }]
  })
  const known = await findTasks(
    noted.map(({ id }) => id),
    taskLooks(api, durations.api, patience.signal),
    { ...patience, durations, confirm: true },
  )
  const limit = pLimit(singlesAtOnce)
  const faults = new Map(
    await Promise.all(
      noted.map(async ({ generation: { name }, id }) => {
        return [name, await limit(uselessness, known.get(id), api, patience, files)] as const
      }),
    ),
  )
  const order = parentsFirst(generations)
  const found = new Map<Generation, Task>()
  const anew = new Set<string>()
  const useless: Task[] = []
  for (const generation of order) {
    const { name, parents } = generation
    const id = ids.get(name)
    if (id === undefined) continue
    const task = known.get(id)
    const parent = parents.find((each) => anew.has(each))
    const why =
      faults.get(name) ??
      (parent === undefined ? undefined : `was made from the result of ${parent}`)
    if (!task || why !== undefined) {
      log.info(`${name}: task ${id} ${why ?? ''}, so it is created anew.`)
      anew.add(name)
      if (task) useless.push(task)
    } else {
      log.info(`${name}: task ${id} was paid for earlier.`)
      found.set(generation, task)
    }
  }
  const left = order.flatMap((generation): Lost[] => {
    const asked = prints.get(generation)?.asked ?? ''
    const times = Object.values(pending).filter((each) => each.asked.includes(asked))
    if (times.length === 0 || found.has(generation)) return []
    return [{ generation, asked, since: Math.min(...times.map(({ since }) => since)) - tolerance }]
  })
  const adopted: Adopted =
    left.length > 0
      ? await adopt(left, found, claims, api, { log, patience })
      : { doubts: new Map(), open: new Set(), failed: [] }
  const { doubts, open, failed } = adopted
  return {
    ready: generations.flatMap((generation) => {
      const task = found.get(generation)
      return task ? { generation, type: task.type, task } : []
    }),
    ended: [...doubts].map(([generation, evidence]) => mayExist(generation, evidence)),
    useless: [...useless, ...failed],
    resolved: left.flatMap(({ generation, asked }) =>
      doubts.has(generation) || open.has(generation) ? [] : asked,
    ),
  }
}

/** A generation that an earlier attempt may have created, from when on. */
interface Lost {
  readonly generation: Generation
  readonly asked: string
  readonly since: number
}

/** What the task list says of lost creates. */
interface Adopted {
  /** Generations that may have a task all the same, and why the list does not prove that they have none. */
  readonly doubts: ReadonlyMap<Generation, string>
  /** Generations whose parents are in doubt: nothing can be said of them yet. */
  readonly open: ReadonlySet<Generation>
  /** Tasks that failed. */
  readonly failed: readonly Task[]
}

/**
 * Adds equal tasks of the list to `found`. Takes parents before children, and of those that wait for nobody the ones that
 * ask for most first: a task of theirs fits whoever asks for less.
 */
async function adopt(
  lost: readonly Lost[],
  found: Map<Generation, Task>,
  claims: Claims,
  api: Api,
  { log, patience }: Omit<Asking, 'durations'>,
): Promise<Adopted> {
  const earliest = Math.min(...lost.map(({ since }) => since))
  const list = await api.listTasksSince(earliest, patience).catch((error: unknown) => {
    patience.signal.throwIfAborted()
    return messageOf(error)
  })
  const tasks = typeof list === 'string' ? [] : list
  const doubts = new Map<Generation, string>()
  const open = new Set<Generation>()
  const failed: Task[] = []
  const size = ({ generation: { params } }: Lost) => Object.keys(params).length
  const roots = lost.filter(({ generation }) => generation.parents.length === 0)
  const children = lost.filter(({ generation }) => generation.parents.length > 0)
  for (const { generation, since } of [...roots.sort((a, b) => size(b) - size(a)), ...children]) {
    const { name, parents } = generation
    const order = orderOf(generation, found)
    if (!order) {
      const undecided = new Set([...doubts.keys(), ...open].map((each) => each.name))
      if (parents.some((parent) => undecided.has(parent))) open.add(generation)
      continue
    }
    const equal = equalTasks(tasks, order, since, claims)
    const alive = equal.find(({ id, state }) => state !== 'failed' && claims.claim(id))
    if (alive) {
      log.info(`${name}: task ${alive.id} of an earlier attempt is in the task list and taken.`)
      found.set(generation, alive)
      continue
    }
    const dead = equal.find(({ id, state }) => state === 'failed' && claims.claim(id))
    if (dead) {
      log.info(`${name}: task ${dead.id} failed, so it is created anew.`)
      failed.push(dead)
      continue
    }
    const evidence =
      typeof list === 'string' ? `the task list cannot be read (${list})` : doubt(list, since)
    // The files of a parent may have other URLs by now.
    const like = parents.length > 0 ? likeness : resemblance
    const why = evidence ?? like(tasks, order, since, claims)
    if (why !== undefined) doubts.set(generation, why)
  }
  return { doubts, open, failed }
}

/** What an earlier attempt would have created; undefined where it cannot have: a parent is not done even now. */
function orderOf(
  generation: Generation,
  found: ReadonlyMap<Generation, Task>,
): CreateRequest | undefined {
  const parents = new Map(
    [...found].map(([parent, task]) => [parent.name, { parent, task }] as const),
  )
  const isDone = (name: string) => parents.get(name)?.task.state === 'done'
  if (!generation.parents.every(isDone)) return undefined
  const { params } = generation.resolve((name) => {
    const made = parents.get(name)
    return made && parentResult(made.parent, made.task)
  })
  return { model: generation.model, params }
}

function mayExist(generation: Generation, evidence: string): Ended {
  return outcomeOf(generation, ambiguousEarlier(evidence))
}

/**
 * Why a task paid for earlier has nothing to give; undefined when it has, or will have. Files count as gone only when they
 * still are under the URLs that the task has a while later, because much depends on it.
 */
async function uselessness(
  task: Task | undefined,
  api: Api,
  patience: RetryOptions,
  files: Recalling['files'],
): Promise<string | undefined> {
  const { signal } = patience
  if (!task) return 'is not known to the API any more'
  if (task.state === 'failed') return 'failed'
  if (task.state !== 'done' || !(await areGone(task, { ...files, signal }))) return undefined
  await sleep(files.durations.gonePause, undefined, { signal })
  const now = await api.getTask(task.id, patience)
  const gone = now?.state === 'done' && (await areGone(now, { ...files, signal }))
  return gone ? 'is done, but its files are gone' : undefined
}

async function areGone({ assets }: Task, how: Parameters<typeof isGone>[1]): Promise<boolean> {
  const gone = await Promise.all(assets.map(async ({ url }) => isGone(url, how)))
  return gone.includes(true)
}

/**
 * Tasks handed in by `task-id`, in the order given: those that exist, failures for those that do not. When the API cannot
 * be asked in time, all end `unfinished`, with their ids.
 */
export async function collect(
  asked: readonly AskedTask[],
  api: Api,
  { patience, durations }: Pick<Asking, 'patience' | 'durations'>,
): Promise<Recalled & { readonly generations: readonly Generation[] }> {
  const named = (id: string, name: string | undefined, task: Task | undefined): Generation => ({
    name: name ?? `${task?.model || 'task'}-${id.slice(0, 8)}`,
    model: task?.model ?? '',
    params: task?.params ?? {},
    locate: () => undefined,
    ...unchained(task?.params ?? {}),
  })
  const ids = asked.map(({ id }) => id)
  const look = taskLooks(api, durations.api, patience.signal)
  const finding = { ...patience, durations, confirm: false }
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

const singlesAtOnce = 10
