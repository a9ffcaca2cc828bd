import { proxyVariables, type ProxyVariables } from '../base/proxy.ts'
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { isAbsolute, relative, resolve } from 'node:path'
import { isRecord } from '../base/json.ts'
import { InputError } from '../base/errors.ts'
import { type Credentials } from '../api/http.ts'
import { webUrl } from '../base/url.ts'

/** What a step asks for. */
export type Source =
  | {
      readonly kind: 'generation'
      readonly model: string
      readonly name: string | undefined
      readonly params: { readonly text: string } | { readonly file: string }
    }
  | { readonly kind: 'manifest'; readonly file: string }
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
  /** The part of the manifest that this job does; undefined: all of it. */
  readonly shard: Shard | undefined
  /** Tasks in flight at once. */
  readonly concurrency: number
  readonly maxCredits: number | undefined
  /** Variables that files may use, by name; empty where they are not set. */
  readonly exposedEnv: Readonly<Record<string, string>>
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
  readonly gallery: boolean
  readonly comment: boolean | 'without-params'
  /** Of the pull request to comment on, where the event does not tell. */
  readonly pullRequest: number | undefined
  /** Of the release that takes the files. */
  readonly releaseTag: string | undefined
  readonly githubToken: string
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
  /** How the network is left. */
  readonly proxies: ProxyVariables
  /** Where the step shows its results. */
  readonly hub: Hub
  /** The context `github` for files, with `event` and without `token`. */
  readonly github: Readonly<Record<string, unknown>>
  /** Counts from 1; the other four tell the step apart from all others. */
  readonly runAttempt: number
  readonly runId: string
  /** Path of the workflow file in its repository, without the ref. */
  readonly workflow: string
  readonly job: string
  readonly step: string
}

/** GitHub, as far as this run is about it. */
export interface Hub {
  readonly apiUrl: string
  /** `https://github.com`, without a slash at the end. */
  readonly serverUrl: string
  readonly owner: string
  readonly repo: string
  /** Of the pull request that the event is about. */
  readonly pullRequest: number | undefined
  /** `OWNER:BRANCH` of the run that a `workflow_run` event is about, when it does not name its pull request. */
  readonly head: string | undefined
  /** What was built: the head of the pull request, or the commit of the run. */
  readonly sha: string
  readonly runUrl: string
}

/** Defaults of action.yml. They stand here too, because an input that is passed empty means its default. */
export const defaults = {
  params: '{}',
  'list-models': '',
  'output-dir': 'creatify-assets',
  concurrency: '10',
  'dry-run': 'false',
  wait: 'true',
  reuse: 'run',
  timeout: '30m',
  summary: 'true',
  gallery: 'false',
  comment: 'false',
  'api-url': 'https://api.creatify.ai',
} as const

/** What must be masked before anything is logged. */
export function readSecrets(): readonly string[] {
  const names = ['api-id', 'api-key', 'webhook-url', 'github-token']
  return names.map(input).filter((secret) => secret !== '')
}

/** The input `summary`, also where another input is bad. */
export function readSummary(): boolean {
  return !/^(false|False|FALSE)$/.test(input('summary'))
}

/** Reads `INPUT_*`. Throws InputError for the first bad value. */
export function readInputs(workspace: string): Inputs {
  const id = input('api-id')
  const key = input('api-key')
  return settled({
    credentials:
      id && key ? { id: headerValue('api-id', id), key: headerValue('api-key', key) } : undefined,
    apiUrl: apiUrl(),
    source: source(),
    shard: optional('shard', shard),
    concurrency: wholeNumber('concurrency', text('concurrency', defaults.concurrency)),
    maxCredits: optional('max-credits', amount),
    exposedEnv: exposedEnv(),
    outputDir: inside(workspace, 'output-dir', text('output-dir', defaults['output-dir'])),
    dryRun: flag('dry-run', defaults['dry-run']),
    wait: flag('wait', defaults.wait),
    reuse: reuse(),
    key: input('key'),
    timeout: duration('timeout', text('timeout', defaults.timeout)),
    pollInterval: optional('poll-interval', duration),
    webhookUrl: optional('webhook-url', webhookUrl),
    summary: flag('summary', defaults.summary),
    gallery: flag('gallery', defaults.gallery),
    comment: comment(),
    pullRequest: optional('pull-request', issueNumber),
    releaseTag: input('release-tag') || undefined,
    githubToken: input('github-token'),
  })
}

