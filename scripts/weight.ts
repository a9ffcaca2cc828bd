import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { format, resolveConfig } from 'prettier'
import { bundleInto, packageFolder, packageName, type BundledModule } from './bundle.ts'
import { root } from './project.ts'

// Writes the table of CONTRIBUTING.md that says what is in the bundle. With --check it only tells whether it is stale.

/** Lighter packages are told together, in bytes. */
const smallest = 20_000

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } })
const path = join(root, 'CONTRIBUTING.md')
const text = await readFile(path, 'utf8')
const fresh = await format(between(text, 'weight', table(await bundled())), {
  ...(await resolveConfig(path)),
  parser: 'markdown',
})
if (values.check && fresh !== text) {
  console.error('CONTRIBUTING.md is stale: run `npm run weight`.')
  process.exitCode = 1
} else {
  await writeFile(path, fresh)
}

async function bundled(): Promise<readonly BundledModule[]> {
  const folder = await mkdtemp(join(tmpdir(), 'creatify-weight-'))
  try {
    return await bundleInto(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Packages by the source that the bundle has of them, the heaviest first, and when they are loaded. */
function table(modules: readonly BundledModule[]): string {
  const sizes = new Map<string, { bytes: number; atStart: number }>()
  for (const { path, size, atStart } of modules) {
    const owner = ownerOf(path)
    const sum = sizes.get(owner) ?? { bytes: 0, atStart: 0 }
    sum.bytes += size
    if (atStart) sum.atStart += size
    sizes.set(owner, sum)
  }
  const heavy = [...sizes].filter(([, { bytes }]) => bytes >= smallest)
  const light = [...sizes.values()].filter(({ bytes }) => bytes < smallest)
  const rest = {
    bytes: light.reduce((sum, { bytes }) => sum + bytes, 0),
    atStart: light.reduce((sum, { atStart }) => sum + atStart, 0),
  }
  const rows = [
    ...heavy.sort(([, a], [, b]) => b.bytes - a.bytes),
    [`${light.length} smaller ones`, rest] as const,
  ]
  const lines = rows.map(
    ([name, { bytes, atStart }]) => `| ${name} | ${kilo(bytes)} | ${kilo(atStart)} |`,
  )
  return ['| Package | KB | of it at start |', '| --- | ---: | ---: |', ...lines].join('\n')
}

function kilo(bytes: number): string {
  return bytes === 0 ? '' : String(Math.max(1, Math.round(bytes / 1000)))
}

function ownerOf(path: string): string {
  const folder = packageFolder(path)
  if (folder !== undefined) return `\`${packageName(folder)}\``
  return path.startsWith('src/') ? '`src`' : 'webpack'
}

function between(whole: string, marker: string, content: string): string {
  const [start, end] = [`<!-- ${marker} -->`, `<!-- /${marker} -->`]
  const from = whole.indexOf(start) + start.length
  const to = whole.indexOf(end)
  if (from < start.length || to < from)
    throw new Error(`CONTRIBUTING.md needs ${start} and ${end}.`)
  // Padded, a longer name changes every line.
  return `${whole.slice(0, from)}\n\n<!-- prettier-ignore -->\n${content}\n\n${whole.slice(to)}`
}
