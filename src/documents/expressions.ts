import {
  ContextAccess,
  Grouping,
  Literal,
  Star,
  type Binary,
  type Expr,
  type ExprVisitor,
  type FunctionCall,
  type IndexAccess,
  type Logical,
  type Unary,
} from '@actions/expressions/ast'
import {
  Dictionary,
  NumberData,
  replacer,
  reviver,
  StringData,
} from '@actions/expressions/data/index'
import type { ExpressionData } from '@actions/expressions/data/index'
import { Kind } from '@actions/expressions/data/expressiondata'
import { ExpressionError } from '@actions/expressions/errors'
import { Evaluator } from '@actions/expressions/evaluator'
import { wellKnownFunctions } from '@actions/expressions/funcs'
import type { FunctionDefinition } from '@actions/expressions/funcs/info'
import { Lexer } from '@actions/expressions/lexer'
import { Parser } from '@actions/expressions/parser'
import { isRecord } from '../base/json.ts'
import { messageOf } from '../base/errors.ts'
import { didYouMean } from '../base/suggest.ts'

/** Values by context: `github`, `env`, … A context that is missing here is not available in this place. */
export type Contexts = Readonly<Record<string, ExpressionData>>

/** JSON as the language has it. */
export function dataOf(value: unknown): ExpressionData {
  return revived(JSON.stringify(value))
}

function revived(json: string): ExpressionData {
  return JSON.parse(json, (key, value: unknown) =>
    isRecord(value) && !isData(value) ? mappingOf(Object.entries(value)) : reviver(key, value),
  ) as ExpressionData
}

function isData(value: unknown): boolean {
  return (
    value instanceof Object && 'coerceString' in value && typeof value.coerceString === 'function'
  )
}

/** The library's own mapping loses the keys that every JavaScript object inherits. */
function mappingOf(entries: readonly (readonly [string, unknown])[]): Dictionary {
  const mapping = new Dictionary()
  Reflect.set(mapping, 'indexMap', Object.create(null))
  for (const [key, value] of entries) mapping.add(key, value as ExpressionData)
  return mapping
}

function plainJson(data: ExpressionData, space?: string): string {
  return JSON.stringify(
    data,
    (key, value: unknown) =>
      value instanceof Dictionary
        ? Object.fromEntries(value.pairs().map((pair) => [pair.key, pair.value]))
        : replacer(key, value),
    space,
  )
}

/** `${{ … }}` that cannot be read or evaluated. The message says why, and what to write instead. */
export class ExpressionProblem extends Error {
  override readonly name = 'ExpressionProblem'
}

/** A scalar with expressions in it, read and not yet evaluated. */
export interface Template {
  readonly source: string
  /** The properties it uses, by context; `undefined` where it uses a context as a whole. */
  readonly uses: readonly Use[]
  /** Throws ExpressionProblem. */
  evaluate(contexts: Contexts): Evaluated
}

/** A property of a context that an expression uses. */
export interface Use {
  readonly context: string
  /** Undefined: the whole context, or a property that is not known before other generations are done. */
  readonly property: string | undefined
}

/** What a template gave. */
export interface Evaluated {
  /** Of any JSON type where the scalar is one expression, else text. */
  readonly value: unknown
  /** The expressions that came out empty and do not say (by `''`) that this is meant. */
  readonly empty: readonly string[]
}

type Segment = { readonly text: string } | { readonly source: string; readonly expression: Expr }

/** Whether a scalar has to be read as a template. */
export function hasExpression(text: string): boolean {
  return text.includes('${{')
}

