import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { isAbsolute, relative, resolve } from 'node:path'
import { isRecord } from './creatify.ts'
import { InputError } from './errors.ts'
import { webUrl, type Credentials } from './http.ts'

/** What a step asks for. */
export type Source =
  | {
      readonly kind: 'generation'
      readonly model: string
      readonly name: string | undefined
      readonly params: { readonly text: string } | { readonly file: string }
    }
  | { readonly kind: 'tasks'; readonly tasks: readonly AskedTask[] }
  | { readonly kind: 'catalog'; readonly filter: readonly string[] }

/** One line of `task-id`. */
export interface AskedTask {
  readonly id: string
  readonly name: string | undefined
}

/** Everything the workflow's author decided, checked. Times in milliseconds. */
export interface Inputs {
  /** Undefined when at least one of the two is empty. */
  readonly credentials: Credentials | undefined
  readonly apiUrl: URL
  readonly source: Source
  /** Absolute, lexically inside the workspace; links are checked where files are written. */
  readonly outputDir: string
  readonly dryRun: boolean
  /** False: create, publish the ids, end. */
  readonly wait: boolean
  readonly reuse: 'run' | 'always' | 'never'
  /** Tells apart matrix jobs and repeated calls. */
  readonly key: string
  readonly timeout: number
  /** Overrides first look and interval of every kind of model. */
  readonly pollInterval: number | undefined
  readonly webhookUrl: string | undefined
  readonly summary: boolean
}

/** What the runner says about where the step runs. */
export interface RunContext {
  /** Absolute. */
  readonly workspace: string
  /** Absolute; emptied by the runner before every job. */
  readonly temp: string
  /** Where a file of this commit can be fetched by anyone; undefined in a private repository. */
  readonly rawFilesUrl: string | undefined
  /** A pull request from a fork or by Dependabot: GitHub withholds the secrets. */
  readonly withoutSecrets: boolean
  /** True when GitHub's cache service can be talked to at all. */
  readonly cacheService: boolean
  /** Counts from 1; the other four tell the step apart from all others. */
  readonly runAttempt: number
  readonly runId: string
  /** Path of the workflow file in its repository, without the ref. */
  readonly workflow: string
  readonly job: string
  readonly step: string
}

/** Defaults of action.yml. They stand here too, because an input that is passed empty means its default. */
export const defaults = {
  params: '{}',
  'list-models': '',
  'output-dir': 'creatify-assets',
  'dry-run': 'false',
  wait: 'true',
  reuse: 'run',
  timeout: '30m',
  summary: 'true',
  'api-url': 'https://api.creatify.ai',
} as const

/** What must be masked before anything is logged. */
export function readSecrets(): readonly string[] {
  return [input('api-id'), input('api-key'), input('webhook-url')].filter((secret) => secret !== '')
}

/** The input `summary`, also where another input is bad. */
export function readSummary(): boolean {
  return !/^(false|False|FALSE)$/.test(input('summary'))
}

/** Reads `INPUT_*`. Throws InputError for the first bad value. */
export function readInputs(workspace: string): Inputs {
  const id = input('api-id')
  const key = input('api-key')
  return {
    credentials:
      id && key ? { id: headerValue('api-id', id), key: headerValue('api-key', key) } : undefined,
    apiUrl: apiUrl(),
    source: source(),
    outputDir: inside(workspace, 'output-dir', text('output-dir', defaults['output-dir'])),
    dryRun: flag('dry-run', defaults['dry-run']),
    wait: flag('wait', defaults.wait),
    reuse: reuse(),
    key: input('key'),
    timeout: duration('timeout', text('timeout', defaults.timeout)),
    pollInterval: optional('poll-interval', duration),
    webhookUrl: optional('webhook-url', webhookUrl),
    summary: flag('summary', defaults.summary),
  }
}

