import list from '../../src/tasks/documented-prices.json' with { type: 'json' }
import { documentedPrice, type PriceList } from '../../src/tasks/prices.ts'
import type { Model } from './catalog.ts'

/** A model, and what one create of it is documented to cost at least. */
export interface Offer {
  readonly model: Model
  readonly credits: number
}

/** The models of these types whose price is documented, the cheapest first. */
export function offersOf(models: readonly Model[], types: readonly string[]): readonly Offer[] {
  const prices: PriceList = list
  return models
    .filter(({ type }) => types.includes(type))
    .flatMap((model) => {
      const price = documentedPrice(model.name, {}, prices)
      return price === undefined ? [] : [{ model, credits: price.credits }]
    })
    .toSorted((a, b) => a.credits - b.credits)
}
