/**
 * The folder that `path` (relative to the workspace) leads into and that holds what git, GitHub or a hook would run;
 * undefined for any other path. All spellings count that a system takes for the same folder: other case, dots and spaces at
 * the end, characters without width, `git~1`, `.git::$INDEX_ALLOCATION`.
 */
export function guardedFolder(path: string): '.git' | '.github' | undefined {
  const folders = path.split(/[\\/]/).map((name) =>
    name
      .replace(/\p{Cf}/gu, '')
      .replace(/:.*$/, '')
      .replace(/[. ]+$/, '')
      .toLowerCase(),
  )
  if (folders.some((name) => name === '.git' || name === 'git~1')) return '.git'
  return folders[0] === '.github' ? '.github' : undefined
}
