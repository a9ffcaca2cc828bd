import pLimit from 'p-limit'
import type { Api, CreateRequest, Model } from '../api/creatify.ts'
import type { RetryOptions } from '../api/http.ts'
import { unseen, type Task } from '../api/task.ts'
import type { Durations } from '../base/durations.ts'
import { messageOf } from '../base/errors.ts'
import type { Log } from '../base/log.ts'
import { parentsFirst } from '../manifest/graph.ts'
import { parentResult, type Generation } from '../manifest/generation.ts'
import { paramsSent, type Sending } from '../manifest/sent.ts'
import type { Claims } from '../tasks/claims.ts'
import type { Planned } from '../tasks/planned.ts'
import { findTasks, taskLooks } from '../tasks/looks.ts'
import { LostCreates } from '../tasks/lost.ts'
import { match } from '../tasks/matching.ts'
import {
  ambiguousEarlier,
  outcomeOf,
  reusedOutcome,
  unfinished,
  type Ended,
} from '../tasks/outcome.ts'
import type { OpenCreate } from '../tasks/settle.ts'
import type { Fingerprints } from './fingerprint.ts'
import type { Ledger } from './ledger.ts'
import { notedTasks } from './noted.ts'
import { whyUseless } from './useless.ts'

/** What is known of generations before anything is created. */
export interface PaidEarlier {
  /** Their tasks exist. */
  readonly ready: readonly Planned[]
  /** Nothing can be done for them. */
  readonly ended: readonly Ended[]
  /** Tasks that have nothing to give: they failed, or their files are gone. Their credits are spent. */
  readonly useless: readonly Task[]
  /** Ids of tasks that other workflow runs paid for. */
  readonly ofOtherRuns: ReadonlySet<string>
  /** Creates of earlier attempts of which nobody knows what became. */
  readonly doubts: readonly OpenCreate[]
}

/** What is recalled with. */
export interface Recalling extends Sending {
  readonly reuse: 'run' | 'always' | 'never'
  readonly runId: string
  readonly ledger: Ledger
  readonly prints: Fingerprints
  readonly claims: Claims
  readonly log: Log
  readonly options: RetryOptions
  readonly durations: Pick<Durations, 'api' | 'assets' | 'settle' | 'polling'>
  /** The API is on this machine, and so may its files be. */
  readonly loopback: boolean
  /** Of this attempt, on the clock of `performance.now()`. */
  readonly startedAt: number
}

/**
 * The generations that are paid for already: by a fact of the ledger, or, where an attempt ended between create and fact, by
 * an equal task of the task list since then. A task that failed, is gone, or whose files are gone is left out, to be created
 * again, and the log says so. Where the list cannot tell what an attempt left, the generation ends: creating it might pay
 * twice. Rejects only when the signal aborts.
 */
export async function recall(
  generations: readonly Generation[],
  api: Api,
  how: Recalling,
): Promise<PaidEarlier> {
  const recollection = new Recollection(parentsFirst(generations), api, how)
  await recollection.byFacts()
  await recollection.byList()
  return recollection.result
}

class Recollection {
  /** Parents before children. */
  readonly #generations: readonly Generation[]
  readonly #api: Api
  readonly #how: Recalling
  readonly #lost: LostCreates
  readonly #found = new Map<string, Found>()
  readonly #ended = new Map<string, Ended>()
  readonly #useless: Task[] = []
  readonly #ofOtherRuns = new Set<string>()

