import { openAsBlob } from 'node:fs'
import { basename } from 'node:path'
import { listOf, valueAt } from '../base/json.ts'
import { pluralize } from '../base/text.ts'
import { mostTries, Refusal, statusOf, unlessMissing, type GitHub } from './github.ts'

/** A file for a release. */
export interface Attachment {
  /** Absolute. */
  readonly file: string
  /** As people know it: relative to the workspace. */
  readonly path: string
  readonly mediaType: string
}

/** What became of files for a release. */
export interface Attached {
  readonly urls: ReadonlyMap<string, string>
  readonly problem: string | undefined
}

/** What we need of a release. */
interface Release {
  readonly id: number
  readonly tag_name: string
  readonly draft: boolean
  readonly immutable?: boolean | undefined
  readonly upload_url: string
}

const permission = 'contents: write'

/**
 * Attaches files to a release, replacing those of the same name. Resolves with their URLs by path, and, where it did not get
 * through all of them, with why. Throws Refusal where the release takes none.
 */
export async function attachFiles(
  github: GitHub,
  tag: string,
  files: readonly Attachment[],
): Promise<Attached> {
  const release = await releaseOf(github, tag)
  if (release.immutable === true && !release.draft) {
    throw new Refusal(
      `The release ${tag} is immutable: it takes files only as a draft. Attach them before it is published.`,
    )
  }
  const urls = new Map<string, string>()
  const there = await assetsOf(github, release)
  for (const file of files) {
    try {
      await removeAsset(github, there.get(basename(file.path)))
      urls.set(file.path, await upload(github, release, file))
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

async function releaseOf(github: GitHub, tag: string): Promise<Release> {
  const { octokit, context } = github
  const { owner, repo } = context
  const found = await github.try('read the release', permission, async () => {
    const published = await unlessMissing(octokit.rest.repos.getReleaseByTag({ owner, repo, tag }))
    // By its tag a draft is not found.
    return published?.data ?? (await draftOf(github, tag))
  })
  if (found) return found
  throw new Refusal(
    `There is no release with the tag ${tag}, or this token may not see it as a draft. Create it first, like \`gh release create ${tag} --draft\`, and give the job \`permissions: contents: write\`.`,
  )
}

async function draftOf(
  { octokit, context: { owner, repo } }: GitHub,
  tag: string,
): Promise<Release | undefined> {
  const list = octokit.rest.repos.listReleases
  for await (const { data } of octokit.paginate.iterator(list, { owner, repo, per_page: 100 })) {
    const found = data.find((each) => each.tag_name === tag)
    if (found) return found
  }
  return undefined
}

/** Resolves with the URL that stays. */
async function upload(github: GitHub, release: Release, file: Attachment): Promise<string> {
  const { octokit, context } = github
  const name = basename(file.path)
  const doing = `attach ${name} to the release`
  for (let attempt = 1; ; attempt += 1) {
    const data = await openAsBlob(file.file)
    const answer: unknown = await github.try(doing, permission, async () =>
      octokit
        .request({
          method: 'POST',
          url: release.upload_url,
          name,
          data,
          headers: { 'content-type': file.mediaType },
        })
        .then((answered) => answered.data as unknown)
        .catch((error: unknown) => {
          // What came of it is a leftover, or the file: either way it is in the way of the next try.
          if (attempt < mostTries && ((statusOf(error) ?? 0) >= 500 || isTaken(error))) {
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
        ? `${context.serverUrl}/${context.owner}/${context.repo}/releases/download/${encodeURIComponent(release.tag_name)}/${shown}`
        : url
    }
    if (attempt >= mostTries)
      throw new Refusal(`GitHub's answer to an upload was not understood. Re-run the job.`)
    await github.pause(attempt)
    await removeAsset(github, (await assetsOf(github, release)).get(name))
  }
}

/** Whether GitHub refuses an upload because there is a file of its name. */
function isTaken(error: unknown): boolean {
  const errors = listOf(valueAt(error, 'response', 'data', 'errors'))
  return (
    statusOf(error) === 422 && errors.some((each) => valueAt(each, 'code') === 'already_exists')
  )
}

/** The ids of a release's files by name: older ones, and what broken uploads left. */
async function assetsOf(github: GitHub, { id }: Release): Promise<ReadonlyMap<string, number>> {
  const { octokit, context } = github
  const { owner, repo } = context
  const list = octokit.rest.repos.listReleaseAssets
  const assets = await github.try('read the files of the release', permission, async () =>
    octokit.paginate(list, { owner, repo, release_id: id, per_page: 100 }),
  )
  return new Map(assets.map((asset) => [asset.name, asset.id]))
}

async function removeAsset(github: GitHub, id: number | undefined): Promise<void> {
  if (id === undefined) return
  const { octokit, context } = github
  const { owner, repo } = context
  await github.try('replace a file of the release', permission, async () =>
    unlessMissing(octokit.rest.repos.deleteReleaseAsset({ owner, repo, asset_id: id })),
  )
}
