import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './project.ts'

/** A module of the bundle, as webpack tells it. */
export interface BundledModule {
  /** Path of its source below the project, like `node_modules/yaml/dist/index.js`. */
  readonly path: string
  /** Bytes of its source. */
  readonly size: number
  /** True when it is loaded at every start; false for what waits in a chunk of its own. */
  readonly atStart: boolean
}

interface Module {
  readonly name?: string
  readonly size: number
  readonly chunks?: readonly (string | number)[]
  /** What webpack joined into this one. */
  readonly modules?: readonly Module[]
}

interface Stats {
  readonly modules: readonly Module[]
  readonly chunks: readonly { readonly id: string | number; readonly initial: boolean }[]
}

/** Bundles `entry`, a path below the project, into `folder` as `index.js`. Returns what is in the bundle. */
export async function bundleInto(
  folder: string,
  entry = 'src/index.ts',
): Promise<readonly BundledModule[]> {
  const temporary = await mkdtemp(join(tmpdir(), 'creatify-bundle-'))
  try {
    const file = join(temporary, 'stats.json')
    const ncc = join(root, 'node_modules', '@vercel', 'ncc', 'dist', 'ncc', 'cli.js')
    const options = ['--no-cache', '--transpile-only', '--quiet', '--stats-out', file]
    execFileSync(process.execPath, [ncc, 'build', entry, '-o', folder, ...options], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    return modulesIn(JSON.parse(await readFile(file, 'utf8')) as Stats)
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
}

function modulesIn({ modules, chunks }: Stats): readonly BundledModule[] {
  const first = new Set(chunks.filter(({ initial }) => initial).map(({ id }) => id))
  const flat = (module: Module, outer: Module['chunks']): readonly BundledModule[] => {
    const inside = module.chunks?.length ? module.chunks : outer
    if (module.modules) return module.modules.flatMap((each) => flat(each, inside))
    // Loaders stand before the path, and `+ 3 modules` behind it.
    const path = (module.name ?? '').replace(/^.*!/, '').replace(/ \+ \d+ modules$/, '')
    const atStart = inside?.some((chunk) => first.has(chunk)) ?? false
    return [{ path: path.replace(/^\.\//, ''), size: module.size, atStart }]
  }
  return modules.flatMap((module) => flat(module, undefined))
}

/** The folder of the package that a module belongs to, like `node_modules/a/node_modules/@b/c`; undefined for our own. */
export function packageFolder(path: string): string | undefined {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]
}

/** The name of the package in a folder of `packageFolder`. */
export function packageName(folder: string): string {
  return folder.replace(/^.*node_modules\//, '')
}
