import { tmpdir } from 'node:os'
import { resolve } from 'node:path'
import { isRecord, valueAt } from '../base/json.ts'
import { isLoopback } from '../base/url.ts'
import { proxyVariables, type ProxyVariables } from '../base/proxy.ts'
import { cacheAccessOf, type CacheAccess } from './cache-access.ts'
import type { Environment } from './environment.ts'
import { isFromFork, untrustedEvent } from './events.ts'

/** What the runner says about where the step runs. */
export interface RunContext {
  /** Absolute. */
  readonly workspace: string
  /** Absolute; emptied by the runner before every job. */
  readonly temp: string
  /** The file that takes the step's outputs; undefined where the runner names none. */
  readonly outputFile: string | undefined
  /** Where anyone may fetch the files of this commit, with a slash at the end; undefined in a private repository. */
  readonly rawFilesUrl: string | undefined
  /** The event, like `pull_request_target`, where someone without write access may have written the files of the workspace; else undefined. */
  readonly untrustedEvent: string | undefined
  /** A pull request from a fork or by Dependabot: GitHub withholds the secrets. */
  readonly withoutSecrets: boolean
  /** Undefined where GitHub offers no cache service. */
  readonly cache: CacheAccess | undefined
  /** How the network is left. */
  readonly proxies: ProxyVariables
  /** Where the step shows its results. */
  readonly repository: GitHubContext
  /** The context `github` for files, with `event` and without `token`. */
  readonly github: Readonly<Record<string, unknown>>
  /** Counts from 1. */
  readonly runAttempt: number
  readonly runId: string
  readonly identity: StepIdentity
}

/** Tells a step apart from all others of a repository, but for the jobs of one matrix. */
export interface StepIdentity {
  /** Path of the workflow file in its repository, without the ref. */
  readonly workflow: string
  readonly job: string
  readonly step: string
}

/** GitHub, as far as this run is about it. */
export interface GitHubContext {
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

/**
 * Reads `GITHUB_*` and `RUNNER_*` of an environment and the payload of its event. Never throws: what is missing has a
 * default that changes nothing.
 */
export function readContext(env: Environment, event: unknown): RunContext {
  return {
    workspace: resolve(env['GITHUB_WORKSPACE'] ?? '.'),
    temp: resolve(env['RUNNER_TEMP'] ?? tmpdir()),
    outputFile: env['GITHUB_OUTPUT'] || undefined,
    rawFilesUrl: rawFilesUrl(env, event),
    untrustedEvent: untrustedEvent(env, event),
    withoutSecrets: withoutSecrets(env, event),
    cache: cacheAccessOf(env),
    proxies: proxyVariables(env),
    repository: repositoryOf(env, event),
    github: expressionContext(env, event),
    runAttempt: Number(env['GITHUB_RUN_ATTEMPT'] ?? 1) || 1,
    runId: env['GITHUB_RUN_ID'] ?? '',
    identity: {
      workflow: (env['GITHUB_WORKFLOW_REF'] ?? env['GITHUB_WORKFLOW'] ?? '').replace(/@.*$/, ''),
      job: env['GITHUB_JOB'] ?? '',
      step: env['GITHUB_ACTION'] ?? '',
    },
  }
}

function serverUrlOf(env: Environment): string {
  return (env['GITHUB_SERVER_URL'] ?? 'https://github.com').replace(/\/+$/, '')
}

function repositoryOf(env: Environment, event: unknown): GitHubContext {
  const [owner = '', repo = ''] = (env['GITHUB_REPOSITORY'] ?? '').split('/')
  const serverUrl = serverUrlOf(env)
  const run = valueAt(event, 'workflow_run')
  const listed = valueAt(run, 'pull_requests')
  // A run of a fork may be about a pull request to another repository of the network.
  const ours = (Array.isArray(listed) ? (listed as readonly unknown[]) : []).find(
    (each) => valueAt(each, 'base', 'repo', 'id') === valueAt(event, 'repository', 'id'),
  )
  const number =
    valueAt(event, 'pull_request', 'number') ??
    (valueAt(event, 'issue', 'pull_request') === undefined
      ? undefined
      : valueAt(event, 'issue', 'number')) ??
    valueAt(ours, 'number')
  const login = valueAt(run, 'head_repository', 'owner', 'login')
  const branch = valueAt(run, 'head_branch')
  const sha =
    valueAt(event, 'pull_request', 'head', 'sha') ?? valueAt(run, 'head_sha') ?? env['GITHUB_SHA']
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

/**
 * Variables of the runner that are text properties of the context `github`. None of them is a secret. From GitHub's page
 * "Contexts reference".
 */
const textProperties = [
  'action',
  'action_path',
  'action_ref',
  'action_repository',
  'actor',
  'actor_id',
  'api_url',
  'base_ref',
  'env',
  'event_name',
  'event_path',
  'graphql_url',
  'head_ref',
  'job',
  'path',
  'ref',
  'ref_name',
  'ref_type',
  'repository',
  'repository_id',
  'repository_owner',
  'repository_owner_id',
  'retention_days',
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

/** Without `secret_source` and `action_status`, which no variable has. */
function expressionContext(env: Environment, event: unknown): RunContext['github'] {
  const properties = textProperties.flatMap((name) => {
    const value = env[`GITHUB_${name.toUpperCase()}`]
    return value === undefined ? [] : [[name, value] as const]
  })
  const repository = env['GITHUB_REPOSITORY'] ?? ''
  const host = URL.parse(serverUrlOf(env))?.host ?? 'github.com'
  return {
    ...Object.fromEntries(properties),
    ref_protected: env['GITHUB_REF_PROTECTED'] === 'true',
    ...(repository !== '' && { repositoryUrl: `git://${host}/${repository}.git` }),
    event: isRecord(event) ? event : {},
  }
}

/** Tests put the simulator's raw files here. Only loopback is taken: nothing else could lead files elsewhere. */
const rawHostSwitch = 'CREATIFY_RAW_FILES_HOST'

function rawFilesUrl(env: Environment, event: unknown): string | undefined {
  const head = valueAt(event, 'pull_request', 'head')
  const repository = head === undefined ? valueAt(event, 'repository') : valueAt(head, 'repo')
  const name = valueAt(repository, 'full_name') ?? env['GITHUB_REPOSITORY']
  const sha = valueAt(head, 'sha') ?? env['GITHUB_SHA']
  const host = rawHost(env)
  // Where the event does not tell, whether the file can be fetched tells.
  if (host === undefined || valueAt(repository, 'private') === true) return undefined
  if (typeof name !== 'string' || typeof sha !== 'string' || sha === '') return undefined
  return `${host}/${name}/${sha}/`
}

/** Files of GitHub Enterprise Server are for those who log in. */
function rawHost(env: Environment): string | undefined {
  const replaced = URL.parse(env[rawHostSwitch] ?? '')
  if (replaced && isLoopback(replaced.hostname)) return replaced.origin
  return serverUrlOf(env) === 'https://github.com' ? 'https://raw.githubusercontent.com' : undefined
}

/** Every event about a pull request from another repository, but for `pull_request_target`, which has the secrets. */
function withoutSecrets(env: Environment, event: unknown): boolean {
  if (env['GITHUB_ACTOR'] === 'dependabot[bot]') return true
  if (env['GITHUB_EVENT_NAME'] === 'pull_request_target') return false
  return isFromFork(event)
}
