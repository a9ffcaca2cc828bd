import { glob, lstat, readFile, realpath } from 'node:fs/promises'
import { basename, extname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import type { Api } from '../api/creatify.ts'
import { isTaskId, taskKey } from '../api/task.ts'
import { InputError, messageOf } from '../base/errors.ts'
import { isRecord } from '../base/json.ts'
import { oneLine, truncate } from '../base/text.ts'
import type { RunContext } from '../inputs/context.ts'
import { unchained, type Generation } from '../manifest/generation.ts'
import { failed, outcomeOf, skipped, type Ended } from '../tasks/outcome.ts'
import { collect, type Asking, type Collected } from './collect.ts'

/** What a results file says of a generation: its task, or how it ended without one. */
export type EarlierResult = { readonly name: string } & (
  | { readonly id: string }
  | { readonly id: undefined; readonly status: 'failed' | 'skipped'; readonly reason: string }
)

/** Where results files may be. */
type Places = Pick<RunContext, 'workspace' | 'temp'>

const largestFile = 10 * 1024 * 1024
const mostEntries = 5000
const longestName = 200
const longestReason = 2000

/** What a result of something that was not started says before its reason. */
const startOfSkipped = /^not started: /

const input = 'Input `results-from`'

/**
 * What the files of `patterns` say, in the order of the patterns. Paths and globs count from the workspace; files are taken
 * from there and from the runner's temp folder, and links are not followed. Names are made unique: an equal one gets its
 * file's name in front. Throws InputError where a pattern fits no file, or a file is no results file.
 */
export async function readResults(
  patterns: readonly string[],
  places: Places,
): Promise<readonly EarlierResult[]> {
  const files: string[] = []
  for (const pattern of patterns) {
    const found = await filesOf(pattern, places)
    if (found.length === 0) {
      throw new InputError(
        `${input}: ${pattern} is no file in the workspace or the runner's temp folder. Check the path, that actions/download-artifact ran before this step, and that the jobs before upload the file with \`if: always()\`.`,
      )
    }
    files.push(...found.filter((file) => !files.includes(file)))
  }
  const read: { readonly file: string; readonly result: EarlierResult }[] = []
  const ids = new Set<string>()
  for (const file of files) {
    const shown = relative(places.workspace, file).split(sep).join('/')
    for (const result of await resultsIn(file, shown)) {
      const key = result.id === undefined ? undefined : taskKey(result.id)
      if (key !== undefined && ids.has(key)) continue
      if (key !== undefined) ids.add(key)
      read.push({ file, result })
      if (read.length > mostEntries) {
        throw new InputError(
          `${input}: the files have more than ${mostEntries} results. Give fewer files to one step.`,
        )
      }
    }
  }
  return uniquelyNamed(read)
}

async function filesOf(pattern: string, places: Places): Promise<readonly string[]> {
  const found: string[] = []
  const roots = await Promise.all([places.workspace, places.temp].map(realOf))
  for await (const match of glob(pattern, { cwd: places.workspace })) {
    const path = resolve(places.workspace, match)
    if (await isPlainFile(path, places, roots)) found.push(path)
    if (found.length > mostEntries) break
  }
  return found.sort()
}

async function realOf(path: string): Promise<string> {
  return realpath(path).catch(() => path)
}

/** Whether a path is a file below one of the folders, and no part of it below the folder is a link. */
async function isPlainFile(
  path: string,
  { workspace, temp }: Places,
  roots: readonly string[],
): Promise<boolean> {
  const folders = [workspace, temp]
  const at = folders.findIndex((folder) => isInside(folder, path))
  const [folder, root] = [folders[at], roots[at]]
  if (folder === undefined || root === undefined) return false
  const found = await lstat(path).catch(() => undefined)
  return Boolean(found?.isFile()) && (await realOf(path)) === join(root, relative(folder, path))
}

function isInside(folder: string, path: string): boolean {
  const away = relative(folder, path)
  return away !== '' && !isAbsolute(away) && away.split(sep)[0] !== '..'
}

async function resultsIn(file: string, shown: string): Promise<readonly EarlierResult[]> {
  const wrong = (why: string) => new InputError(`${input}: ${shown} ${why}.`)
  const bytes = await readFile(file).catch((error: unknown) => {
    throw wrong(`cannot be read (${messageOf(error)})`)
  })
  if (bytes.length > largestFile) throw wrong(`has ${bytes.length} bytes; at most 10 MB are read`)
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw wrong('is no JSON. Give the file of the output `results-file`')
  }
  const results = Array.isArray(value) ? value.map(resultOf) : [undefined]
  return results.map((result) => {
    if (result) return result
    throw wrong(
      'is not a list of results with `name` and `task_id`. Give the file of the output `results-file`',
    )
  })
}

/** Undefined where an entry is no result. Nothing else of it is read: all else is asked of the API. */
function resultOf(entry: unknown): EarlierResult | undefined {
  if (!isRecord(entry) || typeof entry['name'] !== 'string') return undefined
  const name = truncate(oneLine(entry['name']), longestName)
  const { task_id: id, status, failed_reason: why } = entry
  if (name === '') return undefined
  if (typeof id === 'string') return isTaskId(id) ? { name, id } : undefined
  if (id !== null && id !== undefined) return undefined
  const said = typeof why === 'string' ? truncate(oneLine(why), longestReason) : ''
  const reason =
    said === '' ? 'The earlier job does not say why.' : said.replace(startOfSkipped, '')
  return { name, id: undefined, status: status === 'skipped' ? 'skipped' : 'failed', reason }
}

function uniquelyNamed(
  read: readonly { readonly file: string; readonly result: EarlierResult }[],
): readonly EarlierResult[] {
  const counts = new Map<string, number>()
  for (const { result } of read) counts.set(result.name, (counts.get(result.name) ?? 0) + 1)
  const taken = new Set<string>()
  return read.map(({ file, result }) => {
    const isEqual = (counts.get(result.name) ?? 0) > 1
    const wanted = isEqual ? `${basename(file, extname(file))}-${result.name}` : result.name
    let name = wanted
    for (let n = 2; taken.has(name); n += 1) name = `${wanted}-${n}`
    taken.add(name)
    return { ...result, name }
  })
}

/** The tasks of earlier jobs, under their names, and what ended there without one. See `collect`. */
export async function collectResults(
  results: readonly EarlierResult[],
  api: Api,
  asking: Asking,
): Promise<Collected> {
  const tasks = results.flatMap(({ name, id }) => (id === undefined ? [] : [{ name, id }]))
  const found = await collect(tasks, api, asking)
  const named = new Map(found.generations.map((each) => [each.name, each]))
  const ended: Ended[] = [...found.ended]
  const generations = results.map((result): Generation => {
    const known = named.get(result.name)
    if (known) return known
    const generation: Generation = {
      name: result.name,
      model: '',
      params: {},
      locate: () => undefined,
      ...unchained({}),
    }
    if (result.id === undefined) {
      const { status, reason } = result
      const end = status === 'skipped' ? skipped(reason, false) : failed(reason)
      ended.push(outcomeOf(generation, end))
    }
    return generation
  })
  return { generations, ready: found.ready, ended }
}
