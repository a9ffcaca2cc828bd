import { listOf, valueAt } from '../base/json.ts'
import { mostTries, Refusal, statusOf, type GitHub } from './github.ts'

const permission = 'pull-requests: write'

/**
 * The pull request that this run is about: the one asked for, the event's, or the one of the run that a `workflow_run` event
 * is about, which is not told those of forks. Undefined where there is none. Throws Refusal.
 */
export async function pullRequestOf(
  github: GitHub,
  asked: number | undefined,
): Promise<number | undefined> {
  const { octokit, context } = github
  const { head, owner, repo } = context
  const known = asked ?? context.pullRequest
  if (known !== undefined || head === undefined) return known
  const { data } = await github.try('read pull requests', permission, async () =>
    octokit.rest.pulls.list({ owner, repo, head, state: 'open', per_page: 1 }),
  )
  return data[0]?.number
}

/**
 * Creates the comment of a pull request that has the marker, or updates it. `write` makes its text of what it says now;
 * undefined where there is none. Resolves with its URL. Throws Refusal.
 */
export async function keepComment(
  github: GitHub,
  pullRequest: number,
  marker: string,
  write: (now: string | undefined) => string,
): Promise<string> {
  const { octokit, context } = github
  const { owner, repo } = context
  const doing = 'comment on the pull request'
  for (let attempt = 1; ; attempt += 1) {
    const own = await ownComment(github, pullRequest, marker)
    const body = write(own?.body)
    if (own) {
      const { data } = await github.try(doing, permission, async () =>
        octokit.rest.issues.updateComment({ owner, repo, comment_id: own.id, body }),
      )
      return data.html_url
    }
    const created = await github.try(doing, permission, async () =>
      octokit.rest.issues
        .createComment({ owner, repo, issue_number: pullRequest, body })
        .catch((error: unknown) => {
          // Its answer may be lost and the comment there: it is looked for before it is written again.
          if (attempt < mostTries && (statusOf(error) ?? 0) >= 500) return undefined
          throw error
        }),
    )
    if (created) return created.data.html_url
    await github.pause(attempt)
  }
}

/** Whether the token's owner wrote a comment is asked of GraphQL: an Actions token may not ask who it is. */
const ownComments = `
  query ($owner: String!, $repo: String!, $number: Int!, $after: String) {
    repository(owner: $owner, name: $repo) {
      pullRequest(number: $number) {
        comments(first: 100, after: $after) {
          nodes { fullDatabaseId body viewerDidAuthor }
          pageInfo { hasNextPage endCursor }
        }
      }
    }
  }`

const mostPages = 100

interface OwnComment {
  readonly id: number
  readonly body: string
}

async function ownComment(
  github: GitHub,
  number: number,
  marker: string,
): Promise<OwnComment | undefined> {
  const { octokit, context } = github
  const { owner, repo } = context
  const doing = 'read the comments of the pull request'
  let after: string | null = null
  for (let page = 0; page < mostPages; page += 1) {
    const variables: Record<string, unknown> = { owner, repo, number, after }
    const answer = await github.try(doing, permission, async () =>
      octokit.graphql(ownComments, variables).catch((error: unknown) => {
        if (isUnknown(error)) return undefined
        throw error
      }),
    )
    const comments = valueAt(answer, 'repository', 'pullRequest', 'comments')
    if (comments === undefined) {
      throw new Refusal(`There is no pull request #${number}. Correct the input \`pull-request\`.`)
    }
    for (const node of listOf(valueAt(comments, 'nodes'))) {
      // A BigInt, which GitHub writes as text: newer ids do not fit `databaseId`.
      const [id, body] = [Number(valueAt(node, 'fullDatabaseId')), valueAt(node, 'body')]
      const isOwn = valueAt(node, 'viewerDidAuthor') === true
      if (isOwn && Number.isSafeInteger(id) && typeof body === 'string' && body.startsWith(marker))
        return { id, body }
    }
    const cursor = valueAt(comments, 'pageInfo', 'endCursor')
    if (valueAt(comments, 'pageInfo', 'hasNextPage') !== true || typeof cursor !== 'string') break
    after = cursor
  }
  return undefined
}

/** GraphQL's way of saying 404. */
function isUnknown(error: unknown): boolean {
  return listOf(valueAt(error, 'errors')).some((each) => valueAt(each, 'type') === 'NOT_FOUND')
}
