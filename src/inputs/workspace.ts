import { lstat, readFile, stat } from 'node:fs/promises'
import { resolve, relative, isAbsolute, sep } from 'node:path'
import { InputError, messageOf } from '../base/errors.ts'

const largestFile = 1024 * 1024

/** True for a part of a path that some system takes for the folder of git: its contents may be credentials. */
export function isGitFolder(part: string): boolean {
  return /^(\.git[. ]*|git~\d)$/i.test(part)
}

/** A regular file inside the workspace. */
export interface WorkspaceFile {
  /** From the workspace, with `/`, as an annotation and a URL want it. */
  readonly path: string
  readonly absolute: string
  /** In bytes. */
  readonly size: number
}

/**
 * Looks for a file by its path from the workspace. Links are not followed: they may lead to credentials, which an error
 * message would then show. `why`: why it is not read, as the end of a sentence that begins with the path, without a full stop.
 */
export async function findFile(
  path: string,
  workspace: string,
): Promise<{ readonly file: WorkspaceFile } | { readonly why: string }> {
  const absolute = resolve(workspace, path)
  const away = relative(workspace, absolute)
  if (isAbsolute(away) || away.split(sep)[0] === '..') {
    return { why: 'is outside the workspace. Move it into the repository' }
  }
  const parts = away.split(sep)
  if (parts.some(isGitFolder)) return { why: 'is in the folder of git, where nothing is read' }
  let found = await stat(workspace)
  for (const [i] of parts.entries()) {
    try {
      found = await lstat(resolve(workspace, ...parts.slice(0, i + 1)))
    } catch {
      const why =
        'is not in the workspace. Check the path, and that actions/checkout ran before this step'
      return { why }
    }
    if (found.isSymbolicLink()) {
      const why =
        'leads through a symbolic link, which is not followed. Give the path of the file itself'
      return { why }
    }
  }
  if (found.isDirectory()) return { why: 'is a folder. Give the path of the file in it' }
  if (!found.isFile()) return { why: 'is not a file. Give the path of one' }
  return { file: { path: parts.join('/'), absolute, size: found.size } }
}

/** A text file of the workspace, and its path with `/`. Throws InputError. */
export async function readText(
  path: string,
  input: string,
  { workspace }: { readonly workspace: string },
) {
  const wrong = (why: string) => new InputError(`Input \`${input}\`: ${path} ${why}.`)
  const found = await findFile(path, workspace)
  if ('why' in found) throw wrong(found.why)
  const { path: file, absolute, size } = found.file
  if (size > largestFile)
    throw wrong(`has ${size} bytes; at most ${largestFile} are read. Split it`)
  const bytes = await readFile(absolute).catch((error: unknown) => {
    throw wrong(`cannot be read (${messageOf(error)})`)
  })
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), file }
  } catch {
    throw wrong('is not UTF-8 text')
  }
}
