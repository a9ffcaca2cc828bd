import { existsSync, rmSync } from 'node:fs'
import { cp, mkdtemp, realpath } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { readAction, root, type Action } from './project.ts'

/** Names the folder to all processes of one run of tests or scripts. */
const variable = 'SHIPPED_ACTION'

/**
 * Copies what a runner has of the action, `action.yml` and `dist/` and nothing else, to a folder as `ship` makes it.
 * From then on `shippedAction` gives that folder.
 */
export async function shipAction(from = root): Promise<void> {
  await ship(variable, async (folder) => {
    if (!existsSync(join(from, 'dist', 'index.js'))) {
      throw new Error('There is no dist/index.js: run `npm run build`.')
    }
    for (const name of ['action.yml', 'dist']) {
      await cp(join(from, name), join(folder, name), { recursive: true })
    }
  })
}

/**
 * Makes a folder outside the repository and lets `fill` write into it. The environment variable `name` then has its
 * path, in this process and in those that it starts. The folder is removed when this process ends. If the variable is
 * set already, nothing is done. Throws when a `node_modules` could be found from the folder.
 */
export async function ship(name: string, fill: (folder: string) => Promise<void>): Promise<void> {
  if (process.env[name] !== undefined) return
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'shipped-action-')))
  process.on('exit', () => {
    rmSync(folder, { recursive: true, force: true })
  })
  assertAlone(folder)
  await fill(folder)
  process.env[name] = folder
}

/** The folder that `shipAction` made. */
export function shippedAction(): string {
  const folder = process.env[variable]
  if (folder === undefined) throw new Error('Call shipAction() before a step is run.')
  return folder
}

let action: Promise<Action> | undefined

/** Its action.yml, read once: it does not change. */
export async function readShippedAction(): Promise<Action> {
  return (action ??= readAction(shippedAction()))
}

/** Throws when `node_modules` stands in the folder or in one above it: Node would look there for packages. */
export function assertAlone(folder: string): void {
  const found = join(folder, 'node_modules')
  if (existsSync(found)) {
    throw new Error(`${found} is in the way: the action has to run where there is none.`)
  }
  if (dirname(folder) !== folder) assertAlone(dirname(folder))
}
