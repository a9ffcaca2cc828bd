import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import pLimit from 'p-limit'
import { messageOf, orAborted } from '../base/errors.ts'
import { formatDuration } from '../base/text.ts'
import type { RunContext } from '../inputs/context.ts'
import { sha256Of, type InputFile, type InputFiles } from './input-files.ts'

/** The URL under which the API finds a file, or why there is none: a sentence without a full stop. */
export type PublicFile =
  | { readonly url: string; readonly why?: undefined }
  | { readonly url?: undefined; readonly why: string }

/** Where files of this commit are, and what they are compared by. */
export interface Publicity {
  readonly context: Pick<RunContext, 'temp' | 'rawFilesUrl'>
  /** For one file, the toolkit's own tries included. In milliseconds. */
  readonly ms: number
  readonly signal: AbortSignal
}

/**
 * The files that `paths` name, as the API finds them. What is no file of the workspace is left out. Rejects with the reason
 * of an aborted signal only.
 */
export async function publicFiles(
  paths: readonly string[],
  files: InputFiles,
  publicity: Publicity,
): Promise<ReadonlyMap<string, PublicFile>> {
  const limit = pLimit(fetchedAtOnce)
  const found = await Promise.all(
    [...new Set(paths)].map(async (path): Promise<readonly (readonly [string, PublicFile])[]> => {
      const file = files.get(path)
      if (!file) return []
      if (file.why !== undefined) return [[path, { why: `the path ${file.why}` }]]
      return [[path, await limit(publicFile, file, publicity)]]
    }),
  )
  return new Map(found.flat())
}

const fetchedAtOnce = 5

/**
 * The raw URL of a file at this commit, where a GET without credentials gives exactly its bytes. Rejects with the reason of
 * an aborted signal only.
 */
async function publicFile(
  { path, sha256 }: Extract<InputFile, { readonly path: string }>,
  { context, ms, signal }: Publicity,
): Promise<PublicFile> {
  const { temp, rawFilesUrl } = context
  if (rawFilesUrl === undefined) return { why: 'GitHub does not show this repository to everyone' }
  const url = rawUrlOf(path, rawFilesUrl)
  const fetched = join(temp, 'creatify-downloads', randomUUID())
  const { downloadTool, HTTPError } = await import('@actions/tool-cache')
  const time = AbortSignal.timeout(ms)
  try {
    await orAborted(downloadTool(url, fetched), AbortSignal.any([signal, time]))
    if ((await sha256Of(fetched)) === sha256) return { url }
    return {
      why: `${url} has other bytes: the file was changed after the checkout, or is in Git LFS`,
    }
  } catch (error) {
    signal.throwIfAborted()
    if (time.aborted) return { why: `${url} did not answer within ${formatDuration(ms)}` }
    if (error instanceof HTTPError) {
      const status = error.httpStatusCode ?? 0
      const about = status === 404 ? ': it is not in this commit, or not for everyone' : ''
      return { why: `${url} answers ${status}${about}` }
    }
    return { why: `${url} could not be fetched (${messageOf(error)})` }
  } finally {
    await rm(fetched, { force: true })
  }
}

/** Where a file of the workspace is, if it is in this commit. */
export function rawUrlOf(path: string, rawFilesUrl: string): string {
  return rawFilesUrl + path.split('/').map(encodeURIComponent).join('/')
}
