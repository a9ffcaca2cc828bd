import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** Other versions of Node that the action is tried on: names of nodes/package.json. */
export type OtherNode = 'node-20' | 'node-24.4'

const folder = join(import.meta.dirname, 'nodes')
const pathOf = (name: OtherNode) => join(folder, 'node_modules', name, 'bin', 'node')

/** Paths of the other Nodes, installed when they are missing. A text says why there are none. */
export async function otherNodes(): Promise<Readonly<Record<OtherNode, string>> | string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return `the packages are for linux-x64, and this is ${process.platform}-${process.arch}`
  }
  const paths = { 'node-20': pathOf('node-20'), 'node-24.4': pathOf('node-24.4') }
  if (!Object.values(paths).every((path) => existsSync(path))) {
    const install = [
      'ci',
      '--prefix',
      folder,
      '--no-bin-links',
      '--omit-lockfile-registry-resolved',
    ]
    try {
      await promisify(execFile)('npm', install, { cwd: folder })
    } catch (error) {
      return `npm ci failed in ${folder}: ${error instanceof Error ? error.message : String(error)}`
    }
  }
  return paths
}
