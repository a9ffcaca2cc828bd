import { existsSync } from 'node:fs'
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { startCacheService } from '../../simulator/cache.ts'
import { startGitHub, type GitHubService } from '../../simulator/github.ts'
import { startRawFiles } from '../../simulator/raw.ts'
import { startSimulator } from '../../simulator/simulator.ts'
import { localCopies, type ShownResult } from '../copies.ts'
import { commentPage, summaryPage } from '../page.ts'
import { root } from '../project.ts'
import { runStep } from '../runner.ts'
import { showLines } from '../workflow-commands.ts'
import { commit, tag } from './event.ts'
import { prepareStep, type Prepared, type RunFacts, type Wanted } from './step.ts'

/** Creatify, GitHub and its cache on this machine. They keep what one run leaves for the next. */
export interface Demo extends AsyncDisposable {
  /**
   * Reads the workflow and its files, runs the step, and prints what it does. 'new': a run of its own; 're-run': the next attempt of the
   * last one. Resolves with the step's exit code. Throws an Error that is meant for users where the step can not be run alone.
   */
  run(this: void, kind: 'new' | 're-run'): Promise<number | null>
}

/** `folder`: for all that the runs leave. What a demo before left there is removed. */
export async function startDemo(wanted: Wanted, folder: string): Promise<Demo> {
  const [workspace, temp] = [join(folder, 'workspace'), join(folder, 'temp')]
  const [simulator, cache, hub] = await Promise.all([
    startSimulator(),
    startCacheService(),
    startGitHub({ releases: [{ tag }] }),
  ])
  // Those of the last run.
  const files: Record<string, Buffer> = {}
  const raw = await startRawFiles({ commit, files })
  let [number, attempt] = [0, 1]

  return {
    async run(kind) {
      if (kind === 'new') [number, attempt] = [number + 1, 1]
      else attempt += 1
      const { apiId, apiKey, apiUrl } = simulator
      const facts = { number, attempt, workspace, temp, token: hub.token, apiId, apiKey, apiUrl }
      const prepared = await prepareStep(wanted, facts)
      await checkOut(folder, workspace)
      for (const path of Object.keys(files)) Reflect.deleteProperty(files, path)
      Object.assign(files, await filesIn(workspace))
      introduce(wanted, prepared, facts)
      const eventFile = join(folder, 'event.json')
      await writeFile(eventFile, JSON.stringify(prepared.event.payload))
      const { inputs } = prepared
      const { exitCode, outputs, summary } = await runStep({
        inputs,
        env: {
          ...prepared.env,
          ...hub.env,
          ...cache.env,
          GITHUB_EVENT_PATH: eventFile,
          CREATIFY_RAW_FILES_HOST: raw.origin,
        },
        workspace,
        folder,
        temp,
        onLine: showLines((line) => {
          console.log(line)
        }),
      })
      const results = JSON.parse(outputs['results'] ?? '[]') as readonly ShownResult[]
      const copies = await localCopies(results, simulator.assetUrl, folder)
      await writeFile(join(folder, 'summary.html'), await summaryPage(summary, copies))
      for (const { body, author } of hub.comments) {
        await writeFile(join(folder, 'comment.html'), await commentPage(body, author, copies))
      }
      showOutputs(outputs)
      showFiles(folder, workspace, outputs, inputs['output-dir'] ?? 'creatify-assets')
      showReleases(hub)
      if (exitCode !== 0) console.log(`\nThe step failed (exit code ${String(exitCode)}).`)
      return exitCode
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([simulator.stop(), cache.stop(), hub.stop(), raw.stop()])
    },
  }
}

/** A machine of its own, on which a checkout has brought the examples. */
async function checkOut(folder: string, workspace: string): Promise<void> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  await cp(join(root, 'examples'), workspace, { recursive: true })
}

/** By their path, with `/`. */
async function filesIn(folder: string): Promise<Readonly<Record<string, Buffer>>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((each) => join(each.parentPath, each.name))
  return Object.fromEntries(
    await Promise.all(
      paths.map(
        async (path) =>
          [relative(folder, path).split(sep).join('/'), await readFile(path)] as const,
      ),
    ),
  )
}

function introduce({ path }: Wanted, prepared: Prepared, run: RunFacts): void {
  const { event, left, others, empty, undeclared } = prepared
  const { number, attempt } = run
  if (undeclared.length > 0)
    console.log(`Warning: Unexpected input(s) '${undeclared.join("', '")}'\n`)
  console.log(`The step of ${path}, against a simulated API on this machine. Nothing is spent.`)
  console.log(
    `The action runs from a copy of action.yml and dist/, with no node_modules around it.`,
  )
  console.log(`Run ${number}, attempt ${attempt}; event: ${event.title}.`)
  if (left.length > 0) console.log(`Not run, and so without effect: ${left.join(', ')}.`)
  if (others > 0)
    console.log(`Not run: ${others} later ${others > 1 ? 'steps' : 'step'} with the action.`)
  if (empty.length > 0) {
    const names = empty.map((expression) => `\`${expression}\``).join(', ')
    console.log(
      `Empty here: ${names}. \`--env\` and \`--input\` give variables and inputs a value.`,
    )
  }
  console.log('')
}

/** Characters of an output that are shown. */
const widest = 160

function showOutputs(outputs: Readonly<Record<string, string>>): void {
  console.log('\nOutputs')
  for (const [name, value] of Object.entries(outputs)) {
    const line = value.replaceAll('\n', ' ⏎ ')
    const isLong = line.length > widest
    const shown = isLong ? `${line.slice(0, widest)}… (${value.length} characters)` : line
    console.log(`  ${name}: ${shown}`)
  }
}

function showFiles(
  folder: string,
  workspace: string,
  outputs: Readonly<Record<string, string>>,
  outputFolder: string,
): void {
  const show = (path: string) => {
    console.log(`  ${relative(process.cwd(), path)}`)
  }
  const files = (outputs['asset-paths'] ?? '').split('\n').filter((file) => file !== '')
  console.log(`\nFiles${files.length === 0 ? ': none' : ''}`)
  for (const file of files) show(join(workspace, file))
  console.log('\nFor a browser')
  show(join(folder, 'summary.html'))
  const others = [join(workspace, outputFolder, 'index.html'), join(folder, 'comment.html')]
  for (const page of others) if (existsSync(page)) show(page)
}

function showReleases({ releases }: GitHubService): void {
  for (const { tag_name: name, assets } of releases) {
    if (assets.length > 0) console.log(`\nFiles of the release ${name}`)
    for (const asset of assets) console.log(`  ${asset.name} (${asset.size} bytes)`)
  }
}
