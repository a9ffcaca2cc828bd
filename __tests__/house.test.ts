import { readdir, readFile, stat } from 'node:fs/promises'
import { builtinModules } from 'node:module'
import { dirname, join, relative } from 'node:path'
import ts from 'typescript'
import { readAction, root } from '../scripts/project.ts'

interface Import {
  readonly from: string
  readonly to: string
}

async function importsIn(folder: string): Promise<readonly Import[]> {
  const names = await readdir(join(root, folder), { recursive: true })
  const files = names.filter((name) => name.endsWith('.ts')).map((name) => join(folder, name))
  const found = await Promise.all(
    files.map(async (from) => {
      const text = await readFile(join(root, from), 'utf8')
      // Dynamic imports and `import type` included.
      const { importedFiles } = ts.preProcessFile(text, true, true)
      return importedFiles.map(({ fileName: to }) => ({ from: from.replaceAll('\\', '/'), to }))
    }),
  )
  return found.flat()
}

/** The path below the root that a relative import leads to. */
function target({ from, to }: Import): string {
  return relative(root, join(root, dirname(from), to)).replaceAll('\\', '/')
}

/** The schema of manifests stands in the root, where editors find it. */
const isRelative = ({ to }: Import) => to.startsWith('.') && !to.endsWith('.json')

/** The folders of src from the top down, as people read them. */
async function foldersInOrder(): Promise<readonly string[]> {
  const page = await readFile(join(root, 'docs', 'architecture.md'), 'utf8')
  const [inside = ''] = page.split('Outside `src/`')
  return [...inside.matchAll(/^\| `([a-z-]+)\/`/gm)].map(([, name = '']) => name)
}

test('docs/architecture.md and ESLint have each folder of src, in the same order', async () => {
  const entries = await readdir(join(root, 'src'), { withFileTypes: true })
  const folders = entries.filter((each) => each.isDirectory()).map(({ name }) => name)
  const config = await readFile(join(root, 'eslint.config.js'), 'utf8')
  const list = /const folders = \[([^\]]*)\]/.exec(config)?.[1] ?? ''
  const inOrder = await foldersInOrder()
  expect(inOrder.toSorted()).toEqual(folders.toSorted())
  expect([...list.matchAll(/'([^']+)'/g)].map(([, name]) => name)).toEqual(inOrder)
})