/** Events on which a stranger may have written the files of the workspace, while the secrets are there. */
const strangersEvents = ['pull_request_target', 'issue_comment', 'workflow_run']

/** Throws InputError for inputs that do not go together. */
function settled(inputs: Inputs): Inputs {
  const { source, shard: part, maxCredits, wait, dryRun } = inputs
  const event = process.env['GITHUB_EVENT_NAME'] ?? ''
  if (part && source.kind !== 'manifest') {
    throw new InputError(
      'Input `shard` needs the input `manifest`: it is a part of that file. Add it, or remove `shard`.',
    )
  }
  if (!wait && maxCredits !== undefined) {
    throw new InputError(
      'Inputs `wait: false` and `max-credits` exclude each other: what a task costs is known when it is done. Remove one of them.',
    )
  }
  if (
    source.kind === 'manifest' &&
    strangersEvents.includes(event) &&
    maxCredits === undefined &&
    !dryRun
  ) {
    throw new InputError(
      `Input \`manifest\` needs \`max-credits\` on the event ${event}: a stranger may have written the file. Add the limit, like \`max-credits: 20\`.`,
    )
  }
  return inputs
}

/**
 * Moves home and workspace of this process to `folder`, for the cache toolkit, which packs a path below the one relative to
 * the other: so runners of one user do not share its file, and an entry can be unpacked wherever the workspace is.
 */
