import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import ts from 'typescript'
import { root } from '../scripts/project.ts'
import { codeIn, errorPage, headings, messages } from './support/error-page.ts'
import { checkRows } from './support/rows.ts'

/** A text of src, with `…` for what is put in. */
interface Literal {
  /** `src/FILE:LINE` */
  readonly place: string
  readonly text: string
  /** It stops a step, ends a generation, or is why a file was not saved. */
  readonly isError: boolean
}

const throwing = new Set([
  ...['ApiError', 'AssetError', 'Error', 'ExpressionProblem', 'InputError', 'StepFailure'],
  ...['ambiguous', 'ambiguousEarlier', 'cannotRead', 'error', 'failed', 'failedTask', 'invalid'],
  ...['refuse', 'report', 'setFailed', 'skipped', 'unfinished', 'wrong'],
])

const names = new Set(['evidence', 'failure', 'message', 'problem', 'reason', 'why'])

const logging = new Set(['info', 'notice', 'warning', 'debug', 'group', 'includes', '#tell'])

/** What these say is a warning, a page, or stands for a `…`. */
const quiet = [
  'documents/gaps.ts',
  'documents/schema.ts',
  'documents/sound-schema.ts',
  'reuse/cache.ts',
  'reuse/ledger.ts',
  'tasks/price-book.ts',
  'tasks/prices.ts',
]

/** Of the folder that makes pages, what says how a step failed. */
const loud = ['report/catalog.ts', 'report/failure.ts', 'report/outputs.ts', 'report/report.ts']

function isRead(name: string): boolean {
  return name.startsWith('report/') ? loud.includes(name) : !quiet.includes(name)
}

/** What is told in the same ways and is no error that people see, by reason. */
const exceptions: Readonly<Record<string, readonly string[]>> = {
  'every signal that aborts has an Error as its reason': ['aborted', 'UND_ERR_ABORTED'],
  'stands for a part of a message': [
    ...['(a URL with a user)', 'a task with an id', 'moved to', 'no content type'],
    ...['no further words', 'nobody knows what became of the create of', 'nothing is left'],
    ...[
      'Did you mean',
      'add credits to the account',
      'of them for tasks that are not charged yet',
      'reserved for what is unfinished or in doubt',
      'Leave out the quotes:',
      ', which YAML reads as',
      'of at least',
      'Put the whole text in quotes.',
      'Remove `wait: false`, which excludes it.',
    ],
    ...['true or false', 'was not started'],
  ],
  'a warning about a file that is saved': [
    'its bytes are of no kind that is known here',
    'its kind could not be found out (',
  ],
  'a notice of a step that succeeds': [
    'No Creatify credentials: GitHub gives no secrets to pull requests from forks and by Dependabot. Nothing was generated.',
    'This shard has no part of the manifest: what has to stay together makes fewer parts than there are jobs.',
  ],
  'the log says it of what is made again': [
    ...['is done, but its files are gone', 'is not known to the API any more'],
    'was made from the result of',
  ],
  'the first line of a page; the log has each problem': ['to fix first.'],
  'the last line of a step that succeeds': [
    ...['submitted. Collect with the input `task-id`.', 'valid. Dry run: nothing was created.'],
  ],
}

const excepted = new Set(Object.values(exceptions).flat())

function nameOf(callee: ts.Expression): string {
  return ts.isPropertyAccessExpression(callee) ? callee.name.text : callee.getText()
}

/** In a finding or a block of which all findings are warnings. */
function isOfWarning(block: ts.Node): boolean {
  const severities = [...block.getText().matchAll(/severity: (?:'(\w+)'|\w+)/g)]
  return severities.length > 0 && severities.every(([, severity]) => severity === 'warning')
}

/** Words, as in what is returned to be told. */
function isSentence(node: ts.Node): boolean {
  return /\p{Ll}{2,} \p{Ll}+ .*\p{Ll}/u.test(node.getText())
}

