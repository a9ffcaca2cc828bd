import { existsSync } from 'node:fs'
import { cp, mkdir, rm, writeFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { localCopies, type ShownResult } from './copies.ts'
import { commentPage, summaryPage } from './page.ts'
import { readAction, root } from './project.ts'
import { runStep } from './runner.ts'
import { shipAction } from './shipped.ts'
import { eventOf, stepsHanded } from './workflow.ts'
import { showLines } from './workflow-commands.ts'
import { startCacheService } from '../simulator/cache.ts'
import { startGitHub } from '../simulator/github.ts'
import { startSimulator } from '../simulator/simulator.ts'

const usage = 'usage: npm run demo [-- examples/FILE.yml]'
const folder = join(root, '.demo')
const workspace = join(folder, 'workspace')
const tag = 'v2.0.0'
const repository = { full_name: 'octo-org/octo-repo', private: false }
const head = { sha: '4f1c9e07b3a25d86c0f7e1a94b6d2835c7e90f14', repo: repository }
/** The payload of an event, as far as examples ask for it. */
function payloadOf(event: string) {
  return {
    repository,
    ...(event === 'release' && { release: { name: 'Aurora 2.0', tag_name: tag } }),
    ...(/^pull_request/.test(event) && {
      pull_request: { number: 7, title: 'Say "hello" in four languages', head },
    }),
  }
}

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
async function demo(path: string): Promise<number | null> {
  const file = resolve(root, path)
  if (!existsSync(file)) throw new Error(`There is no ${path}.`)
  const event = await eventOf(file)
  const payload = payloadOf(event)
  await shipAction()
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder)
  const eventFile = join(folder, 'event.json')
  await writeFile(eventFile, JSON.stringify(payload))
  // What a checkout would have brought.
  await cp(join(root, 'examples'), workspace, { recursive: true })
  const [simulator, cache, hub] = await Promise.all([
    startSimulator(),
    startCacheService(),
    startGitHub({ releases: [{ tag }] }),
  ])
  try {
    const [step] = await stepsHanded(file, {
      secrets: { CREATIFY_API_ID: simulator.apiId, CREATIFY_API_KEY: simulator.apiKey },
      inputs: { mood: 'golden morning light' },
      needs: {},
      github: { event: payload },
    })
    if (!step) throw new Error(`${path} has no step that uses this action.`)
    const { inputs: declared } = await readAction()
    const strange = Object.keys(step.inputs).filter((name) => !(name in declared))
    if (strange.length > 0) console.log(`Warning: Unexpected input(s) '${strange.join("', '")}'\n`)
    console.log(`The step of ${path}, against a simulated API on this machine. Nothing is spent.`)
    console.log(
      `The action runs from a copy of action.yml and dist/, with no node_modules around it.\n`,
    )
    const { exitCode, outputs, summary } = await runStep({
      inputs: {
        'api-url': simulator.apiUrl,
        'github-token': hub.token,
        ...step.inputs,
      },
      env: {
        ...hub.env,
        // The cache service keeps what re-runs need to know in the home folder.
        ...cache.env,
        HOME: folder,
        GITHUB_WORKFLOW: 'Demo',
        GITHUB_JOB: 'demo',
        GITHUB_ACTION: '__run',
        GITHUB_RUN_ID: '1',
        GITHUB_EVENT_NAME: event,
        GITHUB_EVENT_PATH: eventFile,
        ...step.env,
      },
      workspace,
      folder,
      onLine: showLines((line) => {
        console.log(line)
      }),
    })
    const page = join(folder, 'summary.html')
    const results = JSON.parse(outputs['results'] ?? '[]') as readonly ShownResult[]
    const copies = await localCopies(results, simulator.assetUrl, folder)
    await writeFile(page, await summaryPage(summary, copies))

    console.log('\nOutputs')
    for (const [name, value] of Object.entries(outputs)) console.log(`  ${name}: ${brief(value)}`)
    const files = (outputs['asset-paths'] ?? '').split('\n').filter((file) => file !== '')
    console.log(`\nFiles${files.length === 0 ? ': none' : ''}`)
    for (const file of files) console.log(`  ${relative(process.cwd(), join(workspace, file))}`)
    const show = (file: string) => {
      console.log(`  ${relative(process.cwd(), file)}`)
    }
    const gallery = join(workspace, step.inputs['output-dir'] ?? 'creatify-assets', 'index.html')
    const comment = join(folder, 'comment.html')
    console.log('\nFor a browser')
    show(page)
    if (existsSync(gallery)) show(gallery)
    for (const { body, author } of hub.comments) {
      await writeFile(comment, await commentPage(body, author, copies))
      show(comment)
    }
    for (const { tag_name: name, assets } of hub.releases) {
      if (assets.length > 0) console.log(`\nFiles of the release ${name}`)
      for (const asset of assets) console.log(`  ${asset.name} (${asset.size} bytes)`)
    }
    if (exitCode !== 0) console.log(`\nThe step failed (exit code ${String(exitCode)}).`)
    return exitCode
  } finally {
    await Promise.all([simulator.stop(), cache.stop(), hub.stop()])
  }
}

function brief(value: string): string {
  const line = value.replaceAll('\n', ' ⏎ ')
  return line.length > widest ? `${line.slice(0, widest)}… (${value.length} characters)` : line
}
