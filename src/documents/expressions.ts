import type { ExpressionData } from '@actions/expressions/data/index'
import { Kind } from '@actions/expressions/data/expressiondata'
import { dataFrom, jsonFromData, mappingOf, spellingIn } from './expression-data.ts'
import { evaluate, refuseSpelled, type Contexts } from './expression-evaluate.ts'
import { ExpressionProblem, segmentsOf, showExpression, type Segment } from './expression-syntax.ts'
import { usesOf, type Use } from './expression-uses.ts'

/** A scalar with expressions in it, read and not yet evaluated. */
export interface Template {
  readonly source: string
  /** The properties it uses, by context; `undefined` where it uses a context as a whole. */
  readonly uses: readonly Use[]
  /** Throws ExpressionProblem. */
  evaluate(contexts: Contexts): Evaluated
}

/** What a template gave. */
export interface Evaluated {
  /** Of any JSON type where the scalar is one expression, else text. */
  readonly value: unknown
  /** The expressions that came out empty and do not say (by `''`) that this is meant. */
  readonly empty: readonly string[]
  /** How the value is spelled in the file, where it is a number or boolean whose value does not tell. */
  readonly spelling?: string | undefined
}

/** Whether a scalar has to be read as a template. */
export function hasExpression(text: string): boolean {
  return text.includes('${{')
}

/** JSON, in which there may be a `SpelledScalar`, as the language has it. */
export function dataOf(value: unknown): ExpressionData {
  return dataFrom(value)
}

/** A mapping of data. */
export function mappingDataOf(values: Readonly<Record<string, ExpressionData>>): ExpressionData {
  return mappingOf(Object.entries(values))
}

/** Reads a scalar. `contexts` are those of this place. Throws ExpressionProblem. */
export function readTemplate(text: string, contexts: Contexts): Template {
  const segments = segmentsOf(text, Object.keys(contexts))
  const uses = segments.flatMap((segment) =>
    'expression' in segment ? usesOf(segment.expression, contexts) : [],
  )
  const [only] = segments
  const whole = segments.length === 1 && only && 'expression' in only ? only : undefined
  return {
    source: text,
    uses,
    evaluate(values) {
      const empty: string[] = []
      const run = ({ source, expression }: Extract<Segment, { source: string }>) => {
        const result = evaluate(source, expression, values)
        const isEmpty = result.kind === Kind.Null || result.coerceString() === ''
        if (isEmpty && !source.includes("''")) empty.push(source)
        return result
      }
      if (whole) {
        const result = run(whole)
        const value = JSON.parse(jsonFromData(result)) as unknown
        const isScalar = result.kind === Kind.Number || result.kind === Kind.Boolean
        return { value, empty, spelling: isScalar ? spellingIn(result) : undefined }
      }
      const value = segments
        .map((segment) =>
          'text' in segment ? segment.text : coerceToText(segment.source, run(segment)),
        )
        .join('')
      return { value, empty }
    },
  }
}

function coerceToText(source: string, result: ExpressionData): string {
  if (result.kind !== Kind.Array && result.kind !== Kind.Dictionary) {
    refuseSpelled(result)
    return result.coerceString()
  }
  const what = result.kind === Kind.Array ? 'a list' : 'a mapping'
  throw new ExpressionProblem(
    `${showExpression(source)} gives ${what} in the middle of text. Make it text with \`toJSON\` or \`join\`.`,
  )
}
