import type { CreateRequest } from '../api/creatify.ts'
import type { Params } from '../api/task.ts'
import { resolveWithPlaceholders, type Generation } from '../manifest/generation.ts'
import type { Planned } from '../tasks/planned.ts'
import { openPriceBook, type PriceBook } from '../tasks/price-book.ts'
import { priceKey } from '../tasks/prices.ts'
import type { Fingerprints } from './fingerprint.ts'
import type { Ledger } from './ledger.ts'
import { notedTasks } from './noted.ts'

/** The most price keys that are looked up before a step begins: each is a request. */
const mostLookUps = 100

/** What a generation asks for as far as it is known before its parents are done. */
export function expectedRequest({ generation, review }: Planned): CreateRequest {
  const resolved = resolveWithPlaceholders(generation, () => ({ id: '' }))
  const { params } = review?.(resolved) ?? resolved
  return { model: generation.model, params }
}

/**
 * What is known of prices before anything is created. `fallbacks`: the defaults of each model's params. Without a ledger,
 * only what is documented.
 */
export async function knownPrices(
  toBuy: readonly Planned[],
  fallbacks: ReadonlyMap<string, Params>,
  ledger: Pick<Ledger, 'price'> | undefined,
): Promise<PriceBook> {
  if (!ledger) return openPriceBook(fallbacks, new Map())
  const requests = toBuy.map(expectedRequest)
  const keys = [...new Set(requests.map(({ model, params }) => priceKey(model, params)))]
  const found = await Promise.all(
    keys.slice(0, mostLookUps).map(async (key) => [key, await ledger.price(key)] as const),
  )
  const remembered = found.flatMap(([key, credits]) =>
    credits === undefined ? [] : [[key, credits] as const],
  )
  return openPriceBook(fallbacks, new Map(remembered))
}

/** The generations that are noted as paid for. Whether their files are still there is not asked. */
export async function notedGenerations(
  generations: readonly Generation[],
  prints: Fingerprints,
  ledger: Pick<Ledger, 'find' | 'recalls'>,
): Promise<ReadonlySet<Generation>> {
  if (!ledger.recalls) return new Set()
  const noted = await notedTasks(generations, prints, ledger, () => undefined)
  return new Set(generations.filter(({ name }) => noted.has(name)))
}
