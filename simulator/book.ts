import { isDeepStrictEqual } from 'node:util'
import type { Assumptions } from './assumptions.ts'
import type { CatalogModel } from './catalog.ts'
import type { Params } from './params.ts'
import { kindOf, Task, type TaskScript } from './tasks.ts'

/** All tasks, oldest first, and the balance they draw on. */
export class TaskBook {
  readonly history: readonly Task[]
  readonly tasks: Task[] = []
  readonly #scripts: TaskScript[] = []
  readonly #seconds: number | undefined
  readonly #assumptions: Assumptions
  #balance: number

  constructor(options: {
    balance: number
    seconds: number | undefined
    history: number
    catalog: readonly CatalogModel[]
    assumptions: Assumptions
  }) {
    this.#assumptions = options.assumptions
    this.#balance = options.balance
    this.#seconds = options.seconds
    this.history = pastTasks(options)
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
      assumptions: this.#assumptions,
    })
    this.tasks.push(task)
    return task
  }

  /** The id counts in any case. */
  find(id: string): Task | undefined {
    const wanted = id.toLowerCase()
    const fits = (task: Task) => task.id === wanted
    return this.tasks.find(fits) ?? this.history.find(fits)
  }

  /** The newest create of the last `ms` that asked for the same. */
  equalTo(model: CatalogModel, params: Params, ms: number): Task | undefined {
    const now = performance.now()
    return this.tasks.findLast(
      (task) =>
        task.model === model.model_name &&
        now - task.createdAt < ms &&
        isDeepStrictEqual(task.params, params),
    )
  }

  /** Charging is deferred to the end of a task. */
  #settle(): void {
    const now = performance.now()
    for (const task of this.tasks) {
      if (task.charged || !task.chargedAt(now)) continue
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

function pastTasks(options: {
  readonly history: number
  readonly catalog: readonly CatalogModel[]
  readonly assumptions: Assumptions
}): Task[] {
  const { history: count, catalog, assumptions } = options
  const hour = 3_600_000
  const models = catalog.filter((model) => kindOf(model) === 'image')
  return Array.from({ length: count }, (_, index) => {
    const model = models[index % models.length] ?? catalog[0]
    const prompt = `${pastPrompts[index % pastPrompts.length] ?? ''} (${index + 1})`
    if (model === undefined) return []
    const ageMs = (count - index) * hour + 60_000
    return [new Task(model, { prompt }, { ageMs, assumptions })]
  }).flat()
}
