import { startGitHub, type GitHubOptions, type GitHubService } from '../../simulator/github.ts'
import { lightJob, type LightOptions } from './attempts.ts'
import { checkGitHubRequests } from './openapi.ts'
import { kite } from './reading.ts'
import type { Job, Step, Transcript } from './scenario.ts'

/** A job with GitHub beside it, run for pull request 7. */
export interface HubJob extends AsyncDisposable {
  readonly job: Job
  readonly hub: GitHubService
  /**
   * Runs a step with the token: the red kite, unless `with` says otherwise. `event` is the payload, or none. Every request to GitHub
   * has to be one that GitHub describes.
   */
  run(this: void, step?: Step & { readonly event?: unknown }): Promise<Transcript>
}

/** The payload of a pull request of this repository. */
export const pullRequest = {
  pull_request: {
    number: 7,
    head: { sha: '0123456789abcdef', repo: { full_name: 'octo-org/octo-repo' } },
  },
  repository: { full_name: 'octo-org/octo-repo' },
}

/** Dispose of it at the end of the test. */
export async function hubJob(
  options: GitHubOptions = {},
  lightOptions: LightOptions = {},
): Promise<HubJob> {
  const [job, hub] = await Promise.all([
    lightJob({ seconds: 0.2, ...lightOptions }),
    startGitHub(options),
  ])
  return {
    job,
    hub,
    async run({ event = pullRequest, ...step } = {}) {
      await job.write('../event.json', JSON.stringify(event))
      const transcript = await job.run({
        ...step,
        with: { ...kite, 'github-token': hub.token, ...step.with },
        env: {
          ...hub.env,
          GITHUB_EVENT_NAME: 'pull_request',
          GITHUB_EVENT_PATH: `${job.workspace}/../event.json`,
          GITHUB_WORKFLOW_REF: 'octo-org/octo-repo/.github/workflows/art.yml@refs/pull/7/merge',
          GITHUB_JOB: 'art',
          GITHUB_ACTION: 'poster',
          ...step.env,
        },
      })
      expect(await checkGitHubRequests(hub.requests)).toEqual([])
      return transcript
    },
    async [Symbol.asyncDispose]() {
      await hub.stop()
      await job[Symbol.asyncDispose]()
    },
  }
}

/** The release that `attach` adds files to. */
export const tag = 'v1.0.0'

/** Runs a step that attaches its files to the release. */
export function attach(
  { run }: HubJob,
  inputs: Readonly<Record<string, string>> = {},
): Promise<Transcript> {
  return run({ with: { 'release-tag': tag, ...inputs } })
}
