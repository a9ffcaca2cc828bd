import { randomBytes } from 'node:crypto'
import { Faults, type Fault } from './faults.ts'
import { json, withHeaders, type Answer, type RecordedRequest } from './messages.ts'
import { isRecord } from './params.ts'
import { pageSize, ReleaseShelf, type Release, type ReleaseOptions } from './releases.ts'
import { listen } from './server.ts'

export type { Release, ReleaseAsset } from './releases.ts'

/** What the action asks of GitHub; `user` is what it must not ask. */
export type GitHubRoute =
  | 'user'
  | 'graphql'
  | 'pulls'
  | 'create comment'
  | 'update comment'
  | 'release by tag'
  | 'releases'
  | 'release assets'
  | 'upload'
  | 'delete asset'

/** A comment on a pull request. */
export interface Comment {
  readonly id: number
  /** A login, as GitHub shows it. */
  readonly author: string
  body: string
  readonly pullRequest: number
  readonly html_url: string
}

/** How one GitHub differs from the ordinary one. */
export interface GitHubOptions {
  /** Of pull request 7, oldest first. */
  readonly comments?: readonly Pick<Comment, 'author' | 'body'>[]
  readonly releases?: readonly ReleaseOptions[]
  /** What the token may do; default all of it. */
  readonly permissions?: { readonly pullRequests?: 'read'; readonly contents?: 'read' }
  /** Comments and uploads in any 60 s before the next is refused; default 80, as GitHub documents. */
  readonly contentPerMinute?: number
}

/** GitHub's API at one origin, with one repository, as an Actions token of it sees it. */
export interface GitHubService {
  readonly token: string
  /** What the runner would set. */
  readonly env: Readonly<Record<string, string>>
  /** Oldest first. */
  readonly comments: readonly Comment[]
  /** In the order given. */
  readonly releases: readonly Release[]
  readonly requests: readonly RecordedRequest<GitHubRoute>[]
  fault(...faults: Fault<GitHubRoute>[]): void
  stop(): Promise<void>
}

const repository = 'octo-org/octo-repo'
const self = 'github-actions[bot]'
const pull = { number: 7, head: 'octo-org:feature' }
const repoPath = `/repos/${repository}`
const minuteMs = 60_000
/** As real ones, too large for a 32-bit number. */
const firstComment = 3_000_000_001
const largestUpload = 256 * 1024 * 1024

/** By method and path; the first that fits. */
const routes: readonly (readonly [GitHubRoute, string, RegExp])[] = [
  ['user', 'GET', /^\/user$/],
  ['graphql', 'POST', /^\/graphql$/],
  ['pulls', 'GET', new RegExp(`^${repoPath}/pulls$`)],
  ['create comment', 'POST', new RegExp(`^${repoPath}/issues/(\\d+)/comments$`)],
  ['update comment', 'PATCH', new RegExp(`^${repoPath}/issues/comments/(\\d+)$`)],
  ['release by tag', 'GET', new RegExp(`^${repoPath}/releases/tags/([^/]+)$`)],
  ['releases', 'GET', new RegExp(`^${repoPath}/releases$`)],
  ['release assets', 'GET', new RegExp(`^${repoPath}/releases/(\\d+)/assets$`)],
  ['upload', 'POST', new RegExp(`^${repoPath}/releases/(\\d+)/assets$`)],
  ['delete asset', 'DELETE', new RegExp(`^${repoPath}/releases/assets/(\\d+)$`)],
]

/** What a route is asked with. */
interface Asked {
  readonly path: string
  /** What the path names: a number, or a tag. */
  readonly named: string
  readonly query: URLSearchParams
  readonly body: unknown
  readonly bytes: Buffer
  readonly headers: RecordedRequest['headers']
}

function found(method: string, path: string) {
  const { pathname, searchParams } = new URL(path, 'http://127.0.0.1')
  for (const [route, verb, pattern] of routes) {
    const match = verb === method ? pattern.exec(pathname) : null
    if (match) return { route, named: decodeURIComponent(match[1] ?? ''), query: searchParams }
  }
  return undefined
}