/** Reads `GITHUB_*` and `RUNNER_*`. Never throws: what is missing has a harmless default. */
export function readContext(): RunContext {
  const { env } = process
  const event = readEvent(env['GITHUB_EVENT_PATH'])
  return {
    workspace: resolve(env['GITHUB_WORKSPACE'] ?? process.cwd()),
    temp: resolve(env['RUNNER_TEMP'] ?? tmpdir()),
    rawFilesUrl: rawFilesUrl(env, event),
    withoutSecrets: withoutSecrets(env, event),
    cacheService: Boolean(
      env['ACTIONS_RUNTIME_TOKEN'] && (env['ACTIONS_RESULTS_URL'] ?? env['ACTIONS_CACHE_URL']),
    ),
    runAttempt: Number(env['GITHUB_RUN_ATTEMPT'] ?? 1) || 1,
    runId: env['GITHUB_RUN_ID'] ?? '',
    workflow: (env['GITHUB_WORKFLOW_REF'] ?? env['GITHUB_WORKFLOW'] ?? '').replace(/@.*$/, ''),
    job: env['GITHUB_JOB'] ?? '',
    step: env['GITHUB_ACTION'] ?? '',
  }
}

/** As the toolkit reads it. Not through the toolkit, whose loading would hold up the first request. */
function written(name: string): string {
  return process.env[`INPUT_${name.toUpperCase()}`] ?? ''
}

function input(name: string): string {
  return written(name).trim()
}

function text(name: string, fallback: string): string {
  return input(name) || fallback
}

function optional<T>(name: string, parse: (name: string, value: string) => T): T | undefined {
  const value = input(name)
  return value === '' ? undefined : parse(name, value)
}

function bad(name: string, got: string, takes: string): InputError {
  const shown = got.length > 80 ? `${got.slice(0, 80)}…` : got
  return new InputError(`Input \`${name}\` is ${JSON.stringify(shown)}. It takes ${takes}.`)
}

function flag(name: string, fallback: string): boolean {
  const value = text(name, fallback)
  if (/^(true|True|TRUE)$/.test(value)) return true
  if (/^(false|False|FALSE)$/.test(value)) return false
  throw bad(name, value, '`true` or `false`')
}

function reuse(): Inputs['reuse'] {
  const value = text('reuse', defaults.reuse)
  if (value === 'run' || value === 'always' || value === 'never') return value
  throw bad('reuse', value, '`run`, `always` or `never`')
}

const units = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 } as const
const longestDuration = 24 * 24 * units.h

function duration(name: string, value: string): number {
  const [, amount, unit = 's'] = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(value) ?? []
  const ms = Number(amount) * units[unit as keyof typeof units]
  if (ms > 0 && ms <= longestDuration) return ms
  throw bad(
    name,
    value,
    'one number above zero with one unit, like `500ms`, `90s`, `30m` or `2h` (at most 576h); a bare number is seconds',
  )
}

function headerValue(name: string, value: string): string {
  if (/^[\x21-\x7e]+$/.test(value)) return value
  throw new InputError(
    `Input \`${name}\` has a space, a line break or a character outside ASCII. Copy the value again from the API dashboard into the secret.`,
  )
}

function apiUrl(): URL {
  const value = text('api-url', defaults['api-url'])
  const url = webUrl(value)
  if (url && !url.search && !url.hash) return url
  const shown = URL.parse(value)?.username ? '(a URL with a user)' : value
  throw bad(
    'api-url',
    shown,
    'an `https://` URL without user, query or fragment (`http://` only on loopback)',
  )
}

function webhookUrl(name: string, value: string): string {
  const url = URL.parse(value)
  if (url && /^https?:$/.test(url.protocol) && value.length <= 200) return value
  const got = value.length > 200 ? `(${value.length} characters)` : '(not shown)'
  throw bad(name, got, 'an `http://` or `https://` URL of at most 200 characters')
}

function inside(workspace: string, name: string, value: string): string {
  const path = resolve(workspace, value)
  const away = relative(workspace, path)
  if (!value.includes('\0') && !isAbsolute(away) && away.split(/[\\/]/)[0] !== '..') return path
  throw bad(name, value, 'a folder inside the workspace, like `assets/launch`')
}

