import { lstat, readFile, stat } from 'node:fs/promises'
import { resolve, relative, isAbsolute, sep } from 'node:path'
import { InputError, messageOf } from '../base/errors.ts'

const largestFile = 1024 * 1024

/** True for a part of a path that some system takes for the folder of git: its contents may be credentials. */
export function isGitFolder(part: string): boolean {
  return /^(\.git[. ]*|git~\d)$/i.test(part)
}

/**
 * A text file of the workspace. `file` is its path with `/`, as an annotation wants it. Links are not followed: they may
 * lead to credentials, which an error message would then show. Throws InputError.
 */
export async function readText(
  path: string,
  input: string,
  { workspace }: { readonly workspace: string },
) {
  const wrong = (why: string) => new InputError(`Input \`${input}\`: ${path} ${why}.`)
  const absolute = resolve(workspace, path)
  const away = relative(workspace, absolute)
  if (isAbsolute(away) || away.split(sep)[0] === '..') {
    throw wrong('is outside the workspace. Move it into the repository')
  }
  const parts = away.split(sep)
  if (parts.some(isGitFolder)) throw wrong('is in the folder of git, where nothing is read')
  let found = await stat(workspace)
  for (const [i] of parts.entries()) {
    try {
      found = await lstat(resolve(workspace, ...parts.slice(0, i + 1)))
    } catch {
      throw wrong(
        'is not in the workspace. Check the path, and that actions/checkout ran before this step',
      )
    }
    if (found.isSymbolicLink()) {
      throw wrong(
        'leads through a symbolic link, which is not followed. Give the path of the file itself',
      )
    }
  }
  if (found.isDirectory()) throw wrong('is a folder. Give the path of the file in it')
  if (!found.isFile()) throw wrong('is not a file. Give the path of one')
  const { size } = found
  if (size > largestFile)
    throw wrong(`has ${size} bytes; at most ${largestFile} are read. Split it`)
  const bytes = await readFile(absolute).catch((error: unknown) => {
    throw wrong(`cannot be read (${messageOf(error)})`)
  })
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return { text, file: parts.join('/') }
  } catch {
    throw wrong('is not UTF-8 text')
  }
}
