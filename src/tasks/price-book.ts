import type { CreateRequest } from '../api/creatify.ts'
import type { Params } from '../api/task.ts'
import list from './documented-prices.json' with { type: 'json' }
import { documentedPrice, priceKey, type Price, type PriceList } from './prices.ts'

/** What is known of prices: learned in this step, remembered of earlier runs, documented. The first that knows is believed. */
export class PriceBook {
  readonly #list: PriceList
  readonly #fallbacks: ReadonlyMap<string, Params>
  readonly #remembered: ReadonlyMap<string, number>
  readonly #learned = new Map<string, number>()
  readonly #keys = new WeakMap<CreateRequest, string>()

  /**
   * `fallbacks`: defaults of the params of each model, as far as they are known. `remembered`: credits by the key of
   * `priceKey`.
   */
  constructor(
    list: PriceList,
    fallbacks: ReadonlyMap<string, Params> = new Map(),
    remembered: ReadonlyMap<string, number> = new Map(),
  ) {
    this.#list = list
    this.#fallbacks = fallbacks
    this.#remembered = remembered
  }

  /** What a create is expected to cost; undefined where nobody knows. */
  priceOf(request: CreateRequest): Price | undefined {
    const { model, params } = request
    const key = this.#keyOf(request)
    const learned = this.#learned.get(key)
    const remembered = this.#remembered.get(key)
    if (learned !== undefined) return exactly(learned, 'learned')
    if (remembered !== undefined) return exactly(remembered, 'remembered')
    return documentedPrice(model, params, this.#list, this.#fallbacks.get(model))
  }

  /** A task of this create is done, and cost so much. 0 tells nothing: the API charges late. */
  learn(request: CreateRequest, credits: number): void {
    if (credits > 0) this.#learned.set(this.#keyOf(request), credits)
  }

  #keyOf(request: CreateRequest): string {
    const key = this.#keys.get(request) ?? priceKey(request.model, request.params)
    this.#keys.set(request, key)
    return key
  }
}

/** All that is known of prices before a step creates anything: remembered ones, and what Creatify's documentation lists. */
export function openPriceBook(
  fallbacks: ReadonlyMap<string, Params>,
  remembered: ReadonlyMap<string, number>,
): PriceBook {
  return new PriceBook(list, fallbacks, remembered)
}

function exactly(credits: number, source: 'learned' | 'remembered'): Price {
  return { exact: true, credits, source }
}

/** What is still to be bought, before it is. */
export interface Estimate {
  readonly toBuy: number
  /** Generations that an earlier attempt or run has paid for. */
  readonly paidFor: number
  /** The sum of the known prices: at least so much. */
  readonly credits: number
  /** How many of those to buy have a price that is not known exactly. */
  readonly inexact: number
}

/** The estimate for creates that are to be made. Credits are rounded to millionths. */
export function estimateOf(
  requests: readonly CreateRequest[],
  paidFor: number,
  prices: PriceBook,
): Estimate {
  const known = requests.map((request) => prices.priceOf(request))
  const credits = known.reduce((sum, price) => sum + (price?.credits ?? 0), 0)
  return {
    toBuy: requests.length,
    paidFor,
    credits: Number(credits.toFixed(6)),
    inexact: known.filter((price) => !price?.exact).length,
  }
}

/** An estimate in words: `12 to buy, 4 paid for already, at least 18 credits (2 of a price that is not known exactly)`. */
export function describeEstimate({ toBuy, paidFor, credits, inexact }: Estimate): string {
  const paid = paidFor === 0 ? '' : `, ${paidFor} paid for already`
  if (toBuy === 0) return `nothing to buy${paid}`
  const noun = credits === 1 ? 'credit' : 'credits'
  const sum =
    inexact === 0
      ? `${credits} ${noun}`
      : `at least ${credits} ${noun} (${inexact} of a price that is not known exactly)`
  return `${toBuy} to buy${paid}, ${sum}`
}
