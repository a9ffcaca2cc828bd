import type { Credentials } from '../api/http.ts'
import { InputError } from '../base/errors.ts'
import type { RunContext } from './context.ts'
import type { Environment } from './environment.ts'
import { sourceOf, type Source } from './source.ts'
import {
  apiUrl,
  balance,
  commentMode,
  credits,
  duration,
  exposedFrom,
  flag,
  folderIn,
  headerValue,
  isFalse,
  issueNumber,
  releaseTag,
  reuseMode,
  unknownParamsMode,
  shard,
  webhookUrl,
  wholeNumber,
  type Parse,
  type Shard,
} from './values.ts'

/** The inputs of the credentials. */
export type CredentialInput = 'api-id' | 'api-key'

/** Everything the workflow's author decided, checked. Times in milliseconds. */
export interface Inputs {
  /** Undefined when at least one of the two is empty. */
  readonly credentials: Credentials | undefined
  /** Those that are empty. */
  readonly missingCredentials: readonly CredentialInput[]
  readonly apiUrl: URL
  readonly source: Source
  /** The part of the manifest that this job does; undefined: all of it. */
  readonly shard: Shard | undefined
  /** Tasks in flight at once. */
  readonly concurrency: number
  readonly maxCredits: number | undefined
  /** Credits that stay in the account. */
  readonly minBalance: number | undefined
  /** Variables that files may use, by name; empty where they are not set. */
  readonly exposedEnv: Readonly<Record<string, string>>
  /** Absolute, lexically inside the workspace; links are checked where files are written. */
  readonly outputDir: string
  readonly dryRun: boolean
  /** False: create, publish the ids, end. */
  readonly wait: boolean
  /** What becomes of params that the model's schema does not name. */
  readonly unknownParams: 'error' | 'allow'
  readonly reuse: 'run' | 'always' | 'never'
  /** Distinguishes matrix jobs and repeated calls. */
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

/** Defaults of action.yml. They stand here too, because an input that is passed empty means its default. */
export const defaults = {
  params: '{}',
  'output-dir': 'creatify-assets',
  concurrency: '10',
  'dry-run': 'false',
  wait: 'true',
  'unknown-params': 'error',
  reuse: 'run',
  timeout: '30m',
  summary: 'true',
  gallery: 'false',
  comment: 'false',
  'api-url': 'https://api.creatify.ai',
} as const

/** The texts of inputs as the runner passes them. Not through the toolkit, whose loading would hold up the first request. */
function textsIn(env: Environment) {
  const written = (name: string) => env[`INPUT_${name.toUpperCase()}`] ?? ''
  const input = (name: string) => written(name).trim()
  return {
    written,
    input,
    /** The value, or that of the default where the input is empty. */
    parsed: <T>(name: keyof typeof defaults, parse: Parse<T>): T =>
      parse(name, input(name) || defaults[name]),
    /** The value; undefined where the input is empty. */
    optional: <T>(name: string, parse: Parse<T>): T | undefined => {
      const value = input(name)
      return value === '' ? undefined : parse(name, value)
    },
  }
}

/** What must be masked before anything is logged. */
export function readSecrets(env: Environment): readonly string[] {
  const { input } = textsIn(env)
  const names = ['api-id', 'api-key', 'webhook-url', 'github-token']
  return names.map(input).filter((secret) => secret !== '')
}

/** The input `summary`, also where another input is bad. */
export function readSummary(env: Environment): boolean {
  return !isFalse(textsIn(env).input('summary'))
}

/** Reads `INPUT_*` of an environment, for a step in `workspace` on an event that may be untrusted. Throws InputError for the first bad value. */
export function readInputs(
  env: Environment,
  { workspace, untrustedEvent }: Pick<RunContext, 'workspace' | 'untrustedEvent'>,
): Inputs {
  const { written, input, parsed, optional } = textsIn(env)
  const id = optional('api-id', headerValue)
  const key = optional('api-key', headerValue)
  const inputs: Inputs = {
    credentials: id !== undefined && key !== undefined ? { id, key } : undefined,
    missingCredentials: [
      ...(id === undefined ? (['api-id'] as const) : []),
      ...(key === undefined ? (['api-key'] as const) : []),
    ],
    apiUrl: parsed('api-url', apiUrl),
    source: sourceOf(
      {
        model: written('model'),
        name: written('name'),
        params: written('params'),
        'params-file': written('params-file'),
        manifest: written('manifest'),
        'task-id': written('task-id'),
        'results-from': written('results-from'),
        'list-models': written('list-models'),
      },
      defaults.params,
    ),
    shard: optional('shard', shard),
    concurrency: parsed('concurrency', wholeNumber),
    maxCredits: optional('max-credits', credits),
    minBalance: optional('min-balance', balance),
    exposedEnv: optional('expose-env', exposedFrom(env)) ?? {},
    outputDir: parsed('output-dir', folderIn(workspace)),
    dryRun: parsed('dry-run', flag),
    wait: parsed('wait', flag),
    unknownParams: parsed('unknown-params', unknownParamsMode),
    reuse: parsed('reuse', reuseMode),
    key: input('key'),
    timeout: parsed('timeout', duration),
    pollInterval: optional('poll-interval', duration),
    webhookUrl: optional('webhook-url', webhookUrl),
    summary: parsed('summary', flag),
    gallery: parsed('gallery', flag),
    comment: parsed('comment', commentMode),
    pullRequest: optional('pull-request', issueNumber),
    releaseTag: optional('release-tag', releaseTag),
    githubToken: input('github-token'),
  }
  checkTogether(inputs, untrustedEvent)
  return inputs
}

/** The input that names the file where what is asked for is written; undefined where the workflow's author wrote it. */
export function fileInput(source: Source): 'manifest' | 'params-file' | undefined {
  if (source.kind === 'manifest') return 'manifest'
  return source.kind === 'generation' && 'file' in source.params ? 'params-file' : undefined
}

/** Throws InputError for inputs that do not go together. */
function checkTogether(inputs: Inputs, untrustedEvent: string | undefined): void {
  const { source, shard: part, maxCredits, wait, dryRun, credentials } = inputs
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
  const file = fileInput(source)
  const isSpending = credentials !== undefined && !dryRun && maxCredits === undefined
  if (file !== undefined && untrustedEvent !== undefined && isSpending) {
    const waiting = wait ? '' : ' Remove `wait: false`, which excludes it.'
    throw new InputError(
      `Input \`${file}\` needs \`max-credits\` on the event ${untrustedEvent}: someone without write access may have written the file. Add the limit, like \`max-credits: 20\`.${waiting}`,
    )
  }
}