function isErrorText(node: ts.Node): boolean {
  let isNamed = false
  for (let each = node; !ts.isSourceFile(each.parent); each = each.parent) {
    const { parent } = each
    if ((ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression !== each) {
      if (logging.has(nameOf(parent.expression))) return false
      isNamed ||= throwing.has(nameOf(parent.expression))
    }
    if (ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent)) {
      isNamed ||= names.has(parent.name.getText())
    }
    if (ts.isReturnStatement(parent) || ts.isArrowFunction(parent)) isNamed ||= isSentence(node)
    if (ts.isVariableDeclaration(parent)) isNamed ||= isSentence(node)
    const isWhole = ts.isBlock(parent) || ts.isFunctionLike(parent)
    if ((ts.isObjectLiteralExpression(parent) || isWhole) && isOfWarning(parent)) return false
    if (isWhole) break
  }
  return isNamed
}

function literalsIn(name: string, source: string): readonly Literal[] {
  const file = ts.createSourceFile(name, source, ts.ScriptTarget.Latest, true)
  const found: Literal[] = []
  const visit = (node: ts.Node) => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return
    const text = ts.isStringLiteralLike(node)
      ? node.text
      : ts.isTemplateExpression(node)
        ? [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('…')
        : undefined
    if (text !== undefined) {
      const line = file.getLineAndCharacterOfPosition(node.getStart()).line + 1
      const isError = isRead(name) && isErrorText(node)
      found.push({ place: `src/${name}:${line}`, text, isError })
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

const files = (await readdir(join(root, 'src'), { recursive: true })).filter((name) =>
  name.endsWith('.ts'),
)
const literals = (
  await Promise.all(
    files.map(async (name) => literalsIn(name, await readFile(join(root, 'src', name), 'utf8'))),
  )
).flat()

const hasLetters = (text: string) => /\p{L}{2}/u.test(text)

/** The longest of what stands between the `…` of a text. */
function core(text: string): string {
  const parts = text.split(/[…\n]/).map((part) => part.trim())
  return parts.filter(hasLetters).toSorted((a, b) => b.length - a.length)[0] ?? ''
}

/** What is between the code, the `…` and the ends of sentences of a message. */
function phrasesIn(message: string): readonly string[] {
  const prose = message.split(/`[^`]*`|…|(?<=[.,:;]) |\(|\)/)
  return prose.map((part) => part.replace(/[.,:]$/, '').trim()).filter(hasLetters)
}

const everything = literals.map(({ text }) => text).join('\n')

/** Into how few parts a phrase falls that each stand in a literal; Infinity where a word stands in none. */
function partsOf(phrase: string): number {
  const words = phrase.split(' ')
  for (let length = words.length; length > 0; length -= 1) {
    if (!everything.includes(words.slice(0, length).join(' '))) continue
    return length === words.length ? 1 : 1 + partsOf(words.slice(length).join(' '))
  }
  return Infinity
}

describe('docs/errors.md', () => {
  test('has a heading for each message, none twice, and below each a cause and a fix', () => {
    expect(headings.filter(({ tokens: parts }) => codeIn(parts).length !== 1)).toEqual([])
    expect(messages.filter((each, i) => messages.indexOf(each) !== i)).toEqual([])
    const without = headings.filter((heading) => {
      const next = errorPage
        .slice(errorPage.indexOf(heading) + 1)
        .find(({ type }) => type !== 'space')
      return next?.type !== 'paragraph' || !/\S\n?.*\*\*Fix:\*\* \S/.test(next.raw)
    })
    expect(without.map(({ text }) => text)).toEqual([])
  })

  test('has no message that is not in src', async () => {
    await checkRows(messages, (message) => {
      const phrases = phrasesIn(message)
      expect(phrases).not.toEqual([])
      expect(phrases.filter((phrase) => partsOf(phrase) > 3)).toEqual([])
    })
  })

  test('has every message that stops a step, ends a generation or leaves a file unsaved', () => {
    const missing = literals.filter(({ text, isError }) => {
      const part = core(text)
      return (
        isError && part !== '' && !excepted.has(part) && !messages.some((m) => m.includes(part))
      )
    })
    expect(missing.map(({ place, text }) => `${place} ${text}`)).toEqual([])
  })

  test('is spared nothing that is not in src', () => {
    const all = new Set(literals.map(({ text }) => core(text)))
    expect([...excepted].filter((part) => !all.has(part))).toEqual([])
  })
})
