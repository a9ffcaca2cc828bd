import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSimulator } from '../simulator/simulator.ts'
import { root } from './project.ts'
import { readOutputs } from './runner.ts'

// `npm run local-action`: GitHub's own tool for trying an action on a developer's machine runs the source, with its stand-in for the
// toolkit, against the simulator. It ends with code 0 also where the action fails, so what the step left behind is looked at.

/** Fetched when it is used: with what it needs, 350 packages, it would more than double what everybody installs. */
const tool = '@github/local-action@7.0.1'
const longestMs = 300_000

const base = await mkdtemp(join(tmpdir(), 'local-action-'))
const simulator = await startSimulator({ seconds: 0.2 })
try {
  const [workspace, temp] = [join(base, 'workspace'), join(base, 'temp')]
  const [output, summary, env] = ['output', 'summary', 'env'].map((name) => join(base, name))
  if (output === undefined || summary === undefined || env === undefined) throw new Error('no file')
  await Promise.all([workspace, temp].map(async (folder) => mkdir(folder)))
  await Promise.all([output, summary].map(async (file) => writeFile(file, '')))
  const values = {
    'INPUT_API-URL': simulator.apiUrl,
    'INPUT_API-ID': simulator.apiId,
    'INPUT_API-KEY': simulator.apiKey,
    INPUT_MODEL: 'nano-banana-2',
    INPUT_PARAMS: 'prompt: A red kite',
    GITHUB_WORKSPACE: workspace,
    GITHUB_OUTPUT: output,
    GITHUB_STEP_SUMMARY: summary,
    RUNNER_TEMP: temp,
  }
  const lines = Object.entries(values).map(([name, value]) => `${name}=${value}`)
  await writeFile(env, `${lines.join('\n')}\n`)

  const said = await run([tool, 'local-action', 'run', root, 'src/index.ts', env])
  const outputs = readOutputs(await readFile(output, 'utf8'))
  const path = outputs['asset-path'] ?? ''
  const size = await stat(join(workspace, path)).then(
    ({ size }) => size,
    () => 0,
  )
  const written = await readFile(summary, 'utf8')
  if (outputs['status'] !== 'done' || size < 1000 || !written.includes('nano-banana-2')) {
    console.error(said)
    throw new Error(`The step left behind: ${JSON.stringify(outputs)}, ${size} bytes of ${path}`)
  }
  console.log(
    `${tool} ran the source: ${path}, ${size} bytes, ${Object.keys(outputs).length} outputs.`,
  )
} finally {
  await simulator.stop()
  await rm(base, { recursive: true, force: true })
}

/** What it said. Ends it, with what it started, when it takes too long. */
async function run([name, ...args]: readonly [string, ...string[]]): Promise<string> {
  const child = spawn('npm', ['exec', '--yes', `--package=${name}`, '--', ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  const timer = setTimeout(() => {
    if (child.pid !== undefined) process.kill(-child.pid)
  }, longestMs)
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => (said += chunk))
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject).once('close', () => {
      resolve()
    })
  })
  clearTimeout(timer)
  return said
}
