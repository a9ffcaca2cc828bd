import { openAsBlob } from 'node:fs'
import { basename } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isRecord, valueAt } from '../base/json.ts'
import { messageOf } from '../base/errors.ts'
import type { GitHubContext } from '../inputs/context.ts'
import { pluralize } from '../base/text.ts'

/** GitHub does not do what is wanted. The message says why, and what to change. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
}

/** A file for a release. */
export interface Attachment {
  /** Absolute. */
  readonly file: string
  /** As people know it: relative to the workspace. */
  readonly path: string
  readonly mediaType: string
}

/** Where results are shown. Every method throws Refusal, and nothing else but the reason of an aborted signal. */
export interface GitHub {
  /** The pull request that this run is about, if there is one. */
  pullRequest(asked: number | undefined): Promise<number | undefined>
  /** Creates the comment, or updates the one of the same author that has the marker. Resolves with its URL. */
  comment(pullRequest: number, marker: string, body: string): Promise<string>
  /**
   * Attaches files to a release, replacing those of the same name. Resolves with their URLs by path, and, where it did not
   * get through all of them, with why.
   */
  attach(tag: string, files: readonly Attachment[]): Promise<Attached>
}

/** What became of files for a release. */
export interface Attached {
  readonly urls: ReadonlyMap<string, string>
  readonly problem: string | undefined
}

type Octokit = ReturnType<typeof import('@actions/github').getOctokit>

const userAgent = 'creatify-asset-generator-action'
const requestTime = 30_000
const uploadTime = 600_000

/** GitHub by this token. The client is loaded here, because few runs need it. */
export async function openGitHub(
  hub: GitHubContext,
  token: string,
  { withoutSecrets, signal }: { readonly withoutSecrets: boolean; readonly signal: AbortSignal },
): Promise<GitHub> {
  if (token === '') {
    throw new Refusal(
      "The input `github-token` is empty. Remove it: the default is the job's token.",
    )
  }
  const { getOctokit } = await import('@actions/github')
  const quiet = () => undefined
  const log = { debug: quiet, info: quiet, warn: quiet, error: quiet }
  const octokit = getOctokit(token, { baseUrl: hub.apiUrl, userAgent, log })
  // Not a hook before it: calls without options of their own share one object, and would share the first one's time.
  octokit.hook.wrap('request', async (ask, options) => {
    const { signal: own } = options.request as { readonly signal?: AbortSignal }
    const time = own ?? AbortSignal.any([signal, AbortSignal.timeout(requestTime)])
    return ask({ ...options, request: { ...options.request, signal: time } })
  })
  const asking: Asking = { octokit, hub, withoutSecrets, signal }
  return {
    pullRequest: async (asked) => asked ?? hub.pullRequest ?? pullRequestOf(asking),
    comment: async (pullRequest, marker, body) => comment(asking, pullRequest, marker, body),
    attach: async (tag, files) => attach(asking, tag, files),
  }
}

interface Asking {
  readonly octokit: Octokit
  readonly hub: GitHubContext
  readonly withoutSecrets: boolean
  readonly signal: AbortSignal
}

/** A run that was started by another one is not told the pull requests of forks. */
async function pullRequestOf(asking: Asking): Promise<number | undefined> {
  const { octokit, hub } = asking
  const { head, owner, repo } = hub
  if (head === undefined) return undefined
  const { data } = await patiently(asking, 'read pull requests', pulls, async () =>
    octokit.rest.pulls.list({ owner, repo, head, state: 'open', per_page: 1 }),
  )
  return data[0]?.number
}

const pulls = 'pull-requests: write'
const contents = 'contents: write'

async function comment(
  asking: Asking,
  pullRequest: number,
  marker: string,
  body: string,
): Promise<string> {
  const { octokit, hub } = asking
  const { owner, repo } = hub
  const doing = 'comment on the pull request'
  for (let attempt = 1; ; attempt += 1) {
    const mine = await ownComment(asking, pullRequest, marker)
    if (mine !== undefined) {
      const { data } = await patiently(asking, doing, pulls, async () =>
        octokit.rest.issues.updateComment({ owner, repo, comment_id: mine, body }),
      )
      return data.html_url
    }
    const created = await patiently(
      asking,
      doing,
      pulls,
      async () =>
        octokit.rest.issues
          .createComment({ owner, repo, issue_number: pullRequest, body })
          .catch((error: unknown) => {
            // Its answer may be lost and the comment there: it is looked for before it is written again.
            if (attempt < mostTries && (statusOf(error) ?? 0) >= 500) return undefined
            throw error
          }),
      { again: isRefused },
    )
    if (created) return created.data.html_url
    await pause(asking, attempt)
  }
}

/** Whether the token's owner wrote a comment is asked of GraphQL: an Actions token may not ask who it is. */
const ownComments = `
  query ($owner: String!, $repo: String!, $number: Int!, $after: String) {
    repository(owner: $owner, name: $repo) {
      pullRequest(number: $number) {
        comments(first: 100, after: $after) {
          nodes { databaseId body viewerDidAuthor }
          pageInfo { hasNextPage endCursor }
        }
      }
    }
  }`

