import type { CreateRequest } from '../api/creatify.ts'
import type { PriceBook } from './price-book.ts'
import { describeSource, type Price } from './prices.ts'

/** What a step may spend. Undefined: no limit. */
export interface Limits {
  /** At most so many credits of this run. */
  readonly maxCredits: number | undefined
  /** Credits that stay in the account. */
  readonly minBalance: number | undefined
}

/**
 * Whether a generation may start: now; perhaps once something has ended; once the balance is read again; or in this step
 * not at all. `reason` is for users.
 */
export type Turn =
  | { readonly as: 'start' }
  | { readonly as: 'read balance' }
  | { readonly as: 'wait' | 'never'; readonly reason: string }

/** A generation in flight, or one that stays reserved. */
export interface Reservation {
  readonly request: CreateRequest
  readonly price: Price | undefined
}

/**
 * Keeps a step within its limits. Creates of exactly known price may start side by side. While one is in flight whose price
 * is not known exactly nothing else starts, so `max-credits` can be passed by at most that one. What is unfinished or in
 * doubt stays reserved.
 */
export class Budget {
  readonly #limits: Limits
  readonly #prices: PriceBook
  readonly #balanceAge: number
  /** Credits by model. */
  readonly #spentOn = new Map<string, number>()
  readonly #inFlight = new Set<Reservation>()
  readonly #kept = new Set<Reservation>()
  /** What ended since the balance was asked for the last time: perhaps it is not charged in it. */
  #endedSince: number[] = []
  /** On the clock of `performance.now()`. */
  #balance: { readonly credits: number | Error; readonly askedAt: number } | undefined

  /** `balanceAge`: how long a balance that was read is good for, in milliseconds. */
  constructor(limits: Limits, prices: PriceBook, balanceAge: number) {
    this.#limits = limits
    this.#prices = prices
    this.#balanceAge = balanceAge
  }

  /** The value of `max-credits`. */
  get limit(): number | undefined {
    return this.#limits.maxCredits
  }

