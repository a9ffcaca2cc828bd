import { keep, kept, parts, sectionsOf, type Figures, type Parts } from './figures.ts'
import { thisMachine } from './machine.ts'
import { shipAction } from '../scripts/shipped.ts'
import { allMet, verdicts, writePage } from './page.ts'
import type { Section } from './section.ts'

// `npm run bench`: measures everything and writes README.md. With names of parts: measures those and prints. `page`: writes only.

await shipAction()
const names = process.argv.slice(2)
const isPart = (name: string): name is keyof Parts => Object.hasOwn(parts, name)

if (names.length === 0) await conclude(await measureAll())
else if (names.length === 1 && names[0] === 'page') await conclude(await kept())
else if (names.every(isPart)) for (const name of names) show(await parts[name].section())
else {
  console.error(`usage: npm run bench [-- ${Object.keys(parts).join('|')}… | page]`)
  process.exitCode = 1
}

async function measureAll(): Promise<Figures> {
  const machine = thisMachine()
  const date = new Date().toISOString().slice(0, 10)
  const start = await timedPart('start')
  // These two mostly wait.
  const [single, faults] = await Promise.all([timedPart('single'), timedPart('faults')])
  const many = await timedPart('many')
  const crowd = await timedPart('crowd')
  const large = await timedPart('large')
  const rules = await timedPart('rules')
  const figures = { date, machine, start, single, rules, faults, many, crowd, large }
  await keep(figures)
  return figures
}

async function timedPart<Name extends keyof Parts>(name: Name): Promise<Parts[Name]> {
  const startedAt = performance.now()
  const figures = await parts[name].measure()
  console.log(`${name}: measured in ${((performance.now() - startedAt) / 1000).toFixed(0)} s`)
  return figures
}

async function conclude(figures: Figures): Promise<void> {
  await writePage(figures)
  const sections = sectionsOf(figures)
  console.log(`\n${verdicts(sections)}\n\nbench/README.md is written.`)
  if (!allMet(sections)) process.exitCode = 1
}

function show({ heading, blocks, goals, duels }: Section): void {
  const texts = blocks.filter((block) => typeof block === 'string')
  const own = verdicts([{ heading, blocks, goals, duels }])
  console.log([`## ${heading}`, ...texts, own, ''].join('\n\n'))
  if (!allMet([{ heading, blocks, goals, duels }])) process.exitCode = 1
}
