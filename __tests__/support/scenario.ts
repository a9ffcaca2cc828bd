import { spawn, type ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, relative, sep } from 'node:path'
import { parse } from 'yaml'
import type * as simulators from '../../simulator/simulator.ts'

type Simulator = simulators.Simulator
type SimulatorOptions = simulators.SimulatorOptions

// From environment.js.
const { startSimulator } = globalThis as unknown as typeof simulators

export const root = join(import.meta.dirname, '..', '..')
const bundle = join(root, 'dist', 'index.js')
/** Node 24, as the runner has it. */
export const node = join(root, 'node_modules', 'node', 'bin', 'node')

interface Manifest {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>
  readonly outputs: Readonly<Record<string, unknown>>
}

/** action.yml, as the runner reads it. */
export async function actionYml(): Promise<Manifest> {
  return parse(await readFile(join(root, 'action.yml'), 'utf8')) as Manifest
}

/** What one run of the bundle did, as a user and the server see it. */
export interface Transcript {
  readonly exitCode: number | null
  /** Standard output and standard error in the order they came, workflow commands included. */
  readonly log: string
  /** Text of the `::error::` commands without their properties: the last is the red sentence. */
  readonly errors: readonly string[]
  readonly warnings: readonly string[]
  /** Workflow commands of annotations as `{file, line, col, title, message}`. */
  readonly annotations: readonly Annotation[]
  readonly outputs: Readonly<Record<string, string>>
  readonly summary: string
  /** Files in the workspace, relative, sorted. */
  readonly files: readonly string[]
  /** `performance.now()` before the process was started: the clock of the simulator's requests. */
  readonly startedAt: number
  readonly ms: number
}

export interface Annotation {
  readonly severity: string
  readonly message: string
  readonly file?: string
  readonly line?: string
  readonly col?: string
  readonly title?: string
}

export interface Step {
  /** `with:` of the step. The simulator's address and credentials are added, the defaults of action.yml too. */
  readonly with?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
  /** Told when the process runs, for signals; and of the log as it grows. */
  readonly during?: (child: ChildProcess, log: () => string) => void
  /** The process is killed by the test: what holds after every other run need not hold. */
  readonly killed?: boolean
}

/** One job: a workspace, a temp folder and a simulator that its steps share. Dispose of it at the end of the test. */
export interface Job extends AsyncDisposable {
  readonly simulator: Simulator
  readonly workspace: string
  readonly temp: string
  /** Writes a file of the workspace. */
  write(path: string, text: string | Buffer): Promise<void>
  read(path: string): Promise<Buffer>
  sha256(path: string): Promise<string>
  /** Runs the committed bundle as the runner does: env, files, working directory, Node 24. */
  run(step?: Step): Promise<Transcript>
}

export async function startJob(options: SimulatorOptions = {}): Promise<Job> {
  const [simulator, base, action] = await Promise.all([
    startSimulator(options),
    mkdtemp(join(tmpdir(), 'creatify-')).then(async (path) => realpath(path)),
    actionYml(),
  ])
  const workspace = join(base, 'workspace')
  const temp = join(base, 'temp')
  await Promise.all([mkdir(workspace), mkdir(temp)])
  let steps = 0
  return {
    simulator,
    workspace,
    temp,
    async write(path, text) {
      await mkdir(dirname(join(workspace, path)), { recursive: true })
      await writeFile(join(workspace, path), text)
    },
    read: async (path) => readFile(join(workspace, path)),
    sha256: async (path) =>
      createHash('sha256')
        .update(await readFile(join(workspace, path)))
        .digest('hex'),
    async run(step = {}) {
      steps += 1
      const commands = join(base, `step-${steps}`)
      await mkdir(commands)
      const file = (name: string) => join(commands, name)
      await Promise.all(
        ['output', 'summary', 'state'].map(async (name) => writeFile(file(name), '')),
      )
      const defaults = Object.entries(action.inputs).flatMap(([name, input]) =>
        input.default === undefined ? [] : [[name, input.default] as const],
      )
      const given = {
        ...Object.fromEntries(defaults),
        'api-url': simulator.apiUrl,
        'api-id': simulator.apiId,
        'api-key': simulator.apiKey,
        ...step.with,
      }
      const inputs = Object.entries(given).map(
        ([name, value]) => [`INPUT_${name.toUpperCase().replaceAll(' ', '_')}`, value] as const,
      )
      const { exitCode, log, startedAt, ms } = await play(step, workspace, {
        PATH: process.env['PATH'] ?? '',
        GITHUB_WORKSPACE: workspace,
        GITHUB_OUTPUT: file('output'),
        GITHUB_STEP_SUMMARY: file('summary'),
        GITHUB_STATE: file('state'),
        GITHUB_REPOSITORY: 'octo-org/octo-repo',
        GITHUB_SERVER_URL: 'https://github.com',
        GITHUB_EVENT_NAME: 'push',
        GITHUB_RUN_ID: '1658821493',
        GITHUB_RUN_ATTEMPT: '1',
        RUNNER_TEMP: temp,
        ...Object.fromEntries(inputs),
        ...step.env,
      })
      const annotations = annotationsIn(log)
      const textOf = (severity: string) =>
        annotations.filter((each) => each.severity === severity).map(({ message }) => message)
      const transcript: Transcript = {
        exitCode,
        log,
        startedAt,
        ms,
        annotations,
        errors: textOf('error'),
        warnings: textOf('warning'),
        outputs: outputsIn(await readFile(file('output'), 'utf8')),
        summary: await readFile(file('summary'), 'utf8'),
        files: await filesIn(workspace),
      }
      if (step.killed !== true) keepsItsPromises(transcript, action, simulator, given)
      return transcript
    },
    async [Symbol.asyncDispose]() {
      await simulator.stop()
      await rm(base, { recursive: true, force: true })
    },
  }
}

