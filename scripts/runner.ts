import { spawn } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { stripVTControlCharacters } from 'node:util'
import { readAction, root } from './project.ts'

/** One step to be run. */
export interface Step {
  /** `with:` of the step; the defaults of action.yml are added. */
  readonly inputs: Readonly<Record<string, string>>
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>
  /** The working directory. */
  readonly workspace: string
  /** For the runner's files and the temp folder. */
  readonly folder: string
  /** Told each line of the log as GitHub shows it. */
  readonly onLine: (line: string) => void
}

/** What a step leaves behind. */
export interface Ended {
  readonly exitCode: number
  readonly outputs: Readonly<Record<string, string>>
  /** The job summary, Markdown. */
  readonly summary: string
}

/** Variables that a runner around us may have set, and that are not meant for this step. */
const foreign = /^(INPUT|GITHUB|RUNNER|ACTIONS|STATE)_/

/** Runs the committed bundle as the runner does: inputs and files by environment, this Node, the workspace as working directory. */
export async function runStep({
  inputs,
  env: added,
  workspace,
  folder,
  onLine,
}: Step): Promise<Ended> {
  const file = (name: string) => join(folder, name)
  await mkdir(file('temp'), { recursive: true })
  await Promise.all(
    ['output', 'summary', 'state', 'env', 'path'].map(async (name) => writeFile(file(name), '')),
  )
  const action = await readAction()
  const defaults = Object.entries(action.inputs).map(
    ([name, input]) => [name, evaluated(input.default ?? '')] as const,
  )
  const given = { ...Object.fromEntries(defaults), ...inputs }
  const env = {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name))),
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: workspace,
    GITHUB_OUTPUT: file('output'),
    GITHUB_STEP_SUMMARY: file('summary'),
    GITHUB_STATE: file('state'),
    GITHUB_ENV: file('env'),
    GITHUB_PATH: file('path'),
    GITHUB_EVENT_NAME: 'workflow_dispatch',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REPOSITORY: 'octo-org/octo-repo',
    GITHUB_WORKFLOW: 'Demo',
    GITHUB_JOB: 'demo',
    GITHUB_ACTION: '__run',
    GITHUB_RUN_ID: '1',
    GITHUB_RUN_ATTEMPT: '1',
    RUNNER_TEMP: file('temp'),
    ...Object.fromEntries(
      Object.entries(given).map(([name, value]) => [
        `INPUT_${name.toUpperCase().replaceAll(' ', '_')}`,
        value,
      ]),
    ),
    ...added,
  }
  const child = spawn(process.execPath, [join(root, 'dist', 'index.js')], {
    cwd: workspace,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const show = reader(onLine)
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', show)
  }
  const exitCode = await new Promise<number>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => {
      resolve(code ?? 1)
    })
  })
  return {
    exitCode,
    outputs: readOutputs(await readFile(file('output'), 'utf8')),
    summary: await readFile(file('summary'), 'utf8'),
  }
}

/** The one expression that action.yml has in a default. */
function evaluated(value: string): string {
  return value.replace('${{ strategy.job-index }}', '0')
}

/** The runner's reading of its output file: the last write of a name wins. */
function readOutputs(text: string): Readonly<Record<string, string>> {
  const entries = text.matchAll(/^(.+?)<<(ghadelimiter_\S+)\r?\n([^]*?)\r?\n\2$/gm)
  return Object.fromEntries([...entries].map(([, name = '', , value = '']) => [name, value]))
}

/** Workflow commands as people see them: groups indented, masked values as ***, no debug lines. */
function reader(onLine: (line: string) => void): (line: string) => void {
  const masks: string[] = []
  let indent = ''
  return (raw) => {
    const line = stripVTControlCharacters(raw)
    const [, command, properties = '', message = ''] =
      /^::([a-z-]+)(?: ([^:]*))?::(.*)$/.exec(line) ?? []
    if (command === 'add-mask') return void masks.push(unescape(message))
    if (command === 'debug') return
    if (command === 'endgroup') return void (indent = '')
    const shown = masks.reduce((text, mask) => text.replaceAll(mask, '***'), unescape(message))
    if (command === 'group') {
      onLine(`▾ ${shown}`)
      indent = '  '
    } else if (command === 'error' || command === 'warning' || command === 'notice') {
      const word = command.charAt(0).toUpperCase() + command.slice(1)
      onLine(`${indent}${word}: ${placeIn(properties)}${shown}`)
    } else {
      onLine(indent + masks.reduce((text, mask) => text.replaceAll(mask, '***'), line))
    }
  }
}

/** Where an annotation stands: GitHub shows it there, and not in the log. */
function placeIn(properties: string): string {
  const [file, line, column] = ['file', 'line', 'col'].map(
    (name) => new RegExp(`(?:^|,)${name}=([^,]*)`).exec(properties)?.[1],
  )
  return file === undefined ? '' : `${file}:${line ?? '1'}:${column ?? '1'}: `
}

function unescape(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%')
}
