import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'
import { properties } from '../__tests__/fuzz/all.ts'
import { replay, type Checked, type Property } from '../__tests__/fuzz/property.ts'
import { shipAction } from './shipped.ts'

/**
 * Checks properties with random values: all of them, those `--about` something, or one by its `--property`. With `--short` as many cases
 * as `npm test` has; `--seed` and `--path` show a case again. Exit code 1 when a property does not hold.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    path: { type: 'string' },
    property: { type: 'string' },
    about: { type: 'string' },
    short: { type: 'boolean', default: false },
    cases: { type: 'string' },
  },
})

const seed = values.seed === undefined ? randomInt(2 ** 31) : Number(values.seed)
const chosen = Object.entries(properties)
  .filter(([about]) => values.about?.split(',').includes(about) ?? true)
  .flatMap(([, some]) => some)
  .filter(({ name }) => values.property === undefined || values.property === name)
if (chosen.length === 0) throw new Error('There is no such property.')

console.log(`seed ${seed}`)
const startedAt = performance.now()
await shipAction()
let cases = 0
let broken = 0
for (const each of chosen) {
  const size = values.short ? each.cases.short : each.cases.full
  const checked = await each.check({ seed, cases: Number(values.cases ?? size), path: values.path })
  cases += checked.cases
  if (checked.broken) broken += 1
  console.log(told(each, checked))
}
const seconds = Math.round((performance.now() - startedAt) / 1000)
console.log(
  `${chosen.length} properties, ${cases} cases, ${seconds} s, seed ${seed}: ${broken === 0 ? 'all hold' : `${broken} do not hold`}`,
)
process.exit(broken === 0 ? 0 : 1)

function told({ name }: Property, { cases: tried, ms, slowest, broken: why }: Checked): string {
  const head = `${why ? '✗' : '✓'} ${name}: ${tried} cases, ${(ms / 1000).toFixed(1)} s, slowest ${Math.round(slowest)} ms`
  if (!why) return head
  return [
    head,
    `  breaks with: ${why.example}`,
    why.why.replaceAll(/^/gm, '  '),
    `  again: ${replay(name, seed, why.path)}`,
  ].join('\n')
}
