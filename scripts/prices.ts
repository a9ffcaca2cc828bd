import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { format, resolveConfig } from 'prettier'
import type { DocumentedPrice } from '../src/tasks/prices.ts'
import { root } from './project.ts'

// Puts a new copy of Creatify's price list into the product, and prints what changed:
//   npm run prices -- COPY.json --read 2026-12-01
// COPY.json: `{models: [{model_name, price, price_table?, evidence?}]}`, as the documentation's pages say it:
// `"0.5 credits"`, `"From 2.0 credits"`, and a table with a row a duration, resolution or quality.

/** One model of a copy. */
interface Listed {
  readonly model_name: string
  readonly price: string
  readonly price_table?: {
    readonly columns: readonly string[]
    readonly rows: Readonly<Record<string, readonly number[]>>
  }
}

const target = join(root, 'src', 'tasks', 'documented-prices.json')

/**
 * What the product keeps of one listed model; undefined where the copy has no number. A price of an older list than the
 * copy itself, like `64 credits (Nov 2025 list)`, keeps that list's date.
 */
export function documentedPrice(listed: Listed, read: string): DocumentedPrice | undefined {
  const { price, price_table: table } = listed
  const [, number] = /(\d+(?:\.\d+)?) credits?\b/.exec(price) ?? []
  const cells = table ? Object.entries(table.rows) : []
  const least = Math.min(...cells.flatMap(([, row]) => row))
  const credits = number === undefined ? least : cells.length > 0 ? least : Number(number)
  if (!Number.isFinite(credits)) return undefined
  const older = /\(([^()]*\d{4}) list\)/.exec(price)?.[1]
  return {
    credits,
    read: older ?? read,
    ...(/^from /i.test(price) ? { from: true } : {}),
    ...(older === undefined ? {} : { older: true }),
    ...(table && cells.length > 0
      ? {
          table: {
            columns: table.columns.length > 1 ? table.columns : [],
            rows: Object.fromEntries(cells),
          },
        }
      : {}),
  }
}

/** Lines that say how two price lists differ, by model. */
export function priceChanges(
  before: Readonly<Record<string, DocumentedPrice>>,
  after: Readonly<Record<string, DocumentedPrice>>,
): readonly string[] {
  const show = (price: DocumentedPrice | undefined) =>
    price
      ? `${price.from || price.table ? 'from ' : ''}${price.credits}${price.table ? ` (${Object.keys(price.table.rows).length} rows)` : ''}`
      : 'no price'
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()
  return names.flatMap((name) => {
    const [old, now] = [before[name], after[name]]
    const same = JSON.stringify({ ...old, read: '' }) === JSON.stringify({ ...now, read: '' })
    return same ? [] : [`${name}: ${show(old)} -> ${show(now)}`]
  })
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { read: { type: 'string' } },
  })
  const [copy] = positionals
  if (copy === undefined || values.read === undefined) {
    console.error('Usage: npm run prices -- COPY.json --read DAY (when the list was read)')
    process.exitCode = 1
    return
  }
  const { models } = JSON.parse(await readFile(copy, 'utf8')) as { models: readonly Listed[] }
  const before = JSON.parse(await readFile(target, 'utf8').catch(() => '{}')) as Record<
    string,
    DocumentedPrice
  >
  const { read } = values
  const after = Object.fromEntries(
    models.flatMap((listed) => {
      const price = documentedPrice(listed, read)
      return price ? [[listed.model_name, price] as const] : []
    }),
  )
  for (const line of priceChanges(before, after)) console.log(line)
  console.log(
    `${Object.keys(after).length} of ${models.length} models have a price, read ${values.read}.`,
  )
  const style = await resolveConfig(target)
  await writeFile(
    target,
    await format(JSON.stringify(after), { ...style, parser: 'json', printWidth: 200 }),
  )
}

if (import.meta.main) await main()
