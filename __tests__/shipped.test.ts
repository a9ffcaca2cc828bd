import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkDist } from '../scripts/check-dist.ts'
import { root } from '../scripts/project.ts'
import { assertAlone, shippedAction } from '../scripts/shipped.ts'

/** A folder with these files. */
async function folderOf(
  files: Readonly<Record<string, string>>,
): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'dist-'))
  for (const [name, text] of Object.entries(files)) await writeFile(join(path, name), text)
  return {
    path,
    [Symbol.asyncDispose]: async () => rm(path, { recursive: true, force: true }),
  }
}

test('the bundle loads nothing but parts of Node and its own files', async () => {
  expect(await checkDist(join(root, 'dist'))).toEqual([])
})

test('of file-type, src uses what reads bytes: what opens a path would need a package', async () => {
  const names = await readdir(join(root, 'src'), { recursive: true })
  const files = names.filter((name) => name.endsWith('.ts'))
  const texts = await Promise.all(
    files.map(async (name) => readFile(join(root, 'src', name), 'utf8')),
  )
  const uses = texts.flatMap((text) => text.match(/^.*import.*'file-type'.*$/gm) ?? [])
  expect(uses.map((use) => use.trim())).toEqual([
    "const { fileTypeFromBuffer } = await import('file-type')",
  ])
})

test('a bundle that needs a package, a missing file or a computed name is found', async () => {
  const code: readonly (readonly [string, string])[] = [
    ["import 'node:fs'", ''],
    ["import './other.js'", ''],
    ["import ky from 'ky'", 'needs "ky"'],
    ["export * from './gone.js'", 'needs "./gone.js"'],
    ["await import('strtok3')", 'needs "strtok3"'],
    ['await import(name)', 'computes a name'],
    ['await import(/* webpackIgnore: true */ `${name}`)', 'computes a name'],
    ["const load = (name) => import(name); load('strtok3')", 'computes a name'],
    ["importAtRuntime('strtok3')", 'needs "strtok3"'],
    ["require('ajv')", 'needs "ajv"'],
    ["createRequire(import.meta.url)('ajv')", 'needs "ajv"'],
    ["createRequire(import.meta.url)('fs')", ''],
    ['use(createRequire(import.meta.url))', 'computes a name'],
    ["const other_require = createRequire(''); other_require('ajv')", 'needs "ajv"'],
    ["new Function('name', 'return import(name)')", 'computes a name'],
    ["eval('require')('ajv')", 'computes a name'],
    ['new threads.Worker(file)', 'computes a name'],
    ['__nccwpck_require__.e(377)', 'needs "./377.index.js"'],
    ['this.eval(1); writer.fork(); __nccwpck_require__(377)', ''],
    ["const text = 'import(name)' // require('ajv')", ''],
  ]
  const wrong: string[] = []
  for (const [text, problem] of code) {
    await using folder = await folderOf({ 'index.js': text, 'other.js': '' })
    const found = (await checkDist(folder.path, [])).join('\n')
    if (problem === '' ? found !== '' : !found.includes(problem)) wrong.push(`${text} → ${found}`)
  }
  expect(wrong).toEqual([])
})

test('an exception is for one piece of code, and is told when nothing needs it', async () => {
  await using folder = await folderOf({ 'index.js': 'await import(name)' })
  const exception = { code: 'import(name)', why: 'a test' }
  expect(await checkDist(folder.path, [exception])).toEqual([])
  const other = { code: 'import(other)', why: 'a test' }
  expect(await checkDist(folder.path, [exception, other])).toEqual([
    'nothing needs the exception for import(other)',
  ])
})

test('an exception for code that nothing calls ends when something names what leads to it', async () => {
  const definition = 'const load = () => import(name)'
  const exception = { code: 'import(name)', why: 'a test', unless: { load: 1 } }
  for (const [code, isCalled] of [
    ['', false],
    ['// load()', false],
    ['load()', true],
    ['const { load: other } = library', true],
    ["library['load']()", true],
  ] as const) {
    await using folder = await folderOf({ 'index.js': definition, 'other.js': code })
    expect(await checkDist(folder.path, [exception])).toEqual(
      isCalled ? ['load is named 2 times, not 1: something may call it'] : [],
    )
  }
})

test('the action that tests run has no node_modules around it, and one that has is refused', async () => {
  const folder = shippedAction()
  expect(() => {
    assertAlone(folder)
  }).not.toThrow()
  expect(() => {
    assertAlone(join(root, 'dist'))
  }).toThrow('the action has to run where there is none')
  await using other = await folderOf({})
  await mkdir(join(other.path, 'node_modules'))
  expect(() => {
    assertAlone(join(other.path, 'a', 'b'))
  }).toThrow('node_modules is in the way')
})

test('what a runner downloads is what runs, and what says what it is: at most 1.2 MB', () => {
  // As it will be committed: export-ignore is read from the files here.
  const archive = (...format: readonly string[]) =>
    execFileSync('git', ['archive', '--worktree-attributes', ...format, 'HEAD'], {
      cwd: root,
      maxBuffer: 100_000_000,
    })
  const names = execFileSync('tar', ['t'], { input: archive('--format=tar'), encoding: 'utf8' })
  const top = new Set(names.split('\n').map((name) => name.split('/')[0] ?? ''))
  expect([...top].filter((name) => name !== '').toSorted()).toEqual([
    ...['CHANGELOG.md', 'CONTRIBUTING.md', 'LICENSE', 'README.md', 'SECURITY.md', 'action.yml'],
    ...['dist', 'manifest.schema.json', 'package.json', 'src'],
  ])
  expect(archive('--format=tar.gz').length).toBeLessThanOrEqual(1.2 * 1024 * 1024)
})