/** What holds on every path, and is therefore checked after every run. Throws. */
function keepsItsPromises(
  { exitCode, log, errors, outputs }: Transcript,
  action: Manifest,
  simulator: Simulator,
  given: Readonly<Record<string, string>>,
): void {
  const broken: string[] = []
  const names = Object.keys(action.outputs)
  const unset = names.filter((name) => outputs[name] === undefined)
  if (unset.length > 0) broken.push(`outputs not set: ${unset.join(', ')}`)
  if (exitCode !== 0 && exitCode !== 1) broken.push(`exit code ${String(exitCode)}`)
  if ((exitCode === 1) !== errors.length > 0)
    broken.push(`exit ${String(exitCode)}, ${errors.length} errors`)
  if (/^ {4}at |This is a bug/m.test(log)) broken.push('a stack in the log')
  const said = log.replaceAll(/^::add-mask::.*$/gm, '')
  for (const name of ['api-id', 'api-key', 'webhook-url']) {
    const secret = given[name] ?? ''
    if (secret.length > 8 && said.includes(secret)) broken.push(`\`${name}\` in the log`)
  }
  const leaks = simulator.requests.filter(
    ({ origin, headers }) =>
      origin === 'assets' && ('x-api-id' in headers || 'x-api-key' in headers),
  )
  if (leaks.length > 0) broken.push('credentials sent to the asset host')
  if (broken.length > 0) throw new Error(`${broken.join('; ')}\n${log}`)
}

async function play(step: Step, cwd: string, env: Record<string, string>) {
  const startedAt = performance.now()
  const child = spawn(node, [bundle], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let log = ''
  const add = (chunk: Buffer) => {
    log += chunk.toString()
  }
  child.stdout.on('data', add)
  child.stderr.on('data', add)
  step.during?.(child, () => log)
  const exitCode = await new Promise<number | null>((resolve) => child.on('close', resolve))
  return { exitCode, log, startedAt, ms: performance.now() - startedAt }
}

/** The runner's own reading: the last write of a name wins. */
function outputsIn(text: string): Readonly<Record<string, string>> {
  const entries = text.matchAll(/^(.+?)<<(ghadelimiter_\S+)\r?\n([^]*?)\r?\n\2$/gm)
  return Object.fromEntries([...entries].map(([, name = '', , value = '']) => [name, value]))
}

function annotationsIn(log: string): readonly Annotation[] {
  return [...log.matchAll(/^::(error|warning|notice)( [^:]*)?::(.*)$/gm)].map(
    ([, severity = '', properties = '', message = '']) => ({
      ...Object.fromEntries(
        properties
          .trim()
          .split(',')
          .filter((pair) => pair.includes('='))
          .map((pair) => [
            pair.slice(0, pair.indexOf('=')),
            unescape(pair.slice(pair.indexOf('=') + 1)),
          ]),
      ),
      severity,
      message: unescape(message),
    }),
  )
}

function unescape(text: string): string {
  return text
    .replaceAll('%2C', ',')
    .replaceAll('%3A', ':')
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%25', '%')
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort()
}
