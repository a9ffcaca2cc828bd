import type { ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, relative, sep } from 'node:path'
import {
  node,
  runStep,
  type Command,
  type Ended,
  type Launch,
  type Step as RunStep,
} from '../../scripts/runner.ts'
import { readShippedAction } from '../../scripts/shipped.ts'
import { annotationsIn, type Annotation } from '../../scripts/workflow-commands.ts'
import type { Simulator, SimulatorOptions } from '../../simulator/simulator.ts'
import { pacedAction } from './paced-action.ts'

/**
 * The simulator as Node's own loader has it: see environment.js. Outside of Jest, that is the only loader.
 */
const { startSimulator } = (
  'startSimulator' in globalThis ? globalThis : await import('../../simulator/simulator.ts')
) as typeof import('../../simulator/simulator.ts')

/** What environment.js gives to quick tests. */
const { inSharedProcess } = globalThis as { readonly inSharedProcess?: Launch }

/** What one run of the action did, as a user and the server see it. */
export interface Transcript extends Ended {
  /** Text of the `::error::` commands without their properties: the last one says why the step failed. */
  readonly errors: readonly string[]
  readonly warnings: readonly string[]
  /** Without the place in front of the message: they have it as properties. */
  readonly annotations: readonly Annotation[]
  /** Files in the workspace, relative, sorted. */
  readonly files: readonly string[]
}

/** A step of a job. */
export interface Step {
  /** `with:` of the step. The simulator's address and credentials are added, the defaults of action.yml too. */
  readonly with?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
  /** What runs the step, other than Node 24 and the action as it is shipped. */
  readonly command?: Command
  /** Called when the process runs, for signals. `log` returns what it has written so far. */
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
  /**
   * Runs the shipped action as the runner does: environment, files, working directory, Node 24. In quick tests a
   * process runs one step after the other, unless a step has what only a process of its own can show.
   */
  run(step?: Step): Promise<Transcript>
}

/** What the simulator is, and how fast the action. */
export interface JobOptions extends SimulatorOptions {
  /**
   * The steps run the action this many times faster in all that it decides itself: holds, intervals, patience. It is a
   * bundle of its own, from the same source. For scenarios that would wait long; each length of time keeps a scenario
   * in real time.
   */
  readonly pace?: number
}

export async function startJob({ pace, ...options }: JobOptions = {}): Promise<Job> {
  const [simulator, base] = await Promise.all([
    startSimulator(options),
    mkdtemp(join(tmpdir(), 'creatify-')).then(async (path) => realpath(path)),
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
    async run({ with: given, env = {}, command, during, killed } = {}) {
      steps += 1
      const isPlain = !command && !during && !killed && !Object.keys(env).some(isOfNode)
      const run = command ?? atPace(pace)
      const { apiUrl, apiId, apiKey } = simulator
      const inputs = { 'api-url': apiUrl, 'api-id': apiId, 'api-key': apiKey, ...given }
      const ended = await runStep({
        inputs,
        workspace,
        temp,
        folder: join(base, `step-${steps}`),
        env,
        ...(run && { command: run }),
        ...(during && { onStart: during }),
        ...(isPlain && inSharedProcess && { launch: inSharedProcess }),
      })
      const annotations = annotationsIn(ended.log)
      const textOf = (severity: string) =>
        annotations.filter((each) => each.severity === severity).map(({ message }) => message)
      const transcript: Transcript = {
        ...ended,
        annotations: annotations.map(withoutPlace),
        errors: textOf('error'),
        warnings: textOf('warning'),
        files: await filesIn(workspace),
      }
      if (killed !== true) await assertInvariants(transcript, simulator, { inputs, env })
      return transcript
    },
    async [Symbol.asyncDispose]() {
      await simulator.stop()
      await rm(base, { recursive: true, force: true })
    },
  }
}

/** An annotation whose message does not repeat where it stands. */
function withoutPlace(annotation: Annotation): Annotation {
  const { file, line, col, message } = annotation
  if (file === undefined || line === undefined || col === undefined) return annotation
  return { ...annotation, message: message.replace(`${file}:${line}:${col}: `, '') }
}

/** What Node reads when it starts. */
function isOfNode(variable: string): boolean {
  return /^(NODE|SSL)_/.test(variable)
}

/** What runs the action so many times faster. */
function atPace(pace: number | undefined): Command | undefined {
  return pace === undefined ? undefined : [node, pacedAction(), String(pace)]
}

/** What holds on every path, and is therefore checked after every run. Throws. */
async function assertInvariants(
  { exitCode, log, errors, outputs }: Transcript,
  simulator: Simulator,
  { inputs, env }: Required<Pick<RunStep, 'inputs' | 'env'>>,
): Promise<void> {
  const broken: string[] = []
  const names = Object.keys((await readShippedAction()).outputs)
  const unset = names.filter((name) => outputs[name] === undefined)
  if (unset.length > 0) broken.push(`outputs not set: ${unset.join(', ')}`)
  if (exitCode !== 0 && exitCode !== 1) broken.push(`exit code ${String(exitCode)}`)
  if ((exitCode === 1) !== errors.length > 0)
    broken.push(`exit ${String(exitCode)}, ${errors.length} errors`)
  if (/^ {4}at |This is a bug/m.test(log)) broken.push('a stack in the log')
  if (!('GITHUB_STEP_SUMMARY' in env) && log.includes('There is no job summary')) {
    broken.push('no job summary')
  }
  const said = log.replaceAll(/^::add-mask::.*$/gm, '')
  for (const name of ['api-id', 'api-key', 'webhook-url']) {
    const secret = inputs[name] ?? ''
    if (secret.length > 8 && said.includes(secret)) broken.push(`\`${name}\` in the log`)
  }
  const leaks = simulator.requests.filter(
    ({ origin, headers }) =>
      origin === 'assets' && ('x-api-id' in headers || 'x-api-key' in headers),
  )
  if (leaks.length > 0) broken.push('credentials sent to the asset host')
  if (broken.length > 0) throw new Error(`${broken.join('; ')}\n${log}`)
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort()
}