/** Listens on the loopback interface until `stop` is called; many run in one process. */
export async function startGitHub(options: GitHubOptions = {}): Promise<GitHubService> {
  const { permissions = {}, contentPerMinute = 80 } = options
  // Long, so that no text holds it by chance.
  const token = `ghs_${randomBytes(24).toString('hex')}`
  const faults = new Faults<GitHubRoute>()
  const requests: RecordedRequest<GitHubRoute>[] = []
  const comments: Comment[] = []
  const write = (author: string, body: string): Comment => {
    const id = firstComment + comments.length
    const html_url = `https://github.com/${repository}/pull/${pull.number}#issuecomment-${id}`
    const comment = { id, author, body, pullRequest: pull.number, html_url }
    comments.push(comment)
    return comment
  }
  for (const { author, body } of options.comments ?? []) write(author, body)
  const shelf = new ReleaseShelf(repository, options.releases ?? [], () => origin)
  let written: number[] = []

  /** GitHub's limit for requests that make content, told with 403. */
  const limited = (): Answer | undefined => {
    const now = performance.now()
    written = written.filter((at) => now - at < minuteMs)
    if (written.length < contentPerMinute) {
      written.push(now)
      return undefined
    }
    const wait = Math.ceil(((written[0] ?? now) + minuteMs - now) / 1000)
    const refused = json(403, { message: 'You have exceeded a secondary rate limit.' })
    return { ...refused, headers: { ...refused.headers, 'retry-after': String(wait) } }
  }

  /** GitHub names the page after this one in a header. A full page has one. */
  const linked = (answer: Answer, path: string, query: URLSearchParams): Answer => {
    const items: unknown = JSON.parse(
      Buffer.isBuffer(answer.body) ? answer.body.toString() : 'null',
    )
    const isFull = Array.isArray(items) && items.length === pageSize(query)
    if (!isFull) return answer
    const next = new URL(path, origin)
    next.searchParams.set('page', String(Number(query.get('page') ?? 1) + 1))
    return withHeaders(answer, { link: `<${next.href}>; rel="next"` })
  }

  const work: Readonly<Record<GitHubRoute, (asked: Asked) => Answer>> = {
    user: () => forbidden,
    graphql: ({ body }) => commentsPage(body, comments),
    pulls: ({ query }) =>
      json(200, query.get('head') === pull.head ? [{ number: pull.number, state: 'open' }] : []),
    'create comment': ({ named, body }) => {
      if (Number(named) !== pull.number) return notFound
      const text = textOf(body)
      return text === undefined
        ? unprocessable('body')
        : (limited() ?? json(201, write(self, text)))
    },
    'update comment': ({ named, body }) => {
      const comment = comments.find(({ id }) => id === Number(named))
      const text = textOf(body)
      if (comment === undefined) return notFound
      if (text === undefined) return unprocessable('body')
      comment.body = text
      return json(200, comment)
    },
    'release by tag': ({ named }) => shelf.byTag(named),
    releases: ({ path, query }) => linked(shelf.list(query), path, query),
    'release assets': ({ named, path, query }) =>
      linked(shelf.assets(Number(named), query), path, query),
    upload: ({ named, query, bytes, headers }) =>
      limited() ?? shelf.upload(Number(named), query.get('name') ?? '', bytes, headers),
    'delete asset': ({ named }) => shelf.remove(Number(named)),
  }

  function answer(request: RecordedRequest<GitHubRoute>, bytes: Buffer): Answer {
    const { method, path, body, headers } = request
    if (headers.authorization !== `token ${token}` && headers.authorization !== `Bearer ${token}`) {
      return json(401, { message: 'Bad credentials' })
    }
    const asked = found(method, path)
    if (asked === undefined) return notFound
    const { route } = asked
    const kept = /comment$/.test(route) ? permissions.pullRequests : permissions.contents
    const writes = method !== 'GET' && route !== 'graphql'
    if (writes && kept === 'read') return forbidden
    return work[route]({ ...asked, path, body, bytes, headers })
  }

  const server = await listen<GitHubRoute>({
    name: 'github',
    port: 0,
    tls: undefined,
    faults,
    clockSkewMs: 0,
    requests,
    largestBody: largestUpload,
    routeOf: (method, path) => found(method, path)?.route,
    work: answer,
    onEnd: () => undefined,
  })
  const origin = `http://127.0.0.1:${server.port}`

  return {
    token,
    env: {
      GITHUB_API_URL: origin,
      GITHUB_GRAPHQL_URL: `${origin}/graphql`,
      GITHUB_REPOSITORY: repository,
    },
    comments,
    releases: shelf.releases,
    requests,
    fault(...added) {
      faults.add(...added)
    },
    stop: async () => server.close(),
  }
}

const notFound = json(404, { message: 'Not Found' })
const forbidden = json(403, { message: 'Resource not accessible by integration' })

function unprocessable(field: string): Answer {
  const errors = [{ resource: 'IssueComment', code: 'invalid', field }]
  return json(422, { message: 'Validation Failed', errors })
}

const longestComment = 65_536

function textOf(body: unknown): string | undefined {
  const text = isRecord(body) ? body['body'] : undefined
  return typeof text === 'string' && text !== '' && text.length <= longestComment ? text : undefined
}

/**
 * The one query of the action: comments of a pull request, a page at a time, and whether the token's owner wrote them. The
 * text of the query is not read; the tests check it against GitHub's schema.
 */
function commentsPage(body: unknown, all: readonly Comment[]): Answer {
  const variables = isRecord(body) && isRecord(body['variables']) ? body['variables'] : {}
  const { number, after } = variables
  if (number !== pull.number) {
    const message = `Could not resolve to a PullRequest with the number of ${String(number)}.`
    const path = ['repository', 'pullRequest']
    return json(200, {
      data: { repository: { pullRequest: null } },
      errors: [{ type: 'NOT_FOUND', path, message }],
    })
  }
  const from = typeof after === 'string' ? Number(Buffer.from(after, 'base64').toString()) : 0
  const page = all.slice(from, from + 100)
  const end = from + page.length
  const comments = {
    nodes: page.map(({ id, body: text, author }) => ({
      fullDatabaseId: String(id),
      body: text,
      viewerDidAuthor: author === self,
    })),
    pageInfo: {
      hasNextPage: end < all.length,
      endCursor: page.length === 0 ? null : Buffer.from(String(end)).toString('base64'),
    },
  }
  return json(200, { data: { repository: { pullRequest: { comments } } } })
}
