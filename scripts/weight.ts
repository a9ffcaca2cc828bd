import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { format, resolveConfig } from 'prettier'
import { root } from './project.ts'

// Writes the table of CONTRIBUTING.md that says what is in the bundle. With --check it only tells whether it is stale.

/** What webpack tells of a module, as far as it is read here. */
interface Module {
  readonly name?: string
  /** In bytes of source. */
  readonly size: number
  readonly chunks?: readonly (string | number)[]
  readonly modules?: readonly Module[]
}

interface Stats {
  readonly modules: readonly Module[]
  readonly chunks: readonly { readonly id: string | number; readonly initial: boolean }[]
}

/** Lighter packages are told together, in bytes. */
const smallest = 20_000

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } })
const path = join(root, 'CONTRIBUTING.md')
const text = await readFile(path, 'utf8')
const fresh = await format(between(text, 'weight', table(await stats())), {
  ...(await resolveConfig(path)),
  parser: 'markdown',
})
if (values.check && fresh !== text) {
  console.error('CONTRIBUTING.md is stale: run `npm run weight`.')
  process.exitCode = 1
} else {
  await writeFile(path, fresh)
}

async function stats(): Promise<Stats> {
  const folder = await mkdtemp(join(tmpdir(), 'weight-'))
  try {
    const file = join(folder, 'stats.json')
    const ncc = join(root, 'node_modules', '@vercel', 'ncc', 'dist', 'ncc', 'cli.js')
    const options = ['--no-cache', '--transpile-only', '--quiet', '--stats-out', file]
    execFileSync(process.execPath, [ncc, 'build', 'src/index.ts', '-o', folder, ...options], {
      cwd: root,
    })
    return JSON.parse(await readFile(file, 'utf8')) as Stats
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Packages by the source that the bundle has of them, the heaviest first, and when they are loaded. */
function table({ modules, chunks }: Stats): string {
  const first = new Set(chunks.filter(({ initial }) => initial).map(({ id }) => id))
  const sizes = new Map<string, { bytes: number; atStart: number }>()
  const add = (module: Module, outer: Module['chunks']) => {
    const inside = module.chunks?.length ? module.chunks : outer
    if (module.modules) {
      for (const each of module.modules) add(each, inside)
      return
    }
    const owner = packageOf(module.name ?? '')
    const sum = sizes.get(owner) ?? { bytes: 0, atStart: 0 }
    sum.bytes += module.size
    if (inside?.some((chunk) => first.has(chunk))) sum.atStart += module.size
    sizes.set(owner, sum)
  }
  for (const module of modules) add(module, undefined)
  const heavy = [...sizes].filter(([, { bytes }]) => bytes >= smallest)
  const light = [...sizes].filter(([, { bytes }]) => bytes < smallest)
  const rest = light.reduce(
    (sum, [, each]) => ({
      bytes: sum.bytes + each.bytes,
      atStart: sum.atStart + each.atStart,
    }),
    { bytes: 0, atStart: 0 },
  )
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

function packageOf(name: string): string {
  const [, owner] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(name) ?? []
  if (owner !== undefined) return `\`${owner}\``
  return /src\//.test(name) ? '`src`' : 'webpack'
}

function between(whole: string, marker: string, content: string): string {
  const [start, end] = [`<!-- ${marker} -->`, `<!-- /${marker} -->`]
  const from = whole.indexOf(start) + start.length
  const to = whole.indexOf(end)
  if (from < start.length || to < from)
    throw new Error(`CONTRIBUTING.md needs ${start} and ${end}.`)
  return `${whole.slice(0, from)}\n\n${content}\n\n${whole.slice(to)}`
}