/** Reads a scalar. `contexts` are those of this place. Throws ExpressionProblem. */
export function readTemplate(text: string, contexts: Contexts): Template {
  const segments = segmentsOf(text, Object.keys(contexts))
  const uses = segments.flatMap((segment) =>
    'expression' in segment ? segment.expression.accept(new Uses(contexts)) : [],
  )
  const [only] = segments
  const whole = segments.length === 1 && only && 'expression' in only ? only : undefined
  return {
    source: text,
    uses,
    evaluate(values) {
      const data = scopeOf(values)
      const empty: string[] = []
      const run = ({ source, expression }: Extract<Segment, { source: string }>) => {
        const result = evaluate(source, expression, data)
        const bare = result.kind === Kind.Null || result.coerceString() === ''
        if (bare && !source.includes("''")) empty.push(source)
        return result
      }
      if (whole) return { value: jsonOf(run(whole)), empty }
      const value = segments
        .map((segment) => ('text' in segment ? segment.text : textOf(segment.source, run(segment))))
        .join('')
      return { value, empty }
    },
  }
}

/** Text and expressions in turn. `}}` inside a quoted string ends nothing. */
function segmentsOf(text: string, contexts: readonly string[]): readonly Segment[] {
  const segments: Segment[] = []
  let at = 0
  for (;;) {
    const start = text.indexOf('${{', at)
    if (start === -1) break
    if (start > at) segments.push({ text: text.slice(at, start) })
    const end = endOf(text, start + 3)
    if (end === -1) throw new ExpressionProblem('`${{` has no `}}` that closes it.')
    const source = text.slice(start + 3, end).trim()
    segments.push({ source, expression: parse(source, contexts) })
    at = end + 2
  }
  if (at < text.length) segments.push({ text: text.slice(at) })
  return segments
}

function endOf(text: string, from: number): number {
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
    throw new ExpressionProblem(complaint(source, error, contexts))
  }
  throw new ExpressionProblem('`${{ }}` is empty.')
}

/** Contexts that a workflow has and a file has not. */
const elsewhere = /^(secrets|vars|inputs|needs|steps|job|jobs|runner|strategy)$/i

function complaint(source: string, error: unknown, contexts: readonly string[]): string {
  const shown = show(source)
  if (!(error instanceof ExpressionError)) {
    const long = messageOf(error).includes('MaxLength')
    return `${shown} cannot be read: ${long ? 'it is too long' : messageOf(error)}.`
  }
  const [, what, word = ''] =
    /^(Unrecognized named-value|Unrecognized function): '(.*)'$/.exec(error.message) ?? []
  if (what === 'Unrecognized named-value') {
    const places = contexts.map((name) => `\`${name}\``).join(', ')
    const cure = elsewhere.test(word)
      ? ` Pass the value to the step by \`env:\`, list its name in the input \`expose-env\`, and write \`env.NAME\` here.`
      : didYouMean(word, contexts)
    return `${shown} uses \`${word}\`, and there are only the contexts ${places} here.${cure}`
  }
  if (what === 'Unrecognized function') return noFunction(word)
  return `${shown} is no expression: ${error.message} at character ${error.pos.column + 1}.`
}

function noFunction(word: string): string {
  // Spelled as in GitHub's documentation.
  const known = Object.values(wellKnownFunctions).map(({ name }) => name.replace(/Json$/, 'JSON'))
  const all = known.map((name) => `\`${name}\``).join(', ')
  return `There is no function \`${word}\` here, only ${all}.${didYouMean(word, known)}`
}

function show(source: string): string {
  const short = source.length > 120 ? `${source.slice(0, 120)}…` : source
  return `\`\${{ ${short} }}\``
}

/** The properties that an expression uses. An index that is computed is computed here. */
class Uses implements ExprVisitor<readonly Use[]> {
  readonly #contexts: Contexts

  constructor(contexts: Contexts) {
    this.#contexts = contexts
  }

  visitLiteral(): readonly Use[] {
    return []
  }

  visitUnary({ expr }: Unary): readonly Use[] {
    return expr.accept(this)
  }

  visitBinary({ left, right }: Binary): readonly Use[] {
    return [...left.accept(this), ...right.accept(this)]
  }

  visitLogical({ args }: Logical): readonly Use[] {
    return args.flatMap((arg) => arg.accept(this))
  }

  visitGrouping({ group }: Grouping): readonly Use[] {
    return group.accept(this)
  }

