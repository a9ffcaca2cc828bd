import { rm } from 'node:fs/promises'
import pLimit, { type LimitFunction } from 'p-limit'
import type { Params, RemoteAsset, Task } from '../api/task.ts'
import { InputError, messageOf } from '../base/errors.ts'
import { truncate } from '../base/text.ts'
import { AssetError } from './asset-error.ts'
import { isAssetUrl } from './asset-url.ts'
import { diskReason, download, isDiskError, type Downloaded, type Fetching } from './download.ts'
import { judge, type Detected } from './media.ts'
import type { OutputFolder } from './output-folder.ts'
import type { Ended, Outcome } from '../tasks/outcome.ts'

/** An asset in `results`, in the API's own words, and where it was saved. */
export interface Asset extends RemoteAsset {
  /** Relative to the workspace, with `/`; null when it could not be saved. */
  readonly path: string | null
  readonly bytes: number | null
  readonly sha256: string | null
  readonly media_type: string | null
}

/** One element of the output `results`. */
export interface Result {
  readonly name: string
  readonly model_name: string
  readonly input_params: Params
  /** `submitted` with `wait: false` only. */
  readonly status: 'done' | 'failed' | 'unfinished' | 'skipped' | 'submitted'
  readonly task_id: string | null
  /** Not created by this attempt. */
  readonly reused: boolean
  readonly credits_used: number
  /** The reason for every status but `done`. */
  readonly failed_reason: string | null
  /** From the create to the look that showed the end; null when that is not known. */
  readonly seconds: number | null
  readonly assets: readonly Asset[]
}

/** Where and how files are saved. */
export interface Saving extends Fetching {
  readonly folder: OutputFolder
  /** Asks the task again, for fresh URLs; undefined when there are none to be had. */
  readonly fresh: (task: Task) => Promise<Task | undefined>
}

/** Saves what outcomes brought, a few downloads at a time. `stem` is the file name without its ending. */
export type SaveAssets = (outcome: Outcome, stem: string) => Promise<Result>

const downloadsAtOnce = 4
const longestShownUrl = 2000

/** Makes the function that turns an outcome into a result. It never rejects: what cannot be saved fails that result only. */
export function assetSaver(saving: Saving): SaveAssets {
  const limit = pLimit(downloadsAtOnce)
  return async (outcome, stem) => {
    if (outcome.status !== 'done') return resultOf(outcome)
    const { task } = outcome
    const saved = await saveAll(task, stem, saving, limit)
    const problems = saved.flatMap(({ problem }) => problem ?? [])
    return {
      ...toldOf(outcome),
      status: problems.length === 0 ? 'done' : saving.signal.aborted ? 'unfinished' : 'failed',
      task_id: task.id,
      credits_used: task.credits,
      failed_reason: problems.length === 0 ? null : problems.join(' '),
      seconds: rounded(outcome.seconds),
      assets: saved.flatMap(({ asset }) => published(asset, saving)),
    }
  }
}

function toldOf({ generation, reused, sent = generation.params }: Outcome) {
  return {
    name: generation.name,
    model_name: generation.model,
    input_params: sent,
    reused,
  }
}

/** The result of an outcome that brought no files. */
export function resultOf(outcome: Ended): Result {
  const { status } = outcome
  const task = status === 'skipped' ? undefined : outcome.task
  return {
    ...toldOf(outcome),
    status,
    task_id: task?.id ?? null,
    credits_used: task?.credits ?? 0,
    failed_reason: status === 'submitted' ? null : outcome.reason,
    seconds: status === 'failed' ? rounded(outcome.seconds) : null,
    assets: [],
  }
}

function rounded(seconds: number | null): number | null {
  return seconds === null ? null : Number(seconds.toFixed(1))
}

/** The asset as later steps may use it: nothing where its URL is none that may be fetched, and no such thumbnail. */
function published(asset: Asset, { loopback }: Pick<Saving, 'loopback'>): readonly Asset[] {
  if (!isAssetUrl(asset.url, { loopback })) return []
  const { thumbnail_url: thumbnail } = asset
  const isUsable = thumbnail !== null && isAssetUrl(thumbnail, { loopback })
  return [{ ...asset, thumbnail_url: isUsable ? thumbnail : null }]
}

interface Saved {
  readonly asset: Asset
  readonly problem?: string
}

