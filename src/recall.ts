import { appendFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isGone } from './assets.ts'
import { batchSize, type Api, type Task } from './creatify.ts'
import type { Outcome } from './generate.ts'
import type { AskedTask } from './inputs.ts'
import { fingerprints, type Snapshot } from './ledger.ts'
import type { Log } from './log.ts'
import type { Generation } from './manifest.ts'
import type { Planned } from './preflight.ts'
import { equalTasks, type Claims } from './reconcile.ts'

interface Asking {
  readonly log: Log
  readonly signal: AbortSignal
}

const patience = 60_000

/** The claims of a step. Tasks that earlier steps of this job claimed stay theirs. */
export function openClaims(temp: string): Claims {
  const file = join(temp, 'creatify-tasks.txt')
  let written = ''
  try {
    written = readFileSync(file, 'utf8')
  } catch {
    // no earlier step has claimed any
  }
  const taken = new Set(written.split('\n'))
  return {
    has: (id) => taken.has(id),
    claim(id) {
      if (taken.has(id)) return false
      taken.add(id)
      appendFileSync(file, `${id}\n`)
      return true
    },
  }
}

/**
 * The generations that are paid for already: by an entry of the ledger, or, where an attempt ended between create and
 * entry, by an equal task of the task list since the ledger was opened. A task that failed, is gone, or whose files are
 * gone is left out, and the log says so. Rejects with ApiError when the API cannot be asked: nothing may be created then.
 */
export async function recall(
  generations: readonly Generation[],
  earlier: Snapshot,
  claims: Claims,
  api: Api,
  { log, signal }: Asking,
): Promise<readonly Planned[]> {
  const entries = [...fingerprints(generations)].map(([generation, fingerprint]) => ({
    generation,
    id: earlier.tasks[fingerprint],
  }))
  for (const id of Object.values(earlier.tasks)) claims.claim(id)
  const ids = entries.flatMap(({ id }) => id ?? [])
  const tasks = await lookAll(ids, api, signal)
  const unlisted = entries.filter(({ id }) => id === undefined)
  const list = unlisted.length === 0 ? [] : await api.recent({ ms: patience, signal })
  const found = await Promise.all(
    entries.map(async ({ generation, id }): Promise<Planned | undefined> => {
      const task = id === undefined ? undefined : tasks.get(id)
      const why = id === undefined ? undefined : await uselessness(task)
      if (why !== undefined)
        log.info(`${generation.name}: task ${id ?? ''} ${why}, so it is created anew.`)
      if (!task || why !== undefined) return undefined
      log.info(`${generation.name}: task ${task.id} was paid for earlier`)
      return { generation, type: task.type, task }
    }),
  )
  const adopted = unlisted.map(({ generation }): Planned | undefined => {
    const equal = equalTasks(list, generation, earlier.opened, claims)
    const task = equal.find(({ id, state }) => state !== 'failed' && claims.claim(id))
    if (!task) return undefined
    log.info(
      `${generation.name}: task ${task.id} of an earlier attempt is in the task list and taken`,
    )
    return { generation, type: task.type, task }
  })
  return [...found, ...adopted].filter((planned) => planned !== undefined)
}

/** Why a task paid for earlier has nothing to give; undefined when it has, or will have. */
async function uselessness(task: Task | undefined): Promise<string | undefined> {
  if (!task) return 'is not known to the API any more'
  if (task.state === 'failed') return 'failed'
  if (task.state !== 'done') return undefined
  const gone = await Promise.all(task.assets.map(async ({ url }) => isGone(url)))
  return gone.includes(true) ? 'is done, but its files are gone' : undefined
}

/** Tasks handed in by `task-id`: those that exist, and failures for those that do not, in the order given. */
export async function collect(
  asked: readonly AskedTask[],
  api: Api,
  { signal }: Asking,
): Promise<{
  readonly generations: readonly Generation[]
  readonly ready: readonly Planned[]
  readonly ended: readonly Outcome[]
}> {
  const tasks = await lookAll(
    asked.map(({ id }) => id),
    api,
    signal,
  )
  const each = asked.map(({ id, name }) => {
    const task = tasks.get(id)
    const generation: Generation = {
      name: name ?? `${task && task.model !== '' ? task.model : 'task'}-${id.slice(0, 8)}`,
      model: task?.model ?? '',
      params: task?.params ?? {},
      locate: () => undefined,
    }
    return { id, generation, task }
  })
  return {
    generations: each.map(({ generation }) => generation),
    ready: each.flatMap(({ generation, task }) =>
      task ? { generation, type: task.type, task } : [],
    ),
    ended: each.flatMap(({ id, generation, task }): readonly Outcome[] => {
      if (task) return []
      const reason = `There is no task ${id} in this account. Check the id, and that the credentials are of the same account.`
      return [
        { generation, reused: true, status: 'failed', task: undefined, reason, seconds: null },
      ]
    }),
  }
}

/** The tasks by id, with as few requests as the API allows. */
async function lookAll(
  ids: readonly string[],
  api: Api,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Task>> {
  const found = new Map<string, Task>()
  for (let i = 0; i < ids.length; i += batchSize) {
    const page = ids.slice(i, i + batchSize)
    const batch = page.length === 1 ? undefined : await api.lookMany(page, { ms: patience, signal })
    for (const task of batch ?? []) found.set(task.id, task)
    for (const id of page.filter((each) => !found.has(each))) {
      const task = await api.look(id, { ms: patience, signal })
      if (task) found.set(id, task)
    }
  }
  return found
}
