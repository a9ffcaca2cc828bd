import { createHash } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { bundleInto } from '../../scripts/bundle.ts'
import { root } from '../../scripts/project.ts'
import { ship } from '../../scripts/shipped.ts'

/** Names the folder to all processes of one run of tests or scripts. */
const variable = 'PACED_ACTION'
const entry = '__tests__/support/at-pace.ts'
/** What the bundle is made of, and how. */
const sources = [
  'src',
  entry,
  '__tests__/support/pace.ts',
  'scripts/bundle.ts',
  'package-lock.json',
  'tsconfig.json',
]
const cache = join(root, 'node_modules', '.cache', 'paced-action')
/** Kept in the cache: each takes 3 MB. */
const mostBundles = 5

/**
 * Bundles `at-pace.ts` as `dist/` is bundled, into a folder as `ship` makes it: it starts as fast as the shipped
 * action, and a process can run it again from its first line on. The bundle of an unchanged source comes from a cache.
 */
export async function shipPacedAction(): Promise<void> {
  await ship(variable, async (folder) => {
    const cached = join(cache, await hashOf(sources))
    if (!existsSync(cached)) {
      await removeOldest()
      await bundleAs(cached)
    }
    const now = new Date()
    await utimes(cached, now, now)
    await cp(cached, folder, { recursive: true })
  })
}

/** The file that runs the action at the pace of its first argument. */
export function pacedAction(): string {
  const folder = process.env[variable]
  if (folder === undefined) throw new Error('Call shipPacedAction() before a paced step is run.')
  return join(folder, 'index.js')
}

async function hashOf(paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256')
  for (const path of paths) {
    for (const file of await filesOf(path)) {
      const content = await readFile(join(root, file))
      hash.update(JSON.stringify([file, content.length])).update(content)
    }
  }
  return hash.digest('hex')
}

/** A file itself, or all files of a folder, relative to the project, sorted. */
async function filesOf(path: string): Promise<readonly string[]> {
  if (!(await stat(join(root, path))).isDirectory()) return [path]
  const entries = await readdir(join(root, path), { withFileTypes: true })
  const names = entries.map(({ name }) => name).sort()
  return (await Promise.all(names.map(async (name) => filesOf(`${path}/${name}`)))).flat()
}

/** The folder appears only when it is complete: another run may look for it at the same time. */
async function bundleAs(folder: string): Promise<void> {
  await mkdir(cache, { recursive: true })
  const unfinished = await mkdtemp(join(cache, 'unfinished-'))
  await bundleInto(unfinished, entry)
  try {
    await rename(unfinished, folder)
  } catch (error) {
    // Another run has made the same.
    if (!existsSync(folder)) throw error
    await rm(unfinished, { recursive: true })
  }
}

/** Makes room for one more. The last used stay. */
async function removeOldest(): Promise<void> {
  const names = existsSync(cache) ? await readdir(cache) : []
  const folders = names.map((name) => {
    const path = join(cache, name)
    // 0: another run has just removed it.
    return { path, time: statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0 }
  })
  const old = folders.sort((a, b) => b.time - a.time).slice(mostBundles - 1)
  await Promise.all(old.map(async ({ path }) => rm(path, { recursive: true, force: true })))
}