const mostPages = 100

async function ownComment(
  asking: Asking,
  number: number,
  marker: string,
): Promise<number | undefined> {
  const { octokit, hub } = asking
  const { owner, repo } = hub
  let after: string | null = null
  for (let page = 0; page < mostPages; page += 1) {
    const variables: Record<string, unknown> = { owner, repo, number, after }
    const answer = await patiently(
      asking,
      'read the comments of the pull request',
      pulls,
      async () =>
        octokit.graphql(ownComments, variables).catch((error: unknown) => {
          if (isUnknown(error)) return undefined
          throw error
        }),
    )
    const comments = valueAt(answer, 'repository', 'pullRequest', 'comments')
    const nodes = valueAt(comments, 'nodes')
    if (!Array.isArray(nodes)) {
      throw new Refusal(`There is no pull request #${number}. Correct the input \`pull-request\`.`)
    }
    for (const node of nodes as readonly unknown[]) {
      const [id, body] = [valueAt(node, 'databaseId'), valueAt(node, 'body')]
      const isOwn = valueAt(node, 'viewerDidAuthor') === true
      if (isOwn && typeof id === 'number' && typeof body === 'string' && body.startsWith(marker)) {
        return id
      }
    }
    const cursor = valueAt(comments, 'pageInfo', 'endCursor')
    if (valueAt(comments, 'pageInfo', 'hasNextPage') !== true || typeof cursor !== 'string') break
    after = cursor
  }
  return undefined
}

/** GraphQL's way of saying 404. */
function isUnknown(error: unknown): boolean {
  const errors = valueAt(error, 'errors')
  return Array.isArray(errors) && errors.some((each) => valueAt(each, 'type') === 'NOT_FOUND')
}

/** What we need of a release. */
interface Release {
  readonly id: number
  readonly tag_name: string
  readonly draft: boolean
  readonly immutable?: boolean | undefined
  readonly upload_url: string
}

async function attach(
  asking: Asking,
  tag: string,
  files: readonly Attachment[],
): Promise<Attached> {
  const release = await releaseOf(asking, tag)
  if (release.immutable === true && !release.draft) {
    throw new Refusal(
      `The release ${tag} is immutable: it takes files only as a draft. Attach them before it is published.`,
    )
  }
  const urls = new Map<string, string>()
  const before = await assetsOf(asking, release)
  for (const file of files) {
    try {
      await removeAsset(asking, before.get(basename(file.path)))
      urls.set(file.path, await upload(asking, release, file))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const left = files.length - urls.size
      const rest =
        left > 1
          ? ` ${pluralize(left - 1, 'more file')} ${left > 2 ? 'were' : 'was'} not tried.`
          : ''
      return { urls, problem: `${file.path}: ${error.message}${rest}` }
    }
  }
  return { urls, problem: undefined }
}

async function releaseOf(asking: Asking, tag: string): Promise<Release> {
  const { octokit, hub } = asking
  const { owner, repo } = hub
  const doing = 'read the release'
  const published = await patiently(asking, doing, contents, async () =>
    octokit.rest.repos.getReleaseByTag({ owner, repo, tag }).catch((error: unknown) => {
      if (statusOf(error) === 404) return undefined
      throw error
    }),
  )
  if (published) return published.data
  // By its tag a draft is not found.
  for (let page = 1; page <= mostPages; page += 1) {
    const { data } = await patiently(asking, doing, contents, async () =>
      octokit.rest.repos.listReleases({ owner, repo, per_page: 100, page }),
    )
    const draft = data.find((each) => each.tag_name === tag)
    if (draft) return draft
    if (data.length < 100) break
  }
  throw new Refusal(
    `There is no release with the tag ${tag}, or this token may not see it as a draft. Create it first, like \`gh release create ${tag} --draft\`, and give the job \`permissions: contents: write\`.`,
  )
}

const mostUploads = 4

/** Resolves with the URL that stays. */
async function upload(asking: Asking, release: Release, file: Attachment): Promise<string> {
  const { octokit, hub } = asking
  const name = basename(file.path)
  const doing = `attach ${name} to the release`
  for (let attempt = 1; ; attempt += 1) {
    const data = await openAsBlob(file.file)
    const answer: unknown = await patiently(asking, doing, contents, async () =>
      octokit
        .request({
          method: 'POST',
          url: release.upload_url,
          name,
          data,
          headers: { 'content-type': file.mediaType },
          request: { signal: AbortSignal.any([asking.signal, AbortSignal.timeout(uploadTime)]) },
        })
        .then((answered) => answered.data as unknown)
        .catch((error: unknown) => {
          // What came of it is a leftover, or the file: either way it is in the way of the next try.
          if (attempt < mostUploads && ((statusOf(error) ?? 0) >= 500 || exists(error))) {
            return undefined
          }
          throw error
        }),
    )
    const url = valueAt(answer, 'browser_download_url')
    if (typeof url === 'string') {
      const final = valueAt(answer, 'name')
      const shown = encodeURIComponent(typeof final === 'string' ? final : name)
      // A draft's URL changes when it is published.
      return release.draft
        ? `${hub.serverUrl}/${hub.owner}/${hub.repo}/releases/download/${encodeURIComponent(release.tag_name)}/${shown}`
        : url
    }
    if (attempt >= mostUploads)
      throw new Refusal(`GitHub's answer to an upload was not understood. Re-run the job.`)
    await pause(asking, attempt)
    await removeAsset(asking, (await assetsOf(asking, release)).get(name))
  }
}

