import { setTimeout as sleep } from 'node:timers/promises'
import type { Durations } from '../base/durations.ts'
import { messageOf } from '../base/errors.ts'
import { isRecord, valueAt } from '../base/json.ts'
import { retryAfterOf, retryWait, type Failure } from '../base/retry.ts'
import type { GitHubContext } from '../inputs/context.ts'

/** GitHub does not do what is wanted. The message says why, and what to change. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
}

type Octokit = ReturnType<typeof import('@actions/github').getOctokit>

/** A permission that a job gives to its token. */
export type Permission = 'pull-requests: write' | 'contents: write'

/** GitHub's API with the token of a job, as far as this run is about it. */
export interface GitHub {
  readonly octokit: Octokit
  readonly context: GitHubContext
  readonly signal: AbortSignal
  /**
   * What `ask` resolves with. Throws Refusal, with what was being done and the permission that is missing; nothing else but
   * the reason of an aborted signal.
   */
  try<T>(this: void, doing: string, permission: Permission, ask: () => Promise<T>): Promise<T>
  /** Waits before something is done again for the so-manieth time, counted from 1. */
  pause(this: void, attempt: number): Promise<void>
}

/** What a client of GitHub is opened with. */
export interface GitHubOptions {
  /** The token of a run that may only read: of a pull request from a fork, or by Dependabot. */
  readonly withoutSecrets: boolean
  readonly durations: Durations['github']
  readonly signal: AbortSignal
}

const userAgent = 'creatify-asset-generator-action'

/** Tries of one thing, the first included. */
export const mostTries = 4

/**
 * GitHub by this token. Requests are repeated after trouble that passes: no answer, 5xx and rate limits; those that make
 * something only after rate limits, because it may be there. The client is loaded here, because few runs need it.
 */
export async function openGitHub(
  context: GitHubContext,
  token: string,
  { withoutSecrets, durations, signal }: GitHubOptions,
): Promise<GitHub> {
  if (token === '') {
    throw new Refusal(
      "The input `github-token` is empty. Remove it: the default is the job's token.",
    )
  }
  const { getOctokit } = await import('@actions/github')
  const quiet = () => undefined
  const log = { debug: quiet, info: quiet, warn: quiet, error: quiet }
  const octokit = getOctokit(token, { baseUrl: context.apiUrl, userAgent, log })
  const { request, upload, longestWait: left } = durations
  const limits = { ...durations, longestRetryAfter: left }
  octokit.hook.wrap('request', async (ask, options) => {
    const isQuery = options.method !== 'POST' || /\/graphql$/.test(options.url)
    const ms = options['data'] instanceof Blob ? upload : request
    for (let attempt = 1; ; attempt += 1) {
      signal.throwIfAborted()
      const time = AbortSignal.any([signal, AbortSignal.timeout(ms)])
      try {
        return await ask({ ...options, request: { ...options.request, signal: time } })
      } catch (error) {
        const kind = isQuery ? 'read' : 'create'
        const failure = failureOf(error, left)
        const wait = retryWait(failure, { kind, attempt, left }, limits, Math.random())
        if (attempt === mostTries || wait === undefined) throw error
        await sleep(wait, undefined, { signal })
      }
    }
  })
  return {
    octokit,
    context,
    signal,
    async try(doing, permission, ask) {
      signal.throwIfAborted()
      try {
        return await ask()
      } catch (error) {
        signal.throwIfAborted()
        throw new Refusal(explain(error, { doing, permission, withoutSecrets }))
      }
    },
    async pause(attempt) {
      const { firstBackoff, longestBackoff } = durations
      const longest = Math.min(longestBackoff, firstBackoff * 2 ** attempt)
      await sleep(longest * Math.random(), undefined, { signal })
    },
  }
}

/** GitHub tells rate limits with 403 too, and until when in headers of its own. `longestWait`: more is given up. */
function failureOf(error: unknown, longestWait: number): Failure {
  const status = statusOf(error)
  const given = valueAt(error, 'response', 'headers')
  const headers = new Headers(
    Object.entries(isRecord(given) ? given : {}).map(([name, value]) => [name, String(value)]),
  )
  const now = Date.now()
  const reset = Number(headers.get('x-ratelimit-reset')) * 1000 - now
  const isOver = headers.get('x-ratelimit-remaining') === '0' && reset > 0
  const retryAfter = retryAfterOf(headers, now) ?? (isOver ? reset : undefined)
  return {
    status: status === 403 && retryAfter !== undefined ? 429 : status,
    reachedServer: true,
    isReadable: true,
    isPermanent: (retryAfter ?? 0) > longestWait,
    retryAfter,
  }
}

/** The status of an answer that says no; undefined where there is none. */
export function statusOf(error: unknown): number | undefined {
  const status = isRecord(error) ? error['status'] : undefined
  return typeof status === 'number' ? status : undefined
}

/** What a request resolves with; undefined where GitHub knows no such thing. */
export async function unlessMissing<T>(request: Promise<T>): Promise<T | undefined> {
  return request.catch((error: unknown) => {
    if (statusOf(error) === 404) return undefined
    throw error
  })
}

function explain(
  error: unknown,
  {
    doing,
    permission,
    withoutSecrets,
  }: {
    readonly doing: string
    readonly permission: Permission
    readonly withoutSecrets: boolean
  },
): string {
  const status = statusOf(error)
  const message = messageOf(error).replace(/ - https:\/\/docs\.github\.com\S*/, '')
  const otherReason = /rate limit|locked/i.test(message)
  const forbidden = status === 403 || /not accessible by/i.test(message)
  if (forbidden && !otherReason) {
    const needed =
      permission === 'contents: write'
        ? `\`${permission}\``
        : `\`contents: read\` and \`${permission}\``
    const advice = withoutSecrets
      ? 'This run is for a pull request from a fork or by Dependabot, whose token may only read.'
      : `Add \`permissions:\` with ${needed} to the job.`
    return `GitHub does not let this token ${doing} (${message}). ${advice}`
  }
  if (status === 401) {
    return `GitHub does not accept the token in \`github-token\`, so it cannot ${doing} (${message}).`
  }
  return `GitHub could not ${doing} (${status === undefined ? '' : `${status}: `}${message}).`
}
