import { readdir, readFile } from 'node:fs/promises'
import { isBuiltin } from 'node:module'
import { join } from 'node:path'
import ts from 'typescript'
import { root } from './project.ts'

// A runner has `dist/` and no packages: `npm run check-dist` tells everything in `dist/` that Node would have to look for elsewhere.

/** Code that loads something whose name is not written there, and why it may stay. */
interface Exception {
  readonly code: string
  readonly why: string
  /**
   * The code runs only when one of these is called. The number says how often the bundle names it where it is defined: one more, and
   * something may call it.
   */
  readonly unless?: Readonly<Record<string, number>>
}

/** The functions of file-type that open a path. */
const opensPath = { fromFile: 4, fileTypeFromFile: 1 }

const known: readonly Exception[] = [
  {
    code: 'import("./" + __nccwpck_require__.u(chunkId))',
    why: 'loads a chunk: each number that the bundle asks for is a file of dist/, which is checked',
  },
  {
    code: 'new Function(`${names_1.default.self}`, `${names_1.default.scope}`, sourceCode)',
    why: 'Ajv compiles a schema: the text gets what it uses as arguments, and loads nothing',
  },
  {
    code: 'import(/* @vite-ignore */ /* webpackIgnore: true */ specifier)',
    why: 'file-type opens a path with it, and src gives it bytes',
    unless: opensPath,
  },
  { code: "importAtRuntime('strtok3')", why: 'the same', unless: opensPath },
]

/**
 * What is wrong with the bundle in `folder`: an import that names neither a part of Node nor a file there, or whose name is computed and
 * that is not in `allowed`. An entry of `allowed` that nothing needs is told as well, and one whose code may be called.
 */
export async function checkDist(
  folder: string,
  allowed: readonly Exception[] = known,
): Promise<readonly string[]> {
  const files = (await readdir(folder, { recursive: true })).map((name) =>
    name.replaceAll('\\', '/'),
  )
  const used = new Set<string>()
  const named = new Map<string, number>()
  const problems: string[] = []
  for (const file of files.filter((name) => /\.[cm]?js$/.test(name))) {
    const text = await readFile(join(folder, file), 'utf8')
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS)
    for (const name of namesIn(source)) named.set(name, (named.get(name) ?? 0) + 1)
    for (const { specifier, code, line } of loadsIn(source)) {
      const entry = allowed.find((each) => code.includes(each.code))
      if (entry !== undefined) used.add(entry.code)
      else if (specifier === undefined) problems.push(`${file}:${line} computes a name: ${code}`)
      else if (!isBuiltin(specifier) && !files.includes(resolved(file, specifier)))
        problems.push(`${file}:${line} needs ${JSON.stringify(specifier)}: ${code}`)
    }
  }
  const unused = allowed.filter(({ code }) => !used.has(code))
  problems.push(...unused.map(({ code }) => `nothing needs the exception for ${code}`))
  const limits = Object.assign({}, ...allowed.map(({ unless }) => unless)) as Record<string, number>
  for (const [name, expected] of Object.entries(limits)) {
    const times = named.get(name) ?? 0
    if (times !== expected)
      problems.push(`${name} is named ${times} times, not ${expected}: something may call it`)
  }
  return problems
}

/** Every identifier and every text that could be one, as often as it is there. */
function namesIn(source: ts.SourceFile): readonly string[] {
  const names: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) || ts.isStringLiteralLike(node)) names.push(node.text)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return names
}

/** Something that is loaded when the code runs. */
interface Load {
  /** undefined: not written in the code. */
  readonly specifier: string | undefined
  readonly code: string
  readonly line: number
}

function loadsIn(source: ts.SourceFile): readonly Load[] {
  const loads: Load[] = []
  const visit = (node: ts.Node): void => {
    const specifier = specifierOf(node)
    if (specifier !== 'nothing') {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart())
      const code = node.getText().replaceAll(/\s+/g, ' ').slice(0, 200)
      loads.push({ specifier: specifier?.text, code, line: line + 1 })
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return loads
}

/** Functions that load what they are called with. */
const loaders = /require$|^(_load|getBuiltinModule|importAtRuntime)$/i
/** What runs a text or another file: `new Function(…)`, `vm.runInThisContext(…)`, but not `this.eval(…)`. */
const runners = /^(Function|eval|(.+\.)?(Worker|compileFunction|runIn\w+Context))$/

/** What a node loads: a name, undefined where it is computed, or nothing. */
function specifierOf(node: ts.Node): { readonly text: string } | undefined | 'nothing' {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
    return node.moduleSpecifier ? literal(node.moduleSpecifier) : 'nothing'
  }
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return 'nothing'
  const { expression: callee } = node
  const [first] = node.arguments ?? []
  if (callee.kind === ts.SyntaxKind.ImportKeyword) return literal(first)
  // createRequire(…)('name')
  if (ts.isCallExpression(callee) && /createRequire$/.test(callee.expression.getText())) {
    return literal(first)
  }
  const name = nameOf(callee)
  if (name === '__nccwpck_require__') return 'nothing'
  // Webpack's own: a chunk by its number.
  if (callee.getText() === '__nccwpck_require__.e') {
    return first && ts.isNumericLiteral(first) ? { text: `./${first.text}.index.js` } : undefined
  }
  if (/createRequire$/.test(name)) {
    // Called at once, or kept under a name that is called.
    const called = ts.isCallExpression(node.parent) && node.parent.expression === node
    const kept = called || ts.isVariableDeclaration(node.parent)
    return kept ? 'nothing' : undefined
  }
  if (loaders.test(name)) return literal(first)
  return runners.test(callee.getText()) ? undefined : 'nothing'
}

function nameOf(callee: ts.Expression): string {
  if (ts.isIdentifier(callee)) return callee.text
  return ts.isPropertyAccessExpression(callee) ? callee.name.text : ''
}

function literal(value: ts.Node | undefined): { readonly text: string } | undefined {
  return value && ts.isStringLiteralLike(value) ? value : undefined
}

function resolved(from: string, specifier: string): string {
  return new URL(specifier, new URL(from, 'file:///')).pathname.slice(1)
}

if (import.meta.main) {
  const problems = await checkDist(join(root, 'dist'))
  for (const problem of problems) console.error(problem)
  if (problems.length === 0) console.log('dist/ loads nothing but parts of Node and its own files.')
  else process.exitCode = 1
}
