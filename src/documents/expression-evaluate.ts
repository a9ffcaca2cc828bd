import { truncate } from '../base/text.ts'
import type { Expr } from '@actions/expressions/ast'
import { NumberData, StringData, type ExpressionData } from '@actions/expressions/data/index'
import { Kind } from '@actions/expressions/data/expressiondata'
import { Evaluator } from '@actions/expressions/evaluator'
import { wellKnownFunctions } from '@actions/expressions/funcs'
import type { FunctionDefinition } from '@actions/expressions/funcs/info'
import { messageOf } from '../base/errors.ts'
import { dataFrom, jsonFromData, mappingOf, spellingIn } from './expression-data.ts'
import { ExpressionProblem, showExpression } from './expression-syntax.ts'

/** Values by context: `github`, `env`, … A context that is missing here is not available in this place. */
export type Contexts = Readonly<Record<string, ExpressionData>>

/** The value of an expression. `source` is what stands between the braces. Throws ExpressionProblem. */
export function evaluate(source: string, expression: Expr, contexts: Contexts): ExpressionData {
  const data = mappingOf(Object.entries(contexts))
  let result: ExpressionData
  try {
    result = new Evaluator(expression, data, bounded).evaluate()
  } catch (error) {
    if (error instanceof ExpressionProblem) throw error
    throw new ExpressionProblem(
      `${showExpression(source)} cannot be evaluated: ${explainFailure(error)}`,
    )
  }
  if (result instanceof NumberData && !Number.isFinite(result.value)) {
    throw new ExpressionProblem(
      `${showExpression(source)} gives infinity or no number at all. Check what it computes.`,
    )
  }
  return result
}

function explainFailure(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : undefined
  const message = messageOf(error) + (cause ? ` (${cause.message})` : '')
  return `${truncate(message.replace(/\s+/g, ' '), 300)}.`
}

const longestResult = 1_000_000

function fromJson(text: string): ExpressionData {
  if (text.trim() === '') throw new Error('`fromJSON` was given nothing')
  try {
    return dataFrom(JSON.parse(text))
  } catch (cause) {
    throw new Error('`fromJSON` was given no JSON', { cause })
  }
}

/** Functions whose arguments become text. */
const makesText: ReadonlySet<string> = new Set(['format', 'join', 'tojson'])

/** Throws where a scalar becomes text that is not spelled as in the file. */
export function refuseSpelled(data: ExpressionData): void {
  const source = spellingIn(data)
  if (source === undefined) return
  throw new ExpressionProblem(
    `${source} is not text for YAML and would be changed here. Quote it where it stands: "${source}".`,
  )
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
        if (size * times > longestResult) {
          throw new ExpressionProblem(
            `\`${definition.name}\` would give more than a million characters. Give it less.`,
          )
        }
        if (makesText.has(name)) for (const arg of args) refuseSpelled(arg)
        if (name === 'tojson' && first) return new StringData(jsonFromData(first, '  '))
        if (name === 'fromjson') return fromJson(first?.coerceString() ?? '')
        return definition.call(...args)
      },
    },
  ]),
)
