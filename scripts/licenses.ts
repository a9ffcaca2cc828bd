import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { packageFolder, packageName, type BundledModule } from './bundle.ts'
import { root } from './project.ts'

/**
 * The licences of all packages of which something is bundled, by name. ncc's own list leaves out packages whose modules
 * webpack joins with others. Throws for a package that names no licence: such a one must not be bundled.
 */
export async function licensesOf(modules: readonly BundledModule[]): Promise<string> {
  const folders = new Set(modules.flatMap(({ path }) => packageFolder(path) ?? []))
  const sorted = [...folders].sort((a, b) => (packageName(a) < packageName(b) ? -1 : 1))
  const texts = new Set<string>()
  for (const folder of sorted) texts.add(await licenseOf(folder))
  return [...texts].join('\n')
}

async function licenseOf(folder: string): Promise<string> {
  const { name, license } = JSON.parse(
    await readFile(join(root, folder, 'package.json'), 'utf8'),
  ) as { readonly name: string; readonly license?: string }
  if (license === undefined) throw new Error(`${name} names no licence and cannot be bundled.`)
  const files = await readdir(join(root, folder))
  const file = files.find((each) => /^(licen[cs]e|copying)(\.(md|txt))?$/i.test(each))
  const text = file === undefined ? '' : await readFile(join(root, folder, file), 'utf8')
  return `${name}\n${license}\n${text.trim().replaceAll('\r\n', '\n')}\n`
}
