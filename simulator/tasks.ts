import { randomUUID } from 'node:crypto'
import type { Assumptions } from './assumptions.ts'
import type { CatalogModel } from './catalog.ts'
import type { Drip, Encoding } from './messages.ts'
import { priceOf, type Params } from './params.ts'

/** The last status of a task. */
export type TaskEnd =
  'done' | 'failed' | 'rejected' | 'error' | 'canceled' | 'cancelled' | 'expired'

/** What becomes of one task; everything left out takes its ordinary course. */
export interface TaskScript {
  /** Wait for a create of this model. */
  model?: string
  seconds?: number
  /** Ends without files in all but `done`. */
  end?: TaskEnd
  failedReason?: string
  /** Statuses on the way, spread evenly over the duration. */
  statuses?: readonly string[]
  /** Charged and reported at the end; default the price, or 0 for a failed task. */
  credits?: number
  /** So long after the end the credits are still told as 0. */
  chargedAfterSeconds?: number
  assets?: readonly AssetScript[]
  /** How many looks after the end show only the first asset. */
  looksWithOneAsset?: number
  /** How many looks after the end still show no assets. */
  looksWithoutAssets?: number
  /** How many looks find no task: 404 by id, missing from a batch. */
  goneFor?: number
  /** So long after the create nobody finds the task: not by id, in no batch, in no list. */
  appearsAfterSeconds?: number
  /** Every request that asks for it, alone or in a batch, is answered with 500. */
  stumbles?: boolean
}

/** One produced file; `{}` is what the model would have made. */
export interface AssetScript {
  type?: 'image' | 'video' | 'audio'
  /** Shown word for word and not served. */
  url?: string
  /** The same of its thumbnail. */
  thumbnail?: string
  body?: Buffer | string
  /** The header of a real file and then filler, this many bytes in total, never held in memory. */
  bytes?: number
  contentType?: string
  name?: string
  status?: number
  /** The first N URLs handed out answer `status` (default 404); the next one works. */
  freshAfter?: number
  /** Only this many bytes of the announced length are sent. */
  truncate?: number
  /** Sent so, whatever the client accepts. */
  encoding?: Encoding
  /** The body never ends, and has no announced length. */
  endless?: boolean
  drip?: Drip
}

/** A task as tests see it. */
export interface SimulatedTask {
  readonly id: string
  readonly model: string
  readonly params: Params
  readonly webhookUrl: string | undefined
  /** `performance.now()` of the create, ms. */
  readonly createdAt: number
  /** By the clock, as a look would show it now. */
  readonly status: string
  /** What it costs in the end; the balance drops by it then. */
  readonly credits: number
  /** How often it was asked for by id or in a batch. */
  readonly looks: number
}

/** What a model makes. */
export type Kind = 'image' | 'video' | 'audio' | 'text'

export function kindOf(model: CatalogModel): Kind {
  const made = model.generation_type.split('_to_').at(-1)
  if (made === 'image' || made === 'video' || made === 'text') return made
  return 'audio'
}

const runningStatuses: Readonly<Record<Assumptions['runningStatuses'], readonly string[]>> = {
  documented: ['initializing', 'generating'],
  sibling: ['pending', 'in_queue', 'running'],
}

const secondsOf: Readonly<Record<Kind, number>> = { image: 0.8, video: 2, audio: 1, text: 0.4 }

/** A task that lives by the clock: nothing ticks, every look works out where it stands. */
export class Task implements SimulatedTask {
  readonly id = randomUUID()
  readonly catalogModel: CatalogModel
  readonly params: Params
  readonly webhookUrl: string | undefined
  readonly createdAt: number
  /** The same by the machine's clock, ms. */
  readonly bornAt: number
  readonly script: TaskScript
  readonly durationMs: number
  readonly credits: number
  readonly #chargeDelayMs: number
  readonly #assumptions: Assumptions
  looks = 0
  /** How often its assets were shown. */
  handedOut = 0
  charged = false
  #looksAfterDone = 0

  constructor(
    model: CatalogModel,
    params: Params,
    { webhookUrl, script = {}, seconds, ageMs = 0, assumptions }: TaskCircumstances,
  ) {
    this.#assumptions = assumptions
    this.catalogModel = model
    this.params = params
    this.webhookUrl = webhookUrl
    this.script = script
    this.createdAt = performance.now() - ageMs
    this.bornAt = Date.now() - ageMs
    this.durationMs = (script.seconds ?? seconds ?? secondsOf[kindOf(model)]) * 1000
    const fails = script.end !== undefined && script.end !== 'done'
    this.credits = script.credits ?? (fails ? 0 : priceOf(model, params))
    const { chargedAfterSeconds } = script
    this.#chargeDelayMs =
      chargedAfterSeconds === undefined ? assumptions.chargeDelayMs : chargedAfterSeconds * 1000
  }

  get model(): string {
    return this.catalogModel.model_name
  }

  get status(): string {
    return this.statusAt(performance.now())
  }

  /** Not yet at its create, even when it takes no time: a create never answers a finished task. */
  endedAt(now: number): boolean {
    return now - this.createdAt > this.durationMs
  }

  chargedAt(now: number): boolean {
    return this.endedAt(now - this.#chargeDelayMs)
  }

  /** Whether anybody finds it. */
  appearedAt(now: number): boolean {
    return now - this.createdAt >= (this.script.appearsAfterSeconds ?? 0) * 1000
  }

  statusAt(now: number): string {
    const { end = 'done', statuses = runningStatuses[this.#assumptions.runningStatuses] } =
      this.script
    if (this.endedAt(now)) return end === 'failed' ? this.#assumptions.failedStatus : end
    const share = this.durationMs === 0 ? 0 : (now - this.createdAt) / this.durationMs
    const step = Math.min(statuses.length - 1, Math.floor(share * statuses.length))
    return statuses[step] ?? 'initializing'
  }

  showsAssetsAt(now: number): boolean {
    const { looksWithoutAssets = 0 } = this.script
    return this.statusAt(now) === 'done' && this.#looksAfterDone >= looksWithoutAssets
  }

  /** How many of its assets it shows, undefined for all of them. */
  assetsShownAt(now: number): number | undefined {
    if (!this.showsAssetsAt(now)) return 0
    const { looksWithoutAssets = 0, looksWithOneAsset = 0 } = this.script
    return this.#looksAfterDone < looksWithoutAssets + looksWithOneAsset ? 1 : undefined
  }

  /** Somebody asks for it; undefined: and does not find it. */
  look<T>(show: (now: number) => T): T | undefined {
    this.looks += 1
    if (this.looks <= (this.script.goneFor ?? 0)) return undefined
    const now = performance.now()
    if (!this.appearedAt(now)) return undefined
    const shown = show(now)
    if (this.showsAssetsAt(now)) this.handedOut += 1
    if (this.statusAt(now) === 'done') this.#looksAfterDone += 1
    return shown
  }
}

interface TaskCircumstances {
  readonly assumptions: Assumptions
  readonly webhookUrl?: string | undefined
  readonly script?: TaskScript | undefined
  readonly seconds?: number | undefined
  readonly ageMs?: number
}