// ESLint does not look at those that are made at run time.
test('imports between the folders of src go down only, at run time too', async () => {
  const inOrder = await foldersInOrder()
  /** -1: above all folders. */
  const floor = (path: string) => inOrder.indexOf(/^src\/([^/]+)\//.exec(path)?.[1] ?? '')
  const imports = (await importsIn('src'))
    .filter(isRelative)
    .map((each) => ({ from: each.from, to: target(each) }))
  expect(imports.length).toBeGreaterThan(100)
  const up = imports.filter(({ from, to }) => floor(to) < floor(from))
  expect(up.map(({ from, to }) => `${from} -> ${to}`)).toEqual([])
})

test('there are no cycles', async () => {
  const below = new Map<string, Set<string>>()
  for (const each of (await importsIn('src')).filter(isRelative)) {
    below.set(each.from, (below.get(each.from) ?? new Set()).add(target(each)))
  }
  const visit = (room: string, way: readonly string[]): readonly string[] =>
    way.includes(room)
      ? [[...way.slice(way.indexOf(room)), room].join(' -> ')]
      : [...(below.get(room) ?? [])].flatMap((next) => visit(next, [...way, room]))
  expect(below.has('src/index.ts')).toBe(true)
  expect([...below.keys()].flatMap((room) => visit(room, []))).toEqual([])
})

test('src and the simulator do not know each other', async () => {
  for (const [folder, other] of [
    ['src', 'simulator'],
    ['simulator', 'src'],
  ] as const) {
    const imports = (await importsIn(folder)).filter(isRelative)
    expect(imports.map(target).filter((path) => path.startsWith(`${other}/`))).toEqual([])
    expect(imports.map(target).filter((path) => path.startsWith('..'))).toEqual([])
  }
})

test('each package has its room', async () => {
  const imports = (await importsIn('src')).filter(
    (each) => !each.to.startsWith('.') && !builtinModules.includes(each.to.replace('node:', '')),
  )
  const rooms = (name: RegExp) =>
    [...new Set(imports.filter(({ to }) => name.test(to)).map(({ from }) => from))].toSorted()
  expect(rooms(/^@actions\/core/)).toEqual(['src/main.ts', 'src/report/publish.ts', 'src/start.ts'])
  expect(rooms(/^@actions\/github/)).toEqual(['src/report/github.ts'])
  expect(rooms(/^ajv/)).toEqual(['src/documents/mismatch.ts', 'src/documents/schema.ts'])
  expect(rooms(/^@actions\/tool-cache/)).toEqual(['src/manifest/public-files.ts'])
  for (const room of rooms(/^yaml/)) expect(room).toMatch(/^src\/documents\/(yaml|misread)/)
  for (const room of rooms(/^@actions\/expressions/))
    expect(room).toMatch(/^src\/documents\/expression/)
  expect(rooms(/^undici/)).toEqual([
    'src/api/http.ts',
    'src/assets/download.ts',
    'src/reuse/cache.ts',
  ])
  expect(rooms(/^file-type/)).toEqual(['src/assets/save.ts'])
})

test('what src imports stands under dependencies, and nothing else does', async () => {
  const imports = (await importsIn('src')).filter(
    (each) => !each.to.startsWith('.') && !builtinModules.includes(each.to.replace('node:', '')),
  )
  const used = imports.map(({ to }) => /^(@[^/]+\/)?[^/]+/.exec(to)?.[0] ?? to)
  const { dependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    readonly dependencies: Readonly<Record<string, string>>
  }
  expect(Object.keys(dependencies).toSorted()).toEqual([...new Set(used)].toSorted())
})

test('what a run needs at once is light', async () => {
  const { size } = await stat(join(root, 'dist', 'index.js'))
  expect(size).toBeLessThan(300_000)
})

test('the environment is read in index.ts only, the step fails in start.ts only', async () => {
  const names = (await readdir(join(root, 'src'), { recursive: true })).filter((name) =>
    name.endsWith('.ts'),
  )
  const texts = await Promise.all(
    names.map(async (name) => ({ name, text: await readFile(join(root, 'src', name), 'utf8') })),
  )
  const having = (pattern: RegExp) =>
    texts.filter(({ text }) => pattern.test(text)).map(({ name }) => name)
  expect(having(/process\.env|\{ env \} = process|process\[/)).toEqual(['index.ts'])
  expect(having(/setFailed/)).toEqual(['start.ts'])
  expect(having(/process\.exit\b/)).toEqual(['start.ts'])
  expect(having(/\bconsole\./)).toEqual([])
})

const inputNames = [
  'api-id',
  'api-key',
  'model',
  'params',
  'params-file',
  'name',
  'list-models',
  'output-dir',
  'dry-run',
  'timeout',
  'poll-interval',
  'webhook-url',
  'summary',
  'api-url',
  'manifest',
  'concurrency',
  'max-credits',
  'shard',
  'expose-env',
  'gallery',
  'comment',
  'pull-request',
  'release-tag',
  'github-token',
]
const outputNames = [
  'status',
  'task-id',
  'task-ids',
  'tasks',
  'asset-url',
  'asset-urls',
  'asset-path',
  'asset-paths',
  'credits-used',
  'results',
  'results-file',
  'models',
  'models-file',
  'comment-url',
  'release-asset-urls',
]

/** The initializer of a constant of a source file, without `as const`. */
async function constant(file: string, name: string): Promise<ts.Expression> {
  const text = await readFile(join(root, 'src', file), 'utf8')
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const [found] = source.statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => declarationList.declarations)
    .filter((each) => each.name.getText() === name)
  const value = found?.initializer
  if (value === undefined) throw new Error(`${file} has no ${name}`)
  return ts.isAsExpression(value) ? value.expression : value
}

test('action.yml has the inputs and outputs of the contract', async () => {
  const { inputs, outputs } = await readAction()
  expect(Object.keys(inputs)).toEqual(expect.arrayContaining(inputNames))
  expect(Object.keys(outputs)).toEqual(expect.arrayContaining(outputNames))
})

test('the defaults in action.yml are those in the code', async () => {
  const { inputs } = await readAction()
  const declared = Object.fromEntries(
    Object.entries(inputs).flatMap(([name, { default: value }]) =>
      // An expression is the runner's to evaluate.
      value === undefined || value.includes('${{') ? [] : [[name, value]],
    ),
  )
  const value = await constant('inputs/inputs.ts', 'defaults')
  if (!ts.isObjectLiteralExpression(value)) throw new Error('defaults is no object')
  const coded = Object.fromEntries(
    value.properties.filter(ts.isPropertyAssignment).map(({ name, initializer }) => {
      if (!ts.isStringLiteralLike(initializer)) throw new Error(`${name.getText()} is no text`)
      return [name.getText().replaceAll("'", ''), initializer.text]
    }),
  )
  expect(declared).toMatchObject({ 'output-dir': 'creatify-assets', timeout: '30m' })
  const notEmpty = Object.entries(coded).filter(([, text]) => text !== '')
  expect(Object.fromEntries(notEmpty)).toEqual(declared)
})

test('the outputs of report.ts are those of action.yml', async () => {
  const value = await constant('report/outputs.ts', 'outputNames')
  if (!ts.isArrayLiteralExpression(value)) throw new Error('outputNames is no array')
  const names = value.elements.filter(ts.isStringLiteral).map(({ text }) => text)
  expect(names.toSorted()).toEqual(Object.keys((await readAction()).outputs).toSorted())
})

test('inputs.ts reads every declared input and no other', async () => {
  const text = await readFile(join(root, 'src', 'inputs', 'inputs.ts'), 'utf8')
  const source = ts.createSourceFile('inputs.ts', text, ts.ScriptTarget.Latest, true)
  const readers = new Set(['input', 'optional', 'written', 'parsed'])
  const read = new Set<string>()
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && readers.has(node.expression.getText())) {
      const [first] = node.arguments
      if (first !== undefined && ts.isStringLiteral(first)) read.add(first.text)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  expect([...read].toSorted()).toEqual(Object.keys((await readAction()).inputs).toSorted())
})