export function moveHome(folder: string): void {
  for (const name of ['HOME', 'USERPROFILE', 'GITHUB_WORKSPACE']) process.env[name] = folder
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
    proxies: proxyVariables(env),
    hub: hub(env, event),
    github: githubContext(env, event),
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

function wholeNumber(name: string, value: string): number {
  if (/^[1-9]\d{0,3}$/.test(value)) return Number(value)
  throw bad(name, value, 'a whole number from 1 to 9999')
}

function issueNumber(name: string, value: string): number {
  if (/^[1-9]\d{0,9}$/.test(value)) return Number(value)
  throw bad(name, value, 'the number of a pull request')
}

function comment(): Inputs['comment'] {
  if (text('comment', defaults.comment) === 'without-params') return 'without-params'
  try {
    return flag('comment', defaults.comment)
  } catch {
    throw bad('comment', input('comment'), '`true`, `false` or `without-params`')
  }
}

function amount(name: string, value: string): number {
  if (/^\d+(\.\d+)?$/.test(value) && Number(value) > 0) return Number(value)
  throw bad(name, value, 'a number of credits above zero, like `20` or `7.5`')
}

const mostShards = 256

function shard(name: string, value: string): Shard {
  const [, index, of] = /^(\d{1,3})\s*\/\s*(\d{1,3})$/.exec(value) ?? []
  const part = { index: Number(index), of: Number(of) }
  if (part.index >= 1 && part.index <= part.of && part.of <= mostShards) return part
  throw bad(
    name,
    value,
    `a part of a whole, like \`2/4\`: the first counts from 1, and there are at most ${mostShards}`,
  )
}

/** What holds credentials of the runner or of this step, and is never a file's business. */
const neverExposed = /^(INPUT_|ACTIONS_|GITHUB_TOKEN$)/i

function exposedEnv(): Inputs['exposedEnv'] {
  const names = input('expose-env')
    .split(/[\s,]+/)
    .filter((name) => name !== '')
  const wrong = names.find((name) => !/^[A-Za-z_]\w*$/.test(name) || neverExposed.test(name))
  if (wrong !== undefined) {
    const takes = 'names of environment variables, one a line, none of them of the runner'
    throw bad('expose-env', wrong, takes)
  }
  return Object.fromEntries(names.map((name) => [name, process.env[name] ?? '']))
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
  const manifest = input('manifest')
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
  const wholes = [
    ...(filter ? ['list-models'] : []),
    ...(tasks ? ['task-id'] : []),
    ...(manifest ? ['manifest'] : []),
  ]
  const [whole] = wholes
  const others = [...given, ...wholes.slice(1)]
  if (whole !== undefined && others.length > 0) {
    const why = whole === 'manifest' ? 'says all that is asked for' : 'creates nothing'
    throw new InputError(
      `Input \`${whole}\` ${why} and excludes \`${others.join('`, `')}\`. Remove one or the other.`,
    )
  }
  if (filter) return { kind: 'catalog', filter }
  if (tasks) return { kind: 'tasks', tasks }
  if (manifest) return { kind: 'manifest', file: manifest }
  if (!model) {
    const [these, need] = given.length > 1 ? ['Inputs', 'need'] : ['Input', 'needs']
    throw new InputError(
      given.length === 0
        ? 'Nothing to do: set the input `model` (like `model: nano-banana-2`) or `manifest`, or `list-models: true` to see what there is.'
        : `${these} \`${given.join('`, `')}\` ${need} the input \`model\`. Add it, like \`model: nano-banana-2\`.`,
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

function hub(env: NodeJS.ProcessEnv, event: unknown): Hub {
  const [owner = '', repo = ''] = (env['GITHUB_REPOSITORY'] ?? '').split('/')
  const serverUrl = (env['GITHUB_SERVER_URL'] ?? 'https://github.com').replace(/\/+$/, '')
  const run = at(event, 'workflow_run')
  const told = Array.isArray(at(run, 'pull_requests'))
    ? (at(run, 'pull_requests') as unknown[])
    : []
  // A run of a fork may be about a pull request to another repository of the network.
  const ours = told.find((each) => at(each, 'base', 'repo', 'id') === at(event, 'repository', 'id'))
  const number =
    at(event, 'pull_request', 'number') ??
    (at(event, 'issue', 'pull_request') === undefined ? undefined : at(event, 'issue', 'number')) ??
    at(ours, 'number')
  const [login, branch] = [at(run, 'head_repository', 'owner', 'login'), at(run, 'head_branch')]
  const sha = at(event, 'pull_request', 'head', 'sha') ?? at(run, 'head_sha') ?? env['GITHUB_SHA']
  return {
    apiUrl: (env['GITHUB_API_URL'] ?? 'https://api.github.com').replace(/\/+$/, ''),
    serverUrl,
    owner,
    repo,
    pullRequest: typeof number === 'number' ? number : undefined,
    head:
      typeof login === 'string' && typeof branch === 'string' ? `${login}:${branch}` : undefined,
    sha: typeof sha === 'string' ? sha : '',
    runUrl: `${serverUrl}/${owner}/${repo}/actions/runs/${env['GITHUB_RUN_ID'] ?? ''}/attempts/${env['GITHUB_RUN_ATTEMPT'] ?? '1'}`,
  }
}

/** Variables of the runner that are properties of the context `github`. None of them is a secret. */
const githubProperties = [
  'action',
  'actor',
  'actor_id',
  'api_url',
  'base_ref',
  'event_name',
  'graphql_url',
  'head_ref',
  'job',
  'ref',
  'ref_name',
  'ref_protected',
  'ref_type',
  'repository',
  'repository_id',
  'repository_owner',
  'repository_owner_id',
  'run_attempt',
  'run_id',
  'run_number',
  'server_url',
  'sha',
  'triggering_actor',
  'workflow',
  'workflow_ref',
  'workflow_sha',
  'workspace',
]

function githubContext(env: NodeJS.ProcessEnv, event: unknown): RunContext['github'] {
  const properties = githubProperties.flatMap((name) => {
    const value = env[`GITHUB_${name.toUpperCase()}`]
    return value === undefined ? [] : [[name, value] as const]
  })
  return { ...Object.fromEntries(properties), event: isRecord(event) ? event : {} }
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
/** One job's part of a manifest: `index` of `of`, counted from 1. */

export interface Shard {
  readonly index: number
  readonly of: number
}
