import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { marked, type Token, type Tokens } from 'marked'
import ts from 'typescript'
import { root } from '../scripts/project.ts'
import { checkRows } from './support/rows.ts'

/** A line of a literal of src, in the notation of the page: `…` for what is put in. */
interface Literal {
  readonly room: string
  readonly line: number
  readonly text: string
  /** It is thrown, reported or named as people read it. */
  readonly told: boolean
}

const speakers = new Set([
  ...['ApiError', 'Error', 'ExpressionProblem', 'InputError', 'Refusal', 'StepFailure'],
  ...['failed', 'invalid', 'refuse', 'report', 'skipped', 'wrong'],
  ...['#tell', 'cannotRead', 'cannotSave', 'notice', 'setFailed', 'warning'],
])

const names = new Set([
  'advice',
  'cure',
  'evidence',
  'failure',
  'message',
  'note',
  'problem',
  'reason',
  'why',
])

/** What is declared by these names is CSS, a Content-Security-Policy and GraphQL. */
const otherLanguages = new Set(['style', 'policy', 'ownComments'])

/** By what they are part of, literals that are compared or looked for, or are no text at all. */
function isUnread(node: ts.Node): boolean {
  const { parent } = node
  if (ts.isBinaryExpression(parent)) return /^[!=]==$/.test(parent.operatorToken.getText())
  if (ts.isCallExpression(parent) && ts.isPropertyAccessExpression(parent.expression)) {
    return parent.expression.name.text === 'includes'
  }
  return ts.isElementAccessExpression(parent) || ts.isCaseClause(parent)
}

function isTold(node: ts.Node): boolean {
  for (let each = node; !ts.isFunctionLike(each.parent); each = each.parent) {
    const { parent } = each
    if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) {
      const callee = parent.expression
      const name = ts.isPropertyAccessExpression(callee) ? callee.name : callee
      if (callee !== each && speakers.has(name.getText())) return true
    }
    if (ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent)) {
      return names.has(parent.name.getText())
    }
    if (ts.isSourceFile(parent) || ts.isBlock(parent)) return false
  }
  return false
}