  visitFunctionCall({ functionName, args }: FunctionCall): readonly Use[] {
    // The library would find what every JavaScript object inherits.
    if (!Object.hasOwn(wellKnownFunctions, functionName.lexeme.toLowerCase())) {
      throw new ExpressionProblem(noFunction(functionName.lexeme))
    }
    return args.flatMap((arg) => arg.accept(this))
  }

  visitContextAccess({ name }: ContextAccess): readonly Use[] {
    return [{ context: name.lexeme.toLowerCase(), property: undefined }]
  }

  visitIndexAccess({ expr, index }: IndexAccess): readonly Use[] {
    const inside = index instanceof Star ? [] : index.accept<readonly Use[]>(this)
    const object = bare(expr)
    if (!(object instanceof ContextAccess)) return [...expr.accept(this), ...inside]
    const context = object.name.lexeme.toLowerCase()
    return [...inside, { context, property: this.#propertyOf(index, inside) }]
  }

  #propertyOf(index: Expr, uses: readonly Use[]): string | undefined {
    if (index instanceof Star) return undefined
    if (index instanceof Literal) return index.literal.coerceString()
    if (uses.some(({ context }) => context === 'generations')) return undefined
    return evaluate('…', index, scopeOf(this.#contexts)).coerceString()
  }
}

function bare(expression: Expr): Expr {
  return expression instanceof Grouping ? bare(expression.group) : expression
}

function scopeOf(contexts: Contexts): Dictionary {
  return new Dictionary(...Object.entries(contexts).map(([key, value]) => ({ key, value })))
}

function evaluate(source: string, expression: Expr, data: Dictionary): ExpressionData {
  let result: ExpressionData
  try {
    result = new Evaluator(expression, data, bounded).evaluate()
  } catch (error) {
    if (error instanceof ExpressionProblem) throw error
    throw new ExpressionProblem(`${show(source)} cannot be evaluated: ${sentence(error)}`)
  }
  if (result instanceof NumberData && !Number.isFinite(result.value)) {
    throw new ExpressionProblem(
      `${show(source)} gives infinity or no number at all. Check what it computes.`,
    )
  }
  return result
}

function sentence(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : undefined
  const message = messageOf(error) + (cause ? ` (${cause.message})` : '')
  return `${message.replace(/\s+/g, ' ').slice(0, 300)}.`
}

const largestText = 1_000_000

function fromJson(text: string): ExpressionData {
  if (text.trim() === '') throw new Error('`fromJSON` was given nothing')
  try {
    return revived(text)
  } catch (cause) {
    throw new Error('`fromJSON` was given no JSON', { cause })
  }
}

/** The functions of the language, kept from blowing up a short file into gigabytes. */
const bounded: Map<string, FunctionDefinition> = new Map(
  Object.entries(wellKnownFunctions).map(([name, definition]) => [
    name,
    {
      ...definition,
      call: (...args: ExpressionData[]) => {
        const size = args.reduce((sum, arg) => sum + arg.coerceString().length, 0)
        const [first] = args
        const times =
          name === 'format'
            ? (first?.coerceString().split('{').length ?? 1)
            : name === 'join' && first?.kind === Kind.Array
              ? first.values().length
              : 1
        if (size * times > largestText) {
          throw new ExpressionProblem(
            `\`${definition.name}\` would give more than a million characters. Give it less.`,
          )
        }
        if (name === 'tojson' && first) return new StringData(plainJson(first, '  '))
        if (name === 'fromjson') return fromJson(first?.coerceString() ?? '')
        return definition.call(...args)
      },
    },
  ]),
)

function jsonOf(result: ExpressionData): unknown {
  return JSON.parse(plainJson(result)) as unknown
}

function textOf(source: string, result: ExpressionData): string {
  if (result.kind !== Kind.Array && result.kind !== Kind.Dictionary) return result.coerceString()
  const what = result.kind === Kind.Array ? 'a list' : 'a mapping'
  throw new ExpressionProblem(
    `${show(source)} gives ${what} in the middle of text. Make it text with \`toJSON\` or \`join\`.`,
  )
}
