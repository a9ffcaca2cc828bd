import { cp, mkdir, rm, writeFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { summaryPage } from '../scripts/page.ts'
import { root, stepsOfAction } from '../scripts/project.ts'
import { runStep } from '../scripts/runner.ts'
import { startCacheService } from './cache.ts'
import { startSimulator, type Simulator } from './simulator.ts'

const usage = 'usage: npm run demo [-- examples/FILE.yml]'
const folder = join(root, '.demo')
const workspace = join(folder, 'workspace')
/** Characters of an output that are shown. */
const widest = 160

try {
  const { positionals } = parseArgs({ allowPositionals: true })
  process.exitCode = await demo(positionals[0] ?? 'examples/image.yml')
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  console.error(usage)
  process.exitCode = 1
}

/** Runs the step of an example workflow against the simulator. Resolves with the step's exit code. */
async function demo(path: string): Promise<number> {
  const written = await inputsOf(resolve(root, path))
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder)
  // What a checkout would have brought.
  await cp(join(root, 'examples'), workspace, { recursive: true })
  const [simulator, cache] = await Promise.all([startSimulator(), startCacheService()])
  try {
    console.log(`The step of ${path}, against a simulated API on this machine. Nothing is spent.\n`)
    const { exitCode, outputs, summary } = await runStep({
      inputs: {
        ...written,
        'api-url': simulator.apiUrl,
        'api-id': simulator.apiId,
        'api-key': simulator.apiKey,
      },
      // The cache service keeps what re-runs need to know in the home folder.
      env: { ...cache.env, HOME: folder },
      workspace,
      folder,
      onLine: (line) => {
        console.log(line)
      },
    })
    const page = join(folder, 'summary.html')
    const results = JSON.parse(outputs['results'] ?? '[]') as readonly Result[]
    await writeFile(page, await summaryPage(summary, await localCopies(results, simulator)))

    console.log('\nOutputs')
    for (const [name, value] of Object.entries(outputs)) console.log(`  ${name}: ${brief(value)}`)
    const files = (outputs['asset-paths'] ?? '').split('\n').filter((file) => file !== '')
    console.log(`\nFiles${files.length === 0 ? ': none' : ''}`)
    for (const file of files) console.log(`  ${relative(process.cwd(), join(workspace, file))}`)
    console.log(`\nSummary, for a browser\n  ${relative(process.cwd(), page)}`)
    if (exitCode !== 0) console.log(`\nThe step failed (exit code ${exitCode}).`)
    return exitCode
  } finally {
    await Promise.all([simulator.stop(), cache.stop()])
  }
}

async function inputsOf(path: string): Promise<Readonly<Record<string, string>>> {
  const [step] = await stepsOfAction(path)
  if (!step) throw new Error(`${path} has no step that uses this action.`)
  const inputs = Object.entries(step.with ?? {}).map(([name, value]) => [name, String(value)])
  return Object.fromEntries(
    inputs.filter(([name = '', value = '']) => {
      if (name === 'api-id' || name === 'api-key') return false
      if (value.includes('${{')) throw new Error(`${path}: the demo cannot evaluate ${value}`)
      return true
    }),
  ) as Readonly<Record<string, string>>
}

/** What the page needs of a result. */
interface Result {
  readonly assets: readonly {
    readonly url: string
    readonly path: string | null
    readonly thumbnail_url: string | null
  }[]
}

/** Files by the URLs that end with the simulator; thumbnails, which the action does not save, are fetched. */
async function localCopies(
  results: readonly Result[],
  simulator: Simulator,
): Promise<ReadonlyMap<string, string>> {
  const copies = new Map<string, string>()
  for (const { url, path, thumbnail_url: thumbnail } of results.flatMap(({ assets }) => assets)) {
    if (path !== null) copies.set(url, `workspace/${path}`)
    if (thumbnail?.startsWith(simulator.assetUrl) === true && !copies.has(thumbnail)) {
      const name = `thumbnails/${thumbnail.split('/').at(-1) ?? ''}`
      await mkdir(join(folder, 'thumbnails'), { recursive: true })
      const answer = await fetch(thumbnail)
      await writeFile(join(folder, name), Buffer.from(await answer.arrayBuffer()))
      copies.set(thumbnail, name)
    }
  }
  return copies
}

function brief(value: string): string {
  const line = value.replaceAll('\n', ' ⏎ ')
  return line.length > widest ? `${line.slice(0, widest)}… (${value.length} characters)` : line
}