function literalsIn(room: string, source: string): readonly Literal[] {
  const file = ts.createSourceFile(room, source, ts.ScriptTarget.Latest, true)
  const found: Literal[] = []
  const visit = (node: ts.Node) => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return
    const isDeclared = ts.isVariableDeclaration(node) || ts.isFunctionDeclaration(node)
    if (isDeclared && otherLanguages.has(node.name?.getText() ?? '')) return
    const pieces = ts.isStringLiteralLike(node)
      ? [node.text]
      : ts.isTemplateExpression(node)
        ? [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)]
        : []
    if (pieces.length > 0 && !isUnread(node)) {
      const line = file.getLineAndCharacterOfPosition(node.getStart()).line + 1
      const lines = pieces.join('…').split('\n')
      found.push(...lines.map((text) => ({ room, line, text, told: isTold(node) })))
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

const rooms = (await readdir(join(root, 'src'), { recursive: true })).filter((name) =>
  name.endsWith('.ts'),
)
const literals = (
  await Promise.all(
    rooms.map(async (room) => literalsIn(room, await readFile(join(root, 'src', room), 'utf8'))),
  )
).flat()

const page = await readFile(join(root, 'docs/errors.md'), 'utf8')
const rows = marked
  .lexer(page)
  .filter((token): token is Tokens.Table => token.type === 'table')
  .flatMap((table) => table.rows)

function codeIn(cell: Tokens.TableCell | undefined): readonly string[] {
  return (cell?.tokens ?? [])
    .filter((token: Token): token is Tokens.Codespan => token.type === 'codespan')
    .map(({ text }) => text)
}

const sentences = rows.map(([sentence]) => codeIn(sentence))

/** What one sentence may be put together from: the literals of a folder. */
const pieces = new Map(
  rooms.map((room) => {
    const texts = literals
      .filter((each) => dirname(each.room) === dirname(room))
      .map(({ text }) => text)
    return [room, [...new Set(texts.flatMap((text) => text.split('…')))].filter(Boolean)] as const
  }),
)

/** True for text that is put together from `…` and whole pieces of literals. */
function isPutTogether(text: string, from: readonly string[]): boolean {
  const reached = new Set([0])
  for (const at of reached) {
    for (const piece of ['…', ...from]) {
      if (text.startsWith(piece, at)) reached.add(at + piece.length)
    }
  }
  return reached.has(text.length)
}

/** The literal's pieces are in the sentence in order, and what is between is in the room too. */
function gives([first = '', ...later]: readonly string[], sentence: string, room: string): boolean {
  if (!sentence.startsWith(first)) return false
  const rest = sentence.slice(first.length)
  const [next] = later
  if (next === undefined) return rest === ''
  for (let at = rest.indexOf(next); at !== -1; at = rest.indexOf(next, at + 1)) {
    const between = isPutTogether(rest.slice(0, at), pieces.get(room) ?? [])
    if (between && gives(later, rest.slice(at), room)) return true
    if (at === rest.length) break
  }
  return false
}

const hasLetters = (text: string) => /\p{L}/u.test(text)

/** Ends with a full stop, and has more than one word. */
const isSentence = (text: string) => /\S\s.*\.$/.test(text.trim()) && hasLetters(text)

/** What has to stand on the page: the longest piece of what is thrown, warned of or named as a reason. */
function mustStand({ text, told }: Literal): readonly string[] {
  if (!told || /<\/?[a-z!]/.test(text)) return []
  const all = text.split('…').map((piece) => piece.trim())
  const [longest = ''] = all.filter(hasLetters).toSorted((x, y) => y.length - x.length)
  return longest === '' ? [] : [longest]
}

/** True when the literal is a sentence of the page, or one that ends with it. */
function isGiven({ text, room }: Literal): boolean {
  const parts = text.trim().split('…')
  return sentences.flat().some((sentence) => {
    const starts = [0, ...[...sentence.matchAll(/ /g)].map(({ index }) => index + 1)]
    return starts.some((at) => gives(parts, sentence.slice(at), room))
  })
}

/** What is told in the same ways and is no trouble. */
const exceptions: Readonly<Record<string, readonly string[]>> = {
  'every signal that aborts has an Error as its reason': ['aborted'],
}

const excepted = new Set(Object.values(exceptions).flat())

describe('docs/errors.md', () => {
  test('has one sentence a row, with a cause and a cure, and none twice', () => {
    expect(sentences.filter((each) => each.length !== 1)).toEqual([])
    expect(rows.filter((row) => row.length !== 3 || row.some(({ text }) => text === ''))).toEqual(
      [],
    )
    const all = sentences.flat()
    expect(all.filter((each, i) => all.indexOf(each) !== i)).toEqual([])
  })

  test('has no sentence that people cannot read', async () => {
    await checkRows(sentences.flat(), (sentence) => {
      const givers = literals.filter(({ room, text }) => {
        const parts = text.trim().split('…')
        return parts.some((part) => part.trim() !== '') && gives(parts, sentence, room)
      })
      expect(givers).not.toEqual([])
    })
  })

  test('has every sentence that stops a step, ends a generation or warns', () => {
    // What stands for a `…` may be named beside the sentence.
    const shown = rows.flatMap(([sentence, cause]) => [...codeIn(sentence), ...codeIn(cause)])
    const missing = literals.filter((literal) => {
      const needed = mustStand(literal).filter((piece) => !excepted.has(piece))
      const isThere = needed.every((piece) => shown.some((text) => text.includes(piece)))
      return needed.length > 0 && !(isThere && (!isSentence(literal.text) || isGiven(literal)))
    })
    expect(missing.map(({ room, line, text }) => `src/${room}:${line} ${text}`)).toEqual([])
  })

  test('is spared nothing that is not in src', () => {
    const all = new Set(literals.flatMap(mustStand))
    expect([...excepted].filter((piece) => !all.has(piece))).toEqual([])
  })
})
