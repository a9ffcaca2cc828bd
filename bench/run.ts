import { parseArgs } from 'node:util'
import { shipAction } from '../scripts/shipped.ts'
import { verdicts, writePage } from './page.ts'
import { parts, tellAll, type Size } from './parts.ts'
import { verdictOf, type Section } from './section.ts'
import { keep, measuredHere } from './store.ts'

// `npm run bench` measures everything; with names of parts, only those. Each is kept as soon as it is measured, and README.md is
// written. `page` only writes it. `--trial` measures as little as possible, prints, and keeps nothing.

const { values, positionals } = parseArgs({
  options: { trial: { type: 'boolean', default: false } },
  allowPositionals: true,
})
const size: Size = values.trial ? 'trial' : 'full'
const all = [...parts].flatMap(([name, { measure }]) => (measure === undefined ? [] : [name]))

if (positionals.length === 1 && positionals[0] === 'page') await conclude()
else if (positionals.every((name) => all.includes(name))) {
  await shipAction()
  const names = positionals.length > 0 ? positionals : all
  // These two mostly wait.
  const together = ['single', 'faults'].filter((name) => names.includes(name))
  for (const name of names.filter((each) => each !== together[1]))
    await Promise.all((name === together[0] ? together : [name]).map(measure))
  if (size === 'full') await conclude()
} else {
  console.error(`usage: npm run bench [-- ${all.join('|')}… [--trial] | page]`)
  process.exitCode = 1
}

async function measure(name: string): Promise<void> {
  const part = parts.get(name)
  if (part?.measure === undefined) throw new Error(`nothing measures ${name} here`)
  const [startedAt, here] = [performance.now(), measuredHere()]
  const figures = await part.measure(size)
  console.log(`${name}: measured in ${((performance.now() - startedAt) / 1000).toFixed(0)} s`)
  if (size === 'full') await keep(name, { ...here, figures })
  else show(part.tell(figures))
}

async function conclude(): Promise<void> {
  const told = await tellAll()
  await writePage(told)
  const sections = told.map(({ section }) => section)
  console.log(`\n${verdicts(sections)}\n\nbench/README.md is written.`)
  if (sections.flatMap(({ goals }) => goals).some((goal) => verdictOf(goal) === 'missed'))
    process.exitCode = 1
}

function show(section: Section): void {
  const texts = section.blocks.filter((block) => typeof block === 'string')
  console.log([`## ${section.heading}`, ...texts, verdicts([section]), ''].join('\n\n'))
}
