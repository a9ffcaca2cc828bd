import { randomUUID } from 'node:crypto'
import { constants, existsSync, lstatSync, statSync } from 'node:fs'
import { access, copyFile, mkdir, realpath, rename, rm } from 'node:fs/promises'
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { InputError, messageOf } from '../base/errors.ts'
import { guardedFolder } from '../inputs/guarded-folders.ts'
import type { Inputs } from '../inputs/inputs.ts'
import type { RunContext } from '../inputs/context.ts'
import { firstFree } from '../base/filename.ts'
import { reservations } from '../base/reservations.ts'

/** The folder that files are saved to, and which names in it are taken. */
export interface OutputFolder {
  /**
   * Moves a finished file to `STEM.EXT`, or `STEM-2.EXT` and so on where that path is another result's or another step's
   * of this job, or holds what `mayReplace` (given its absolute path) says no to; any other file of the name is replaced.
   * `keptExisting`: the path it would have had but for another step. Paths are relative to the workspace, with `/`.
   */
  place(
    source: string,
    stem: string,
    ext: string,
    mayReplace?: (path: string) => boolean,
  ): Promise<{ path: string; keptExisting: string | undefined }>
}

/**
 * Throws InputError where `output-dir` is no folder, or leads out of the workspace or into `.git` or `.github` through a
 * link. Writes nothing.
 */
export async function openOutputFolder(
  { outputDir }: Pick<Inputs, 'outputDir'>,
  context: Pick<RunContext, 'workspace' | 'temp'>,
): Promise<OutputFolder> {
  await insideWorkspace(outputDir, context)
  // Case makes no two files on every system.
  const paths = reservations(join(context.temp, 'creatify-files'), (path) => path.toLowerCase())

  return {
    async place(source, stem, ext, mayReplace = () => true) {
      const at = (name: string) => join(outputDir, `${name}.${ext}`)
      let keptExisting: string | undefined
      const free = firstFree(stem, (name) => {
        const path = at(name)
        if (isFolder(path) || (isThere(path) && !mayReplace(path))) return false
        const own = paths.isOwn(path)
        const got = paths.reserve(path)
        // Where nothing can be reserved, no file is replaced.
        if (got === 'unknown') return !existsSync(path)
        if (got === 'taken' && !own && name === stem) keptExisting = path
        return got === 'reserved'
      })
      const target = at(free)
      await mkdir(outputDir, { recursive: true })
      await insideWorkspace(outputDir, context)
      await move(source, target)
      const show = (path: string) => relative(context.workspace, path).split(sep).join('/')
      return { path: show(target), keptExisting: keptExisting && show(keptExisting) }
    },
  }
}

async function insideWorkspace(
  folder: string,
  context: Pick<RunContext, 'workspace'>,
): Promise<void> {
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
  const guarded = guardedFolder(join(away, relative(existing, folder)))
  if (guarded !== undefined) {
    throw new InputError(
      `Input \`output-dir\`: ${shown} leads into ${guarded} through a symbolic link. Choose another folder.`,
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
