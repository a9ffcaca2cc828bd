import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import pLimit from 'p-limit'
import type { Params } from '../api/task.ts'
import { isRecord } from '../base/json.ts'
import { messageOf } from '../base/errors.ts'
import { findFile } from '../inputs/workspace.ts'
import { isPath } from './urls.ts'

/** A file of the workspace that params name, or why it is not read: the end of a sentence that begins with the file. */
export type InputFile =
  | { readonly path: string; readonly sha256: string; readonly why?: undefined }
  | { readonly why: string }

/** Files by the text that names them in params. */
export type InputFiles = ReadonlyMap<string, InputFile>

/** GitHub refuses files above 100 MB, and models take pictures and short clips. */
const largestFile = 50 * 1024 * 1024
const longestPath = 1000
const readAtOnce = 10

/**
 * Finds the files that texts in `params` name, whatever the param: only the model's schema tells which of them are sent as
 * URLs. Texts that name nothing at the top of the workspace, and folders, are left out.
 */
export async function inputFilesIn(
  params: readonly Params[],
  workspace: string,
): Promise<InputFiles> {
  const top = new Set(await readdir(workspace).catch((): string[] => []))
  const named = [...textsIn(params)].filter((text) => {
    const [first = ''] = text.replace(/^(\.\/+)+/, '').split('/')
    return top.has(first) || first === '..' || first === ''
  })
  const limit = pLimit(readAtOnce)
  const found = await Promise.all(
    named.map(async (text) => limit(async () => [text, await read(text, workspace)] as const)),
  )
  return new Map(found.flatMap(([text, file]) => (file ? [[text, file] as const] : [])))
}

/** Short lines that are no URLs. */
function textsIn(value: unknown, found = new Set<string>()): ReadonlySet<string> {
  if (typeof value === 'string') {
    if (value !== '' && value.length <= longestPath && isPath(value) && !/[\0\r\n]/.test(value)) {
      found.add(value)
    }
  } else if (Array.isArray(value)) for (const each of value) textsIn(each, found)
  else if (isRecord(value)) for (const each of Object.values(value)) textsIn(each, found)
  return found
}

async function read(text: string, workspace: string): Promise<InputFile | undefined> {
  const found = await findFile(text, workspace)
  if ('why' in found) return found
  const { path, absolute, size } = found.file
  if (size > largestFile) return { why: `has ${size} bytes; at most ${largestFile} are sent` }
  try {
    return { path, sha256: await sha256Of(absolute) }
  } catch (error) {
    return { why: `cannot be read (${messageOf(error)})` }
  }
}

/** Of the bytes of a file, in hexadecimal. */
export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

/** A value in which each text that `replace` knows is replaced. */
export function withTexts(value: unknown, replace: (text: string) => unknown): unknown {
  if (typeof value === 'string') return replace(value) ?? value
  if (Array.isArray(value)) return value.map((each) => withTexts(each, replace))
  if (!isRecord(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, withTexts(each, replace)]),
  )
}
