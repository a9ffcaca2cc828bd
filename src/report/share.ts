import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { messageOf } from '../base/errors.ts'
import type { Durations } from '../base/durations.ts'
import { changedSince, readState, shownIn, stateOf } from './comment-state.ts'
import { keepComment, pullRequestOf } from './github-comments.ts'
import { attachFiles, type Attachment } from './github-releases.ts'
import { openGitHub, type GitHub } from './github.ts'
import type { Inputs } from '../inputs/inputs.ts'
import type { GitHubContext, RunContext, StepIdentity } from '../inputs/context.ts'
import type { Log } from '../base/log.ts'
import { code, safeUrl } from './markdown.ts'
import type { Report } from './report.ts'
import { commentOf } from './summary.ts'

/** What sharing needs to know of the step. */
interface Sharing {
  readonly inputs: Pick<Inputs, 'comment' | 'releaseTag' | 'githubToken' | 'pullRequest' | 'key'>
  readonly context: Pick<RunContext, 'workspace' | 'withoutSecrets' | 'repository' | 'identity'>
  readonly durations: Durations['github']
  readonly log: Log
  readonly signal: AbortSignal
}

/**
 * Attaches the files to the release and keeps the comment up to date, as the inputs say. Resolves with the report and where
 * that is to be seen. What GitHub refuses is a warning: the files are safe. Never rejects.
 */
export async function share(report: Report, sharing: Sharing): Promise<Report> {
  const { inputs, context, durations, log, signal } = sharing
  const { comment, releaseTag, githubToken } = inputs
  const nothing = report.results.length + report.findings.length + report.valid.length === 0
  if ((!comment && releaseTag === undefined) || nothing || report.models || signal.aborted) {
    return report
  }
  const { withoutSecrets } = context
  return log.group('Show the results on GitHub', async () => {
    const warn = (error: unknown) => {
      if (!signal.aborted) log.warning(`${messageOf(error)} The files are safe.`)
    }
    let shared = report
    try {
      const github = await openGitHub(context.repository, githubToken, {
        withoutSecrets,
        durations,
        signal,
      })
      if (releaseTag !== undefined) {
        shared = await attached(shared, releaseTag, github, sharing).catch((error: unknown) => {
          warn(error)
          return report
        })
      }
      if (comment) shared = await commented(shared, github, sharing)
    } catch (error) {
      warn(error)
    }
    return shared
  })
}

async function attached(
  report: Report,
  tag: string,
  github: GitHub,
  { context, log }: Sharing,
): Promise<Report> {
  const files = report.results
    .flatMap(({ assets }) => assets)
    .flatMap(({ path, media_type: mediaType }): Attachment[] =>
      path === null
        ? []
        : [
            {
              path,
              file: join(context.workspace, path),
              mediaType: mediaType ?? 'application/octet-stream',
            },
          ],
    )
  if (files.length === 0) return report
  const { urls, problem } = await attachFiles(github, tag, files)
  for (const [path, url] of urls) log.info(`${path}: ${url}`)
  if (problem !== undefined) log.warning(`${problem} The files are safe in the workspace.`)
  return { ...report, released: urls }
}

async function commented(
  report: Report,
  github: GitHub,
  { inputs, context, log }: Sharing,
): Promise<Report> {
  const number = await pullRequestOf(github, inputs.pullRequest)
  if (number === undefined) {
    log.info('There is no pull request to comment on. The input `pull-request` can name one.')
    return report
  }
  const marker = markerOf(inputs.key, context.identity, context.repository)
  const withParams = inputs.comment !== 'without-params'
  const pictures = shownIn(report)
  const write = (now = '') =>
    commentOf(report, {
      marker: pictures.length === 0 ? marker : `${marker}\n${stateOf(pictures)}`,
      job: context.identity.job,
      withParams,
      before: changedSince(readState(now, marker), pictures),
      footer: footerOf(context.repository),
    })
  const commentUrl = await keepComment(github, number, marker, write)
  log.info(`Comment: ${commentUrl}`)
  return { ...report, commentUrl }
}

/** One comment per pull request of this repository, workflow, job, step and key. */
function markerOf(
  key: string,
  { workflow, job, step }: StepIdentity,
  { owner, repo }: Pick<GitHubContext, 'owner' | 'repo'>,
): string {
  const repository = `${owner}/${repo}`.toLowerCase()
  const identity = JSON.stringify([repository, workflow, job, step, key])
  const id = createHash('sha256').update(identity).digest('hex').slice(0, 32)
  return `<!-- creatify-asset-generator ${id} -->`
}

function footerOf({ sha, runUrl }: GitHubContext): string {
  const run = safeUrl(runUrl)
  const commit = sha === '' ? '' : `Commit ${code(sha.slice(0, 7))}`
  const link = run === undefined ? '' : `<a href="${run}">the run that made this</a>`
  return `<sub>${[commit, link].filter((part) => part !== '').join(' · ')}</sub>`
}
