import { randomUUID } from 'node:crypto'
import type { CatalogModel } from './catalog.ts'
import { priceOf, type Params } from './params.ts'

/** What becomes of one task; everything left out takes its ordinary course. */
export interface TaskScript {
  /** Wait for a create of this model. */
  model?: string
  seconds?: number
  end?: 'done' | 'failed'
  failedReason?: string
  /** Statuses on the way, spread evenly over the duration. */
  statuses?: readonly string[]
  /** Charged and reported at the end; default the price, or 0 for a failed task. */
  credits?: number
  assets?: readonly AssetScript[]
  /** How many looks after the end still show no assets. */
  looksWithoutAssets?: number
  /** How many looks find no task: 404 by id, missing from a batch. */
  goneFor?: number
}

/** One produced file; `{}` is what the model would have made. */
export interface AssetScript {
  type?: 'image' | 'video' | 'audio'
  /** Shown word for word and not served. */
  url?: string
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
  looks = 0
  /** How often its assets were shown. */
  handedOut = 0
  charged = false
  #looksAfterDone = 0

  constructor(
    model: CatalogModel,
    params: Params,
    { webhookUrl, script = {}, seconds, ageMs = 0 }: TaskCircumstances,
  ) {
    this.catalogModel = model
    this.params = params
    this.webhookUrl = webhookUrl
    this.script = script
    this.createdAt = performance.now() - ageMs
    this.bornAt = Date.now() - ageMs
    this.durationMs = (script.seconds ?? seconds ?? secondsOf[kindOf(model)]) * 1000
    this.credits = script.credits ?? (script.end === 'failed' ? 0 : priceOf(model, params))
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

  statusAt(now: number): string {
    if (this.endedAt(now)) return this.script.end ?? 'done'
    const { statuses = ['initializing', 'generating'] } = this.script
    const share = this.durationMs === 0 ? 0 : (now - this.createdAt) / this.durationMs
    const step = Math.min(statuses.length - 1, Math.floor(share * statuses.length))
    return statuses[step] ?? 'initializing'
  }

  showsAssetsAt(now: number): boolean {
    const { looksWithoutAssets = 0 } = this.script
    return this.statusAt(now) === 'done' && this.#looksAfterDone >= looksWithoutAssets
  }

  /** Somebody asks for it; undefined: and does not find it. */
  look<T>(show: (now: number) => T): T | undefined {
    this.looks += 1
    if (this.looks <= (this.script.goneFor ?? 0)) return undefined
    const now = performance.now()
    const shown = show(now)
    if (this.showsAssetsAt(now)) this.handedOut += 1
    if (this.statusAt(now) === 'done') this.#looksAfterDone += 1
    return shown
  }
}

interface TaskCircumstances {
  readonly webhookUrl?: string | undefined
  readonly script?: TaskScript | undefined
  readonly seconds?: number | undefined
  readonly ageMs?: number
}

/** All tasks, oldest first, and the balance they draw on. */
export class TaskBook {
  readonly history: readonly Task[]
  readonly tasks: Task[] = []
  readonly #scripts: TaskScript[] = []
  readonly #seconds: number | undefined
  #balance: number

  constructor(options: {
    balance: number
    seconds: number | undefined
    history: number
    catalog: readonly CatalogModel[]
  }) {
    this.#balance = options.balance
    this.#seconds = options.seconds
    this.history = pastTasks(options.history, options.catalog)
  }

  script(...scripts: readonly TaskScript[]): void {
    this.#scripts.push(...scripts)
  }

  /** `override` has the last word over the script that waited for this create. */
  create(model: CatalogModel, params: Params, webhookUrl?: string, override?: TaskScript): Task {
    const next = this.#scripts.findIndex(
      (script) => (script.model ?? model.model_name) === model.model_name,
    )
    const [script] = next === -1 ? [] : this.#scripts.splice(next, 1)
    const seconds = this.#seconds
    const task = new Task(model, params, {
      webhookUrl,
      script: { ...script, ...override },
      seconds,
    })
    this.tasks.push(task)
    return task
  }

  find(id: string): Task | undefined {
    return this.tasks.find((task) => task.id === id) ?? this.history.find((task) => task.id === id)
  }

  /** Charging is deferred to the end of a task. */
  #settle(): void {
    const now = performance.now()
    for (const task of this.tasks) {
      if (task.charged || !task.endedAt(now)) continue
      task.charged = true
      this.#balance = Math.max(0, this.#balance - task.credits)
    }
  }

  get balance(): number {
    this.#settle()
    return this.#balance
  }

  set balance(credits: number) {
    this.#settle()
    this.#balance = credits
  }

  /** What is left when all that runs has been charged. */
  get available(): number {
    const balance = this.balance
    const running = this.tasks.filter((task) => !task.charged)
    return running.reduce((left, task) => left - task.credits, balance)
  }
}

const pastPrompts = [
  'A paper lighthouse above a sea of folded maps',
  'Morning market in a town built on bridges',
  'Three ceramic birds on a windowsill, rain outside',
]

function pastTasks(count: number, catalog: readonly CatalogModel[]): Task[] {
  const hour = 3_600_000
  const models = catalog.filter((model) => kindOf(model) === 'image')
  return Array.from({ length: count }, (_, index) => {
    const model = models[index % models.length] ?? catalog[0]
    const prompt = `${pastPrompts[index % pastPrompts.length] ?? ''} (${index + 1})`
    if (model === undefined) return []
    return [new Task(model, { prompt }, { ageMs: (count - index) * hour + 60_000 })]
  }).flat()
}