  /** Credits of all that ended and counts. */
  get spent(): number {
    return rounded(sum(this.#spentOn.values()))
  }

  /** The same by model. */
  get spentOn(): ReadonlyMap<string, number> {
    return new Map([...this.#spentOn].map(([model, credits]) => [model, rounded(credits)]))
  }

  /** Credits are gone: of a task that ended here, or of an earlier one of this run. */
  spend(model: string, credits: number): void {
    if (credits > 0) this.#spentOn.set(model, (this.#spentOn.get(model) ?? 0) + credits)
  }

  /** Whether a create may be sent. `now`: on the clock of `performance.now()`. */
  turn(request: CreateRequest, now: number): Turn {
    const price = this.#prices.priceOf(request)
    const turns = [this.#withinMaxCredits(price), this.#withinBalance(price, now)]
    return (
      turns.find(({ as }) => as === 'never') ??
      turns.find(({ as }) => as === 'wait') ??
      turns.find(({ as }) => as === 'read balance') ?? { as: 'start' }
    )
  }

  #withinMaxCredits(price: Price | undefined): Turn {
    const { maxCredits } = this.#limits
    if (maxCredits === undefined) return { as: 'start' }
    const kept = sum([...this.#kept].map(creditsOf))
    const held = rounded(this.spent + kept)
    const told = `\`max-credits\` is ${maxCredits}, ${this.spent} spent${kept > 0 ? `, ${rounded(kept)} reserved for what is unfinished or in doubt` : ''}`
    if (price && rounded(held + price.credits) > maxCredits) {
      const reason = `${told}, and this costs ${inWords(price)}. To start this one too, set \`max-credits: ${Math.ceil(rounded(held + price.credits))}\``
      return { as: 'never', reason }
    }
    if ([...this.#kept].some((each) => !each.price?.exact)) {
      const reason = `${told}, and what another one costs, which is unfinished or in doubt, is not known. Run this again when it has ended`
      return { as: 'never', reason }
    }
    if (held >= maxCredits) {
      const reason = `${told}, and what this costs is not known. To start this one too, raise \`max-credits\``
      return { as: 'never', reason }
    }
    const committed = rounded(held + sum([...this.#inFlight].map(creditsOf)))
    const fits = price?.exact
      ? rounded(committed + price.credits) <= maxCredits
      : committed < maxCredits
    return this.#isKnown() && fits ? { as: 'start' } : { as: 'wait', reason: told }
  }

  #withinBalance(price: Price | undefined, now: number): Turn {
    const { minBalance } = this.#limits
    if (minBalance === undefined) return { as: 'start' }
    if (!this.#balance || now - this.#balance.askedAt > this.#balanceAge)
      return { as: 'read balance' }
    const { credits } = this.#balance
    if (credits instanceof Error) {
      const reason = `\`min-balance\` is ${minBalance}, and the balance cannot be read (${credits.message}). Run this again, or remove \`min-balance\``
      return { as: 'never', reason }
    }
    const uncharged = rounded(
      sum([...this.#inFlight, ...this.#kept].map(creditsOf)) + sum(this.#endedSince),
    )
    const left = rounded(credits - minBalance - uncharged)
    const told = `\`min-balance\` is ${minBalance}, the account has ${credits}${uncharged > 0 ? `, ${uncharged} of them for tasks that are not charged yet` : ''}`
    const later = (reason: string): Turn =>
      this.#inFlight.size > 0 ? { as: 'wait', reason } : { as: 'never', reason }
    if (price && price.credits > left) {
      const value = Math.floor(rounded(minBalance + left - price.credits))
      const change = value >= 0 ? `set \`min-balance: ${value}\`` : 'add credits to the account'
      return later(`${told}, and this costs ${inWords(price)}. To start this one too, ${change}`)
    }
    if (left <= 0) return later(`${told}, and what this costs is not known`)
    if (price?.exact) return this.#isKnown() ? { as: 'start' } : { as: 'wait', reason: told }
    return this.#inFlight.size === 0 ? { as: 'start' } : { as: 'wait', reason: told }
  }

  /** Whether all that is in flight has an exactly known price. */
  #isKnown(): boolean {
    return [...this.#inFlight].every(({ price }) => price?.exact)
  }

  /** The balance was asked for then, on the clock of `performance.now()`. */
  balanceIs(credits: number | Error, askedAt: number): void {
    this.#balance = { credits, askedAt }
    this.#endedSince = []
  }

  /** A create is about to be sent, or its task is found to be on its way. */
  reserve(request: CreateRequest): Reservation {
    const reservation = { request, price: this.#prices.priceOf(request) }
    this.#inFlight.add(reservation)
    return reservation
  }

  /**
   * A generation has ended, and its task cost `credits`. `counts`: they were spent by this run. `done`: so much is the price
   * of its kind.
   */
  end(
    reservation: Reservation,
    { credits, counts, done }: { credits: number; counts: boolean; done: boolean },
  ): void {
    const { request } = reservation
    this.#inFlight.delete(reservation)
    this.#endedSince.push(credits)
    if (counts) this.spend(request.model, credits)
    if (done) this.#prices.learn(request, credits)
  }

  /** What became of it is not known, or not yet: its price stays reserved until the end of the step. */
  keep(reservation: Reservation): void {
    this.#inFlight.delete(reservation)
    this.#kept.add(reservation)
  }
}

/** The budget of a step that has a limit, after tasks of earlier attempts of this run. */
export function budgetFor(
  limits: Limits,
  prices: PriceBook,
  balanceAge: number,
  before: readonly { readonly model: string; readonly credits: number }[],
): Budget | undefined {
  if (limits.maxCredits === undefined && limits.minBalance === undefined) return undefined
  const budget = new Budget(limits, prices, balanceAge)
  for (const { model, credits } of before) budget.spend(model, credits)
  return budget
}

function creditsOf({ price }: Reservation): number {
  return price?.credits ?? 0
}

function inWords(price: Price): string {
  const least = price.exact ? '' : 'at least '
  return `${least}${price.credits} ${price.credits === 1 ? 'credit' : 'credits'} (${describeSource(price)})`
}

function sum(numbers: Iterable<number>): number {
  return [...numbers].reduce((total, each) => total + each, 0)
}

/** Sums of tenths are tenths. */
function rounded(credits: number): number {
  return Number(credits.toFixed(6))
}
