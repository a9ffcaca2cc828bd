import { rm } from 'node:fs/promises'
import pLimit, { type LimitFunction } from 'p-limit'
import type { Params, RemoteAsset, Task } from '../api/task.ts'
import { fetchAsset, sweeper, type Fetching } from './download.ts'
import { messageOf } from '../base/errors.ts'
import type { OutputFolder } from './output-folder.ts'
import type { Ended, Outcome } from '../tasks/generate.ts'

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
export interface Saving extends Omit<Fetching, 'sweep'> {
  readonly folder: OutputFolder
  /** Asks the task again, for fresh URLs; undefined when there are none to be had. */
  readonly fresh: (task: Task) => Promise<Task | undefined>
}

/** Saves what outcomes brought, a few downloads at a time. `stem` is the file name without its ending. */
export type SaveAssets = (outcome: Outcome, stem: string) => Promise<Result>

const downloadsAtOnce = 4

/** Makes the function that turns an outcome into a result. It never rejects: what cannot be saved fails that result only. */
export function assetSaver(how: Saving): SaveAssets {
  const limit = pLimit(downloadsAtOnce)
  const saving = { ...how, sweep: sweeper() }
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
      assets: saved.map(({ asset }) => asset),
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

interface Saved {
  readonly asset: Asset
  readonly problem?: string
}

async function saveAll(
  task: Task,
  stem: string,
  saving: Saving & Fetching,
  limit: LimitFunction,
): Promise<readonly Saved[]> {
  const { fresh, folder, log, signal } = saving
  let again: Promise<Task | undefined> | undefined
  const freshUrl = async (i: number) => {
    again ??= fresh(task)
    return (await again)?.assets[i]?.url
  }
  const fetched = await Promise.all(
    task.assets.map((asset, i) =>
      limit(async () => {
        try {
          return { asset, file: await fetchAsset(asset, async () => freshUrl(i), saving) }
        } catch (error) {
          const reason = signal.aborted ? messageOf(signal.reason) : messageOf(error)
          const problem = `The ${asset.type} at ${asset.url} could not be saved: ${reason}.`
          log.info(`${stem}: ${problem}`)
          return { asset, problem }
        }
      }),
    ),
  )
  const saved: Saved[] = []
  for (const [i, { asset, file, problem }] of fetched.entries()) {
    const lost = { ...asset, path: null, bytes: null, sha256: null, media_type: null }
    if (!file) {
      saved.push({ asset: lost, problem })
      continue
    }
    const { ext, temporary, url, ...facts } = file
    const numbered = task.assets.length > 1 ? `${stem}-${i + 1}` : stem
    try {
      const { path, yielded } = await folder.place(temporary, numbered, ext)
      if (yielded)
        log.warning(
          `${yielded} was written by an earlier step of this job and stays; this file is ${path}.`,
        )
      log.info(`${path}: ${facts.media_type}, ${facts.bytes} bytes`)
      saved.push({ asset: { ...asset, url, path, ...facts } })
    } catch (error) {
      saved.push({
        asset: lost,
        problem: `The ${asset.type} could not be written: ${messageOf(error)}.`,
      })
    } finally {
      await rm(temporary, { force: true })
    }
  }
  return saved
}
