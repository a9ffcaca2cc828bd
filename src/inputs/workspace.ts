import { realpath, stat, readFile } from 'node:fs/promises'
import { resolve, relative, isAbsolute, sep } from 'node:path'
import { InputError, messageOf } from '../base/errors.ts'

const largestFile = 1024 * 1024

/** A text file of the workspace. `file` is its path with `/`, as an annotation wants it. Throws InputError. */
export async function readText(
  path: string,
  input: string,
  { workspace }: { readonly workspace: string },
) {
  const wrong = (why: string) => new InputError(`Input \`${input}\`: ${path} ${why}.`)
  const absolute = resolve(workspace, path)
  let real: string
  try {
    real = await realpath(absolute)
  } catch {
    throw wrong(
      'is not in the workspace. Check the path, and that actions/checkout ran before this step',
    )
  }
  const away = relative(await realpath(workspace), real)
  if (isAbsolute(away) || away.split(sep)[0] === '..') {
    throw wrong('is outside the workspace. Move it into the repository')
  }
  const found = await stat(real)
  if (found.isDirectory()) throw wrong('is a folder. Give the path of the file in it')
  if (!found.isFile()) throw wrong('is not a file. Give the path of one')
  const { size } = found
  if (size > largestFile)
    throw wrong(`has ${size} bytes; at most ${largestFile} are read. Split it`)
  const bytes = await readFile(real).catch((error: unknown) => {
    throw wrong(`cannot be read (${messageOf(error)})`)
  })
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return { text, file: relative(workspace, absolute).split(sep).join('/') }
  } catch {
    throw wrong('is not UTF-8 text')
  }
}