async function saveAll(
  task: Task,
  stem: string,
  saving: Saving,
  limit: LimitFunction,
): Promise<readonly Saved[]> {
  let again: Promise<Task | undefined> | undefined
  const freshUrl = async (i: number) => {
    again ??= saving.fresh(task)
    return (await again)?.assets[i]?.url
  }
  const fetched = await Promise.all(
    task.assets.map((asset, i) =>
      limit(async () => {
        try {
          return { asset, file: await fetchAsset(asset, async () => freshUrl(i), saving) }
        } catch (error) {
          return { asset, problem: problemOf(error, asset, { task, stem, saving }) }
        }
      }),
    ),
  )
  const saved: Saved[] = []
  // One after the other, so that names are given in the order of the assets.
  for (const [i, { asset, file, problem }] of fetched.entries()) {
    const lost = { ...asset, path: null, bytes: null, sha256: null, media_type: null }
    if (!file) {
      saved.push({ asset: lost, problem })
      continue
    }
    const numbered = task.assets.length > 1 ? `${stem}-${i + 1}` : stem
    try {
      saved.push({ asset: { ...asset, ...(await place(file, numbered, saving)) } })
    } catch (error) {
      saved.push({ asset: lost, problem: problemOf(error, asset, { task, stem, saving }) })
    } finally {
      await rm(file.temporary, { force: true })
    }
  }
  return saved
}

/** A file in the temp folder, and what it is. */
interface Fetched extends Downloaded {
  readonly url: string
  readonly ext: string
  readonly mediaType: string
  /** What people should know of its kind. */
  readonly remark: string | undefined
}

/**
 * Downloads and judges one file; a URL that answers 403, 404 or 410 is asked for again, once. Throws for whatever keeps it
 * from being a whole asset; nothing is left in the temp folder then.
 */
async function fetchAsset(
  { url }: RemoteAsset,
  freshUrl: () => Promise<string | undefined>,
  saving: Saving,
): Promise<Fetched> {
  const file = await download(url, saving)
    .then((downloaded) => ({ ...downloaded, url }))
    .catch(async (error: unknown) => {
      const status = error instanceof AssetError ? error.status : undefined
      const gone = status === 403 || status === 404 || status === 410
      const newer = gone ? await freshUrl() : undefined
      if (newer === undefined) throw error
      saving.log.info(`${url} answered ${status ?? ''}; the task was asked for a fresh URL.`)
      return { ...(await download(newer, saving)), url: newer }
    })
  try {
    if (file.bytes === 0) throw new AssetError('the file is empty')
    const { detected, bug } = await detect(file.head)
    const verdict = judge(file.head, detected, file.contentType)
    if (verdict.kind === 'refused') throw new AssetError(verdict.reason)
    const { ext, mediaType, known } = verdict
    const unknown = known ? undefined : `its bytes are of no kind that is known here`
    return { ...file, ext, mediaType, remark: bug ?? unknown }
  } catch (error) {
    await rm(file.temporary, { force: true })
    throw error
  }
}

/** What a file was recognised as. A failure of the library is no fault of the file: it is told, and the file is kept. */
async function detect(
  head: Uint8Array,
): Promise<{ readonly detected: Detected | undefined; readonly bug?: string }> {
  try {
    const { fileTypeFromBuffer } = await import('file-type')
    return { detected: await fileTypeFromBuffer(head) }
  } catch (error) {
    const bug = `its kind could not be found out (${messageOf(error)}). This is a bug in the action`
    return { detected: undefined, bug }
  }
}

async function place(file: Fetched, stem: string, { folder, log }: Saving) {
  const { temporary, url, ext, mediaType, remark, bytes, sha256 } = file
  const { path, keptExisting } = await folder.place(temporary, stem, ext)
  if (keptExisting !== undefined) {
    log.warning(
      `${keptExisting} was written by another step of this job and stays; this file is ${path}.`,
    )
  }
  if (remark !== undefined) {
    log.warning(`${path} is kept under this name, but ${remark}. Look at it before you use it.`)
  }
  log.info(`${path}: ${mediaType}, ${bytes} bytes`)
  return { url, path, bytes, sha256, media_type: mediaType }
}

/** Why an asset is not on the disk, for people. What nobody expected is told as a fault of ours, with its stack in the log. */
function problemOf(
  error: unknown,
  { type, url }: RemoteAsset,
  { task, stem, saving }: { readonly task: Task; readonly stem: string; readonly saving: Saving },
): string {
  const { log, signal, temp } = saving
  const because = (reason: string) =>
    `The ${type} at ${truncate(url, longestShownUrl)} could not be saved: ${reason}.`
  const tell = (problem: string) => {
    log.info(`${stem}: ${problem}`)
    return problem
  }
  if (signal.aborted) return tell(because(messageOf(signal.reason)))
  if (error instanceof AssetError || error instanceof InputError)
    return tell(because(error.message.replace(/\.$/, '')))
  if (isDiskError(error)) {
    const reason = because(diskReason(error, temp))
    return tell(
      `${reason} Make room, or let the runner's user write there, and collect the file with the input \`task-id: ${task.id}\`, which costs nothing.`,
    )
  }
  const problem = tell(
    `${because(messageOf(error))} This is a bug in the action. Open an issue with the lines of the log.`,
  )
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  for (const line of stack.split('\n')) log.info(line)
  return problem
}