function source(): Source {
  const model = input('model')
  const name = input('name')
  const file = input('params-file')
  const inline = written('params')
  const params = inline.trim() === '' ? defaults.params : inline
  const given = [
    ...(model ? ['model'] : []),
    ...(params.trim() === defaults.params ? [] : ['params']),
    ...(file ? ['params-file'] : []),
    ...(name ? ['name'] : []),
  ]
  const filter = catalogFilter()
  const tasks = askedTasks()
  const whole = filter ? 'list-models' : tasks ? 'task-id' : undefined
  const others = [...given, ...(filter && tasks ? ['task-id'] : [])]
  if (whole !== undefined && others.length > 0) {
    throw new InputError(
      `Input \`${whole}\` creates nothing and excludes \`${others.join('`, `')}\`. Remove one or the other.`,
    )
  }
  if (filter) return { kind: 'catalog', filter }
  if (tasks) return { kind: 'tasks', tasks }
  if (!model) {
    throw new InputError(
      given.length === 0
        ? 'Nothing to do: set the input `model` (like `model: nano-banana-2`), or `list-models: true` to see what there is.'
        : `Input \`${given.join('`, `')}\` needs the input \`model\`. Add it, like \`model: nano-banana-2\`.`,
    )
  }
  if (given.includes('params') && file) {
    throw new InputError('Inputs `params` and `params-file` exclude each other. Keep one of them.')
  }
  return {
    kind: 'generation',
    model,
    name: name || undefined,
    params: file ? { file } : { text: params },
  }
}

/** `ID` or `NAME=ID`, one a line. Undefined when the input is empty. */
function askedTasks(): readonly AskedTask[] | undefined {
  const lines = input('task-id')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  if (lines.length === 0) return undefined
  const tasks = lines.map((line): AskedTask => {
    const [, name, id] = /^(?:(.*\S)\s*=\s*)?([\w-]{4,64})$/.exec(line) ?? []
    if (id === undefined) throw bad('task-id', line, 'a task id or `NAME=ID` on each line')
    return { id, name }
  })
  const twice = tasks.find(({ id }, at) => tasks.findIndex((task) => task.id === id) < at)
  if (twice)
    throw new InputError(`Input \`task-id\` has the task ${twice.id} twice. Remove one of them.`)
  return tasks
}

/** Undefined: no list is asked for. Empty: the whole catalog. */
function catalogFilter(): readonly string[] | undefined {
  const value = text('list-models', defaults['list-models'])
  if (value === '' || /^false$/i.test(value)) return undefined
  if (/^true$/i.test(value)) return []
  const names = value.split(/[,\n]/).map((name) => name.trim())
  return names.filter((name) => name !== '')
}

function readEvent(path: string | undefined): unknown {
  if (path === undefined || path === '') return undefined
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}

function at(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce((inner, key) => (isRecord(inner) ? inner[key] : undefined), value)
}

function rawFilesUrl(env: NodeJS.ProcessEnv, event: unknown): string | undefined {
  const head = at(event, 'pull_request', 'head')
  const repository = head === undefined ? at(event, 'repository') : at(head, 'repo')
  const name = at(repository, 'full_name') ?? env['GITHUB_REPOSITORY']
  const sha = at(head, 'sha') ?? env['GITHUB_SHA']
  if (at(repository, 'private') !== false || typeof name !== 'string' || typeof sha !== 'string') {
    return undefined
  }
  if (env['GITHUB_SERVER_URL'] !== 'https://github.com') return undefined
  return `https://raw.githubusercontent.com/${name}/${sha}/`
}

function withoutSecrets(env: NodeJS.ProcessEnv, event: unknown): boolean {
  if (env['GITHUB_ACTOR'] === 'dependabot[bot]') return true
  if (env['GITHUB_EVENT_NAME'] !== 'pull_request') return false
  const head = at(event, 'pull_request', 'head', 'repo', 'full_name')
  const base = at(event, 'repository', 'full_name')
  return head !== base
}
