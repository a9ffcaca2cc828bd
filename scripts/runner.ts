import { spawn, type ChildProcess } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root, type Action } from './project.ts'
import { readShippedAction, shippedAction } from './shipped.ts'

/** Node 24, as the runner has it. */
export const node = join(root, 'node_modules', 'node', 'bin', 'node')

/** A program and what it is given. */
export type Command = readonly [string, ...string[]]

/** A process to be started, with no more than this. */
export interface Launched {
  readonly command: Command
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  /** Called with all that it writes, in the order it comes. */
  readonly onText: (text: string) => void
}

/** Resolves with the exit code after the last call of `onText`; null: ended by a signal. */
export type Launch = (launched: Launched) => Promise<number | null>

/** One step to be run. */
export interface Step {
  /** `with:` of the step; the defaults of action.yml are added. */
  readonly inputs: Readonly<Record<string, string>>
  /** Added to the environment, and wins. */
  readonly env?: Readonly<Record<string, string>>
  /** The working directory. */
  readonly workspace: string
  /** For the runner's files of this step; made when it is missing. */
  readonly folder: string
  /** `RUNNER_TEMP`; in `folder` unless given. */
  readonly temp?: string
  /** What runs it: a Node and what it starts. Without it, Node 24 and what action.yml names, as shipped. */
  readonly command?: Command
  /** Called when the process runs, for signals. `log` returns what it has written so far. */
  readonly onStart?: (child: ChildProcess, log: () => string) => void
  /** How the command is run. Without it, in a process of its own, which `onStart` is called with. */
  readonly launch?: Launch
  /** Called with each line of the log when it is complete. */
  readonly onLine?: (line: string) => void
}

/** What a step leaves behind. */
export interface Ended {
  /** null: ended by a signal. */
  readonly exitCode: number | null
  /** Standard output and standard error in the order they came, workflow commands included. */
  readonly log: string
  readonly outputs: Readonly<Record<string, string>>
  /** The job summary, Markdown. */
  readonly summary: string
  /** `performance.now()` before the process was started. */
  readonly startedAt: number
  readonly ms: number
}

/**
 * Of the environment around us, what a runner has too. The rest (NODE_PATH, NODE_OPTIONS, INPUT_*, …) is not meant for
 * the step.
 */
export function inheritedEnvironment(): Readonly<Record<string, string>> {
  const names = ['PATH', 'Path', 'SystemRoot', 'windir', 'LANG']
  const entries = names.map((name) => [name, process.env[name]] as const)
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}

/**
 * Runs the action as GitHub's runner does: what is shipped and nothing beside it, inputs and files by environment, Node
 * 24, the workspace as working directory.
 */
export async function runStep(step: Step): Promise<Ended> {
  const { workspace, folder, temp = join(folder, 'temp') } = step
  const file = (name: string) => join(folder, name)
  const action = await readShippedAction()
  await Promise.all([temp, file('home')].map(async (each) => mkdir(each, { recursive: true })))
  const files = ['output', 'summary', 'state', 'env', 'path']
  await Promise.all(files.map(async (name) => writeFile(file(name), '')))
  const env = {
    ...inheritedEnvironment(),
    HOME: file('home'),
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: workspace,
    GITHUB_OUTPUT: file('output'),
    GITHUB_STEP_SUMMARY: file('summary'),
    GITHUB_STATE: file('state'),
    GITHUB_ENV: file('env'),
    GITHUB_PATH: file('path'),
    GITHUB_EVENT_NAME: 'push',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REPOSITORY: 'octo-org/octo-repo',
    GITHUB_RUN_ID: '1658821493',
    GITHUB_RUN_ATTEMPT: '1',
    RUNNER_TEMP: temp,
    ...inputsOf(step, action),
    ...step.env,
  }
  const command: Command = step.command ?? [node, join(shippedAction(), action.runs.main)]
  const startedAt = performance.now()
  let log = ''
  let passedOn = 0
  const onText = (text: string) => {
    log += text
    const end = log.lastIndexOf('\n')
    if (step.onLine === undefined || end < passedOn) return
    for (const line of log.slice(passedOn, end).split('\n')) step.onLine(line)
    passedOn = end + 1
  }
  const launch = step.launch ?? ownProcess((child) => step.onStart?.(child, () => log))
  const exitCode = await launch({ command, cwd: workspace, env, onText })
  if (passedOn < log.length) step.onLine?.(log.slice(passedOn))
  return {
    exitCode,
    log,
    startedAt,
    ms: performance.now() - startedAt,
    outputs: readOutputs(await readFile(file('output'), 'utf8')),
    summary: await readFile(file('summary'), 'utf8'),
  }
}

function ownProcess(onStart: (child: ChildProcess) => void): Launch {
  return async ({ command: [program, ...args], cwd, env, onText }) => {
    const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', onText)
    onStart(child)
    return new Promise((resolve, reject) => {
      child.on('error', reject)
      child.on('close', resolve)
    })
  }
}

/** Inputs as environment variables, with the defaults of action.yml. */
function inputsOf({ inputs }: Step, action: Action): Readonly<Record<string, string>> {
  const defaults = Object.entries(action.inputs).map(
    ([name, { default: value = '' }]): readonly [string, string] => [
      name,
      // The one expression that action.yml has in a default.
      value.replace('${{ strategy.job-index }}', '0'),
    ],
  )
  const given = new Map([...defaults, ...Object.entries(inputs)])
  return Object.fromEntries(
    [...given].map(([name, value]) => [`INPUT_${name.toUpperCase().replaceAll(' ', '_')}`, value]),
  )
}

/** The runner's reading of its output file: the last write of a name wins. */
export function readOutputs(text: string): Readonly<Record<string, string>> {
  const entries = text.matchAll(/^(.+?)<<(ghadelimiter_\S+)\r?\n([^]*?)\r?\n\2$/gm)
  return Object.fromEntries([...entries].map(([, name = '', , value = '']) => [name, value]))
}
