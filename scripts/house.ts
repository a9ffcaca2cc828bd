import { readdir, readFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import ts from 'typescript'
import { root } from './project.ts'

// `npm run house` tells the shape of src in numbers: sizes of files, the way of imports, names that stand for two things. It ends with
// code 1 where one is above its limit.

/** Folders of `src` from the bottom up; the files at its top are above them all. */
const floors = [
  ...['base', 'api', 'documents', 'inputs', 'manifest'],
  ...['tasks', 'assets', 'reuse', 'report', ''],
]
const longest = 300

const names = (await readdir(join(root, 'src'), { recursive: true }))
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.ts'))
const sources = await Promise.all(
  names.map(async (name) => {
    const text = await readFile(join(root, 'src', name), 'utf8')
    return { name, lines: text.split('\n').length - 1, source: parse(name, text), text }
  }),
)

const imports = sources.flatMap(({ name, text }) =>
  ts
    .preProcessFile(text, true, true)
    .importedFiles.map(({ fileName }) => fileName)
    .filter((to) => to.startsWith('.') && to.endsWith('.ts'))
    .map((to) => ({ from: name, to: relative('/', join('/', dirname(name), to)) })),
)
const between = imports
  .map(({ from, to }) => [folderOf(from), folderOf(to)] as const)
  .filter(([from, to]) => from !== to)

const long = sources.filter(({ lines }) => lines > longest)
const top = names.filter((name) => folderOf(name) === '')
const up = imports.filter(
  ({ from, to }) => floors.indexOf(folderOf(to)) > floors.indexOf(folderOf(from)),
)
const twice = [...Map.groupBy(sources.flatMap(declared), ({ name }) => name)].filter(
  ([, places]) => places.length > 1,
)
/** A number of the house. */
interface Row {
  readonly what: string
  readonly count: number
  /** Undefined: told, and no goal. */
  readonly limit?: number
  /** What is counted. */
  readonly which?: readonly string[]
}

const rows: readonly Row[] = [
  {
    what: `files over ${longest} lines`,
    count: long.length,
    limit: 0,
    which: long.map(({ name, lines }) => `${name} (${lines})`),
  },
  { what: 'files at the top of src', count: top.length, limit: 6, which: top },
  { what: 'longest chain of imports between folders', count: chain('', new Set()), limit: 10 },
  {
    what: 'imports that go up',
    count: up.length,
    limit: 0,
    which: up.map(({ from, to }) => `${from} -> ${to}`),
  },
  {
    what: 'names that two files export',
    count: twice.length,
    limit: 0,
    which: twice.map(([name, places]) => `${name} (${places.map(({ file }) => file).join(', ')})`),
  },
  { what: 'lines of src', count: sources.reduce((sum, { lines }) => sum + lines, 0) },
  {
    what: 'lines of main.ts',
    count: sources.find(({ name }) => name === 'main.ts')?.lines ?? 0,
    limit: 120,
  },
]
for (const { what, count, limit = Infinity, which = [] } of rows) {
  const isOver = count > limit
  console.log(`${String(count).padStart(6)}  ${what}${isOver ? `: at most ${limit}` : ''}`)
  if (!isOver) continue
  for (const each of which) console.log(`          ${each}`)
  process.exitCode = 1
}

function parse(name: string, text: string): ts.SourceFile {
  return ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true)
}

function folderOf(name: string): string {
  return name.includes('/') ? name.slice(0, name.indexOf('/')) : ''
}

/** What a file exports by name. */
function declared({
  name: file,
  source,
}: {
  readonly name: string
  readonly source: ts.SourceFile
}) {
  return source.statements.flatMap((each) => {
    const isExported =
      ts.canHaveModifiers(each) &&
      ts.getModifiers(each)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
    if (!isExported) return []
    if (ts.isVariableStatement(each)) {
      const { declarations } = each.declarationList
      return declarations.map(({ name }) => ({ file, name: name.getText() }))
    }
    const hasName =
      ts.isFunctionDeclaration(each) ||
      ts.isClassDeclaration(each) ||
      ts.isInterfaceDeclaration(each) ||
      ts.isTypeAliasDeclaration(each)
    return hasName && each.name ? [{ file, name: each.name.text }] : []
  })
}

/** How many folders stand on the longest way down from this one, itself included. */
function chain(folder: string, above: ReadonlySet<string>): number {
  const below = new Set(between.filter(([from]) => from === folder).map(([, to]) => to))
  const next = [...below].filter((each) => !above.has(each))
  return 1 + Math.max(0, ...next.map((each) => chain(each, new Set([...above, folder]))))
}
