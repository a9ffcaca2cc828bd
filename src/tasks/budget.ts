import { type CreateRequest } from '../api/creatify.ts'
import { isRecord } from '../base/json.ts'
import { canonical } from '../base/json.ts'

/** Whether a generation may start: now, perhaps once something has ended, or in this step not at all. */
export type Verdict = 'start' | 'wait' | 'never'

/** A generation in flight, to the budget. */
export interface Stake {
  readonly kind: string
  readonly model: string
  /** Undefined: not known yet. */
  readonly price: number | undefined
}

/**
 * Keeps a step within `limit` credits by prices it learns: what the first finished task of a kind cost. While a task of
 * unknown price is in flight nothing else starts, so the limit can be passed by at most that one.
 */
export class Budget {
  readonly limit: number
  /** Credits by model. */
  readonly #spentOn = new Map<string, number>()
  readonly #prices = new Map<string, number>()
  /** Kinds whose finished tasks told no price. */
  readonly #untold = new Set<string>()
  readonly #inFlight = new Set<Stake>()

  constructor(limit: number) {
    this.limit = limit
  }

  /** Credits of all that ended and counts. */
  get spent(): number {
    return rounded([...this.#spentOn.values()].reduce((sum, credits) => sum + credits, 0))
  }

  /** The same by model. */
  get spentOn(): ReadonlyMap<string, number> {
    return new Map([...this.#spentOn].map(([model, credits]) => [model, rounded(credits)]))
  }

  /** Credits are gone: of a task that ended here, or of an earlier one of this run. */
  spend(model: string, credits: number): void {
    if (credits > 0) this.#spentOn.set(model, (this.#spentOn.get(model) ?? 0) + credits)
  }

  /** Whether a generation of this kind may start. */
  may(kind: string): Verdict {
    const stakes = [...this.#inFlight]
    const price = this.#prices.get(kind)
    if (stakes.some((stake) => stake.price === undefined && !this.#untold.has(stake.kind))) {
      return 'wait'
    }
    if (price === undefined) {
      if (this.spent >= this.limit) return 'never'
      const another = stakes.some((stake) => stake.price === undefined)
      if (another || this.#committed() >= this.limit) return 'wait'
      return 'start'
    }
    if (rounded(this.spent + price) > this.limit) return 'never'
    return rounded(this.#committed() + price) > this.limit ? 'wait' : 'start'
  }

  /** A generation starts, or its task is found to be on its way. */
  start(kind: string, model: string): Stake {
    const stake = { kind, model, price: this.#prices.get(kind) }
    this.#inFlight.add(stake)
    return stake
  }

  /**
   * A generation has ended, and its task cost `credits`. `counts`: they were spent by this run. `done`: so much is the price
   * of its kind. A task that may exist and of which nothing is known must not be ended: it stays in flight.
   */
  end(
    stake: Stake,
    { credits, counts, done }: { credits: number; counts: boolean; done: boolean },
  ): void {
    this.#inFlight.delete(stake)
    if (counts) this.spend(stake.model, credits)
    if (!done || this.#prices.has(stake.kind)) return
    if (credits > 0) this.#prices.set(stake.kind, credits)
    else this.#untold.add(stake.kind)
  }

  /** Why a generation of this kind is not started. */
  explain(kind: string): string {
    const price = this.#prices.get(kind)
    const told = `\`max-credits\` is ${this.limit}, ${this.spent} spent`
    if (price !== undefined) return `${told}, and this costs ${price}`
    return this.spent >= this.limit ? told : `${told}, and a create of unknown price was lost`
  }

  #committed(): number {
    return [...this.#inFlight].reduce((sum, { price = 0 }) => sum + price, this.spent)
  }
}

/** The budget of a step; undefined without a limit. `before`: tasks whose credits it has spent already. */
export function budgetFor(
  limit: number | undefined,
  before: readonly { readonly model: string; readonly credits: number }[],
): Budget | undefined {
  if (limit === undefined) return undefined
  const budget = new Budget(limit)
  for (const { model, credits } of before) budget.spend(model, credits)
  return budget
}

/** Sums of tenths are tenths. */
function rounded(credits: number): number {
  return Number(credits.toFixed(6))
}

/**
 * What one price is asked for: model and params, leaving out what changes the picture and not its price: `seed`, URLs (of
 * lists, their number stays) and text with white space.
 */
export function kindOf({ model, params }: CreateRequest): string {
  const others = Object.entries(params).filter(([key]) => key !== 'seed')
  return canonical([model, priced(Object.fromEntries(others))])
}

function priced(value: unknown): unknown {
  if (typeof value === 'string') return /\s/.test(value) || /^https?:/i.test(value) ? '' : value
  if (Array.isArray(value)) return value.map(priced)
  if (!isRecord(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, priced(each)]))
}
