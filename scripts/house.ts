import { readdir, readFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import ts from 'typescript'
import { root } from './project.ts'

// `npm run house` tells the shape of src in numbers: sizes of files, the way of imports, names that stand for two things.

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
const rows: readonly (readonly [string, number, readonly string[]])[] = [
  [`files over ${longest} lines`, long.length, long.map(({ name, lines }) => `${name} (${lines})`)],
  ['files at the top of src', top.length, top],
  ['longest chain of imports between folders', chain('', new Set()), []],
  ['imports that go up', up.length, up.map(({ from, to }) => `${from} -> ${to}`)],
  [
    'names that two files export',
    twice.length,
    twice.map(([name, places]) => `${name} (${places.map(({ file }) => file).join(', ')})`),
  ],
  ['lines of src', sources.reduce((sum, { lines }) => sum + lines, 0), []],
  ['lines of main.ts', sources.find(({ name }) => name === 'main.ts')?.lines ?? 0, []],
]
for (const [what, count, which] of rows) {
  console.log(`${String(count).padStart(6)}  ${what}`)
  if (what !== 'files at the top of src') for (const each of which) console.log(`          ${each}`)
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
