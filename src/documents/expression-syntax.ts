import { truncate } from '../base/text.ts'
import type { Expr } from '@actions/expressions/ast'
import { ExpressionError } from '@actions/expressions/errors'
import { wellKnownFunctions } from '@actions/expressions/funcs'
import { Lexer } from '@actions/expressions/lexer'
import { Parser } from '@actions/expressions/parser'
import { messageOf } from '../base/errors.ts'
import { didYouMean } from '../base/suggest.ts'

/** `${{ … }}` that cannot be read or evaluated. The message says why, and what to write instead. */
export class ExpressionProblem extends Error {
  override readonly name = 'ExpressionProblem'
}

/** Plain text, or an expression with its source between the braces. */
export type Segment =
  { readonly text: string } | { readonly source: string; readonly expression: Expr }

/** Text and expressions in turn. `}}` inside a quoted string ends nothing. Throws ExpressionProblem. */
export function segmentsOf(text: string, contexts: readonly string[]): readonly Segment[] {
  const segments: Segment[] = []
  let at = 0
  for (;;) {
    const start = text.indexOf('${{', at)
    if (start === -1) break
    if (start > at) segments.push({ text: text.slice(at, start) })
    const end = closingBraces(text, start + 3)
    if (end === -1) throw new ExpressionProblem('`${{` has no `}}` that closes it.')
    const source = text.slice(start + 3, end).trim()
    segments.push({ source, expression: parse(source, contexts) })
    at = end + 2
  }
  if (at < text.length) segments.push({ text: text.slice(at) })
  return segments
}

function closingBraces(text: string, from: number): number {
  let quoted = false
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === "'") quoted = !quoted
    else if (!quoted && text.startsWith('}}', at)) return at
  }
  return -1
}

function parse(source: string, contexts: readonly string[]): Expr {
  try {
    const { tokens } = new Lexer(source).lex()
    const expression = new Parser(tokens, [...contexts], []).parse() as Expr | undefined
    if (expression) return expression
  } catch (error) {
    throw new ExpressionProblem(explainSyntax(source, error, contexts))
  }
  throw new ExpressionProblem('`${{ }}` is empty.')
}

/** Contexts that a workflow has and a file has not. */
const elsewhere = /^(secrets|vars|inputs|needs|steps|job|jobs|runner|strategy)$/i

function explainSyntax(source: string, error: unknown, contexts: readonly string[]): string {
  const shown = showExpression(source)
  if (!(error instanceof ExpressionError)) {
    const long = messageOf(error).includes('MaxLength')
    return `${shown} cannot be read: ${long ? 'it is too long' : messageOf(error)}.`
  }
  const [, what, word = ''] =
    /^(Unrecognized named-value|Unrecognized function): '(.*)'$/.exec(error.message) ?? []
  if (what === 'Unrecognized named-value') {
    const places = contexts.map((name) => `\`${name}\``).join(', ')
    const fix = elsewhere.test(word)
      ? ` Pass the value to the step by \`env:\`, list its name in the input \`expose-env\`, and write \`env.NAME\` here.`
      : didYouMean(word, contexts)
    return `${shown} uses \`${word}\`, and there are only the contexts ${places} here.${fix}`
  }
  if (what === 'Unrecognized function') return unknownFunction(word)
  return `${shown} is no expression: ${error.message} at character ${error.pos.column + 1}.`
}

/** What is said of a function that the language does not have. */
export function unknownFunction(word: string): string {
  // Spelled as in GitHub's documentation.
  const known = Object.values(wellKnownFunctions).map(({ name }) => name.replace(/Json$/, 'JSON'))
  const all = known.map((name) => `\`${name}\``).join(', ')
  return `There is no function \`${word}\` here, only ${all}.${didYouMean(word, known)}`
}

/** An expression as written, for messages. */
export function showExpression(source: string): string {
  return `\`\${{ ${truncate(source, 120)} }}\``
}
