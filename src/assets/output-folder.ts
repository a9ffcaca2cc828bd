import { randomUUID } from 'node:crypto'
import { constants, lstatSync, statSync } from 'node:fs'
import {
  access,
  appendFile,
  copyFile,
  mkdir,
  readFile,
  realpath,
  rename,
  rm,
} from 'node:fs/promises'
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { InputError, messageOf } from '../base/errors.ts'
import type { Inputs, RunContext } from '../inputs/inputs.ts'
import { firstFree } from '../base/filename.ts'

/** The folder that files are saved to, and which names in it are taken. */
export interface OutputFolder {
  /**
   * Moves a finished file to `STEM.EXT`, or `STEM-2.EXT` and so on where that path is another result's or an earlier
   * step's of this job; any other file of the name is replaced. `yielded`: the path it would have had but for an earlier
   * step. Paths are relative to the workspace, with `/`.
   */
  place(
    source: string,
    stem: string,
    ext: string,
  ): Promise<{ path: string; yielded: string | undefined }>
}

/** Throws InputError where `output-dir` is no folder, or leads out of the workspace through a link. Writes nothing. */
export async function openOutputFolder(inputs: Inputs, context: RunContext): Promise<OutputFolder> {
  const { outputDir } = inputs
  await insideWorkspace(outputDir, context)
  const registry = join(context.temp, 'creatify-files.txt')
  const before = new Set(
    (await readFile(registry, 'utf8').catch(() => '')).toLowerCase().split('\n'),
  )
  const taken = new Set<string>()

  return {
    async place(source, stem, ext) {
      const at = (name: string) => join(outputDir, `${name}.${ext}`)
      const isFree = (name: string) => {
        const path = at(name).toLowerCase()
        return !taken.has(path) && !before.has(path) && !isFolder(at(name))
      }
      const free = firstFree(stem, isFree)
      const target = at(free)
      taken.add(target.toLowerCase())
      await mkdir(outputDir, { recursive: true })
      await insideWorkspace(outputDir, context)
      await move(source, target)
      await appendFile(registry, `${target}\n`)
      const show = (path: string) => relative(context.workspace, path).split(sep).join('/')
      const yielded = before.has(at(stem).toLowerCase()) ? show(at(stem)) : undefined
      return { path: show(target), yielded }
    },
  }
}

async function insideWorkspace(folder: string, context: RunContext): Promise<void> {
  let existing = folder
  while (!isThere(existing) && dirname(existing) !== existing) {
    existing = dirname(existing)
  }
  const shown = relative(context.workspace, folder) || '.'
  const [real, workspace] = await Promise.all([
    realpath(existing),
    realpath(context.workspace),
    access(existing, constants.W_OK),
  ]).catch((error: unknown) => {
    throw new InputError(
      `Input \`output-dir\`: ${shown} cannot be written to (${messageOf(error)}). Choose another folder, or let the runner's user write there.`,
    )
  })
  const away = relative(workspace, real)
  if (isAbsolute(away) || away.split(sep)[0] === '..') {
    throw new InputError(
      `Input \`output-dir\`: ${shown} leads out of the workspace through a symbolic link. Choose a folder inside.`,
    )
  }
  if (!isFolder(existing)) {
    throw new InputError(`Input \`output-dir\`: ${shown} is not a folder. Choose another name.`)
  }
}

/** Also true for a link that leads nowhere. */
function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined
  } catch {
    // Something above it is no folder.
    return false
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}

/** Onto another volume by a copy beside the target first, so that nobody ever sees half a file. */
async function move(source: string, target: string): Promise<void> {
  try {
    await rename(source, target)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EXDEV')) throw error
    const partial = resolve(dirname(target), `.creatify-${randomUUID()}.part`)
    try {
      await copyFile(source, partial)
      await rename(partial, target)
    } finally {
      await rm(partial, { force: true })
    }
    await rm(source, { force: true })
  }
}