function exists(error: unknown): boolean {
  const errors = valueAt(error, 'response', 'data', 'errors')
  return (
    statusOf(error) === 422 &&
    Array.isArray(errors) &&
    errors.some((each) => valueAt(each, 'code') === 'already_exists')
  )
}

/** The ids of a release's files by name: older ones, and what broken uploads left. */
async function assetsOf(asking: Asking, { id }: Release): Promise<ReadonlyMap<string, number>> {
  const { octokit, hub } = asking
  const { owner, repo } = hub
  const ids = new Map<string, number>()
  for (let page = 1; page <= mostPages; page += 1) {
    const { data } = await patiently(asking, 'read the files of the release', contents, async () =>
      octokit.rest.repos.listReleaseAssets({ owner, repo, release_id: id, per_page: 100, page }),
    )
    for (const asset of data) ids.set(asset.name, asset.id)
    if (data.length < 100) break
  }
  return ids
}

async function removeAsset(asking: Asking, id: number | undefined): Promise<void> {
  if (id === undefined) return
  const { octokit, hub } = asking
  const { owner, repo } = hub
  await patiently(asking, 'replace a file of the release', contents, async () =>
    octokit.rest.repos.deleteReleaseAsset({ owner, repo, asset_id: id }).catch((error: unknown) => {
      if (statusOf(error) === 404) return undefined
      throw error
    }),
  )
}

const mostTries = 4
const longestWait = 60_000

/**
 * Asks, and again after trouble that passes: no answer, 5xx, and rate limits that end within a minute; where `again` is
 * given, only after what it is true for. Throws Refusal with what was being done, and the permission that is missing.
 */
async function patiently<T>(
  asking: Asking,
  doing: string,
  permission: string,
  ask: () => Promise<T>,
  { again = () => true }: { readonly again?: (error: unknown) => boolean } = {},
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    asking.signal.throwIfAborted()
    try {
      return await ask()
    } catch (error) {
      const wait = waitAfter(error, attempt)
      if (attempt === mostTries || wait === undefined || wait > longestWait || !again(error)) {
        throw new Refusal(sentence(error, doing, permission, asking))
      }
      await sleep(wait, undefined, { signal: asking.signal })
    }
  }
}

/** True when GitHub said no, so that nothing came of it. */
function isRefused(error: unknown): boolean {
  return (statusOf(error) ?? 500) < 500
}

/** Milliseconds; undefined when asking again is of no use. */
function waitAfter(error: unknown, attempt: number): number | undefined {
  const status = statusOf(error)
  const headers = valueAt(error, 'response', 'headers')
  const after = Number(valueAt(headers, 'retry-after'))
  if (status === 429 || status === 403) {
    if (after > 0) return after * 1000
    if (String(valueAt(headers, 'x-ratelimit-remaining')) !== '0') return undefined
    return Math.max(1000, Number(valueAt(headers, 'x-ratelimit-reset')) * 1000 - Date.now())
  }
  return status !== undefined && status >= 500 ? delay(attempt) : undefined
}

function delay(attempt: number): number {
  return 1000 * 2 ** (attempt - 1) * (0.5 + Math.random() / 2)
}

async function pause({ signal }: Asking, attempt: number): Promise<void> {
  await sleep(delay(attempt), undefined, { signal })
}

function statusOf(error: unknown): number | undefined {
  const status = isRecord(error) ? error['status'] : undefined
  return typeof status === 'number' ? status : undefined
}

function sentence(
  error: unknown,
  doing: string,
  permission: string,
  { withoutSecrets }: Asking,
): string {
  const status = statusOf(error)
  const message = messageOf(error).replace(/ - https:\/\/docs\.github\.com\S*/, '')
  const otherReason = /rate limit|locked/i.test(message)
  const forbidden = status === 403 || /not accessible by/i.test(message)
  if (forbidden && !otherReason) {
    const needed =
      permission === contents ? `\`${contents}\`` : `\`contents: read\` and \`${permission}\``
    const cure = withoutSecrets
      ? 'This run is for a pull request from a fork or by Dependabot, whose token may only read.'
      : `Add \`permissions:\` with ${needed} to the job.`
    return `GitHub does not let this token ${doing} (${message}). ${cure}`
  }
  if (status === 401) {
    return `GitHub does not accept the token in \`github-token\`, so it cannot ${doing} (${message}).`
  }
  return `GitHub could not ${doing} (${status === undefined ? '' : `${status}: `}${message}).`
}