  constructor(generations: readonly Generation[], api: Api, how: Recalling) {
    const { log, claims, options, durations } = how
    this.#generations = generations
    this.#api = api
    this.#how = how
    this.#lost = new LostCreates(api, {
      log,
      claims,
      stop: options.signal,
      durations: durations.settle,
    })
  }

  get result(): PaidEarlier {
    return {
      ready: [...this.#found.values()].map(({ generation, task }) => ({
        generation,
        type: task.type,
        task,
      })),
      ended: [...this.#ended.values()],
      useless: this.#useless,
      ofOtherRuns: this.#ofOtherRuns,
      doubts: this.#lost.doubts,
    }
  }

  /** Takes the tasks that the ledger names. */
  async byFacts(): Promise<void> {
    const { options, runId, durations, loopback, log, ledger, prints } = this.#how
    const noted = await notedTasks(
      this.#generations,
      prints,
      ledger,
      ({ name, parents }, { id }) => {
        log.warning(
          `${name}: task ${id} was made from another task of ${parents.join(', ')}. It is bought again.`,
        )
      },
    )
    for (const { id, run } of noted.values()) if (run !== runId) this.#ofOtherRuns.add(id)
    const ids = [...noted.values()].map(({ id }) => id)
    const get = Math.min(durations.api.get, options.ms)
    const look = taskLooks(this.#api, { get }, options.signal)
    const tasks = await findTasks(ids, look, { ...options, durations, confirm: true }).catch(
      messageOf,
    )
    if (typeof tasks === 'string') {
      for (const generation of this.#generations) {
        const id = noted.get(generation.name)?.id
        if (id === undefined) continue
        const end = reusedOutcome(generation, unfinished(unseen(id), tasks))
        this.#ended.set(generation.name, end)
      }
      return
    }
    const limit = pLimit(atOnce)
    const examining = { options, loopback, durations: durations.assets }
    const reasons = new Map(
      await Promise.all(
        [...tasks].map(
          async ([id, task]) =>
            [id, await limit(async () => task && whyUseless(task, this.#api, examining))] as const,
        ),
      ),
    )
    const again = new Set<string>()
    for (const generation of this.#generations) {
      const { name, parents } = generation
      const id = noted.get(name)?.id
      if (id === undefined) continue
      const parent = parents.find((each) => again.has(each))
      const why = parent === undefined ? reasons.get(id) : `was made from the result of ${parent}`
      if (!this.#take(generation, id, tasks.get(id), why)) again.add(name)
    }
  }

  /** False where the task is to be made again. */
  #take(
    generation: Generation,
    id: string,
    task: Task | undefined,
    why: string | undefined,
  ): boolean {
    const { reuse, log, claims } = this.#how
    const { name, model } = generation
    const asked = this.#askedBy(generation) ?? { model, params: {} }
    const isTaken = [...this.#found.values()].some((each) => each.task.id === id)
    if (isTaken || (task && match(task, asked, noHosts) === 'contradicted')) {
      if (reuse === 'always') {
        log.warning(
          `${name}: what is noted for it is task ${id}, which was made for something else. It is bought again.`,
        )
        return false
      }
      const evidence = `an earlier attempt noted task ${id} for it, which was made for something else`
      this.#ended.set(name, outcomeOf(generation, ambiguousEarlier(evidence)))
      return true
    }
    claims.claim(id)
    if (!task || why !== undefined) {
      const reason = why ?? 'is not known to the API any more'
      log.info(`${name}: task ${id} ${reason}, so it is created again.`)
      if (task) this.#useless.push(task)
      return false
    }
    log.info(`${name}: task ${id} was paid for earlier.`)
    this.#found.set(name, { generation, task })
    this.#lost.learn(asked, task)
    return true
  }

  /** Looks in the task list for what earlier attempts created and did not note. */
  async byList(): Promise<void> {
    const { ledger, log } = this.#how
    const since = await ledger.unsettledSince()
    const left = this.#generations.filter(
      ({ name }) => !this.#found.has(name) && !this.#ended.has(name),
    )
    if (since === undefined || left.length === 0) return
    log.info(
      'An earlier attempt ended before it could note all. Looking in the task list, which takes up to a minute.',
    )
    const models = await this.#models(left)
    const looking = new Map<string, Promise<void>>()
    for (const generation of left) {
      const look = async () => {
        await Promise.all(generation.parents.map(async (parent) => looking.get(parent)))
        await this.#lookFor(generation, since, models.get(generation.model))
      }
      looking.set(generation.name, look())
    }
    await Promise.all(looking.values())
  }

  async #lookFor(generation: Generation, since: number, model: Model | undefined): Promise<void> {
    const { log, startedAt } = this.#how
    const { name } = generation
    const asked = this.#askedBy(generation, model)
    // Its parents are not done even now: it cannot have been created.
    if (!asked) return
    const end = await this.#lost.lookFor(asked, {
      since,
      startedAt,
      isImage: model?.generation_type.endsWith('image') === true,
    })
    if (end.as === 'unknown') {
      const evidence = `an earlier attempt ended before it could note its task, and ${end.evidence}`
      this.#ended.set(name, outcomeOf(generation, ambiguousEarlier(evidence)))
    } else if (end.as === 'task' && end.task.state === 'failed') {
      log.info(`${name}: task ${end.task.id} failed, so it is created again.`)
      this.#useless.push(end.task)
    } else if (end.as === 'task') {
      log.info(`${name}: task ${end.task.id} of an earlier attempt is in the task list and taken.`)
      this.#found.set(name, { generation, task: end.task })
    }
  }

  /** What was or would be sent for it; undefined while a parent is not done. */
  #askedBy(generation: Generation, model?: Model): CreateRequest | undefined {
    const parents = generation.parents.map((parent) => this.#found.get(parent))
    if (!parents.every((parent) => parent?.task.state === 'done')) return undefined
    const { params } = generation.resolve((name) => {
      const parent = this.#found.get(name)
      return parent && parentResult(parent.generation, parent.task)
    })
    return { model: generation.model, params: paramsSent(generation, params, model, this.#how) }
  }

  /** Their models by name; empty where the API does not tell. */
  async #models(generations: readonly Generation[]): Promise<ReadonlyMap<string, Model>> {
    const { options, durations } = this.#how
    const names = [...new Set(generations.map(({ model }) => model))]
    const models = await this.#api
      .models(names, { ms: durations.api.models, signal: options.signal })
      .catch(() => [])
    options.signal.throwIfAborted()
    return new Map(models.map((model) => [model.model_name, model]))
  }
}

interface Found {
  readonly generation: Generation
  readonly task: Task
}

const atOnce = 10
const noHosts: ReadonlySet<string> = new Set()
