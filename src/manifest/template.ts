import type { Params } from '../api/task.ts'
import { messageOf } from '../base/errors.ts'
import { isRecord } from '../base/json.ts'
import { didYouMean } from '../base/suggest.ts'
import type { Contexts } from '../documents/expression-evaluate.ts'
import type { Template } from '../documents/expressions.ts'
import { pathKey, type Path } from '../documents/yaml-nodes.ts'
import type { RunContext } from '../inputs/context.ts'
import {
  costOfExpression,
  costOfParent,
  ExpansionTooLarge,
  sizeOf,
  tooMuchMessage,
  type ExpansionBudget,
} from './expansion.ts'
import type { ValueProblem, ParentResult, Resolved } from './generation.ts'
import type { Combination } from './matrix.ts'

type ExpressionLanguage = typeof import('../documents/expressions.ts')

/** What the files of a step may use in expressions. `env`: only what the input `expose-env` names. */
export interface Exposed {
  readonly context: Pick<RunContext, 'github'>
  readonly env: Readonly<Record<string, string>>
}

/** What the expressions of one generation may use besides. */
export interface TemplateScope {
  readonly combination: Combination
  /** All keys of the whole matrix. */
  readonly keys: readonly string[]
  /** Those that are crossed with each other; the other keys come by `include`. */
  readonly axes: readonly string[]
}

/** A value that waits for the results of other generations. */
interface WaitingValue {
  readonly path: Path
  readonly template: Template
  /** Names of generations, as written in the expression. */
  readonly parents: readonly string[]
}

/** A value with its expressions evaluated, as far as they wait for no result. */
export interface EvaluatedValue {
  readonly value: unknown
  readonly problems: readonly ValueProblem[]
  readonly waiting: readonly WaitingValue[]
  /** Expressions that came out empty and do not say that this is meant. */
  readonly empty: readonly EmptyExpression[]
  /** Numbers and booleans by expressions, as they are spelled in the file; by `pathKey`. */
  readonly spellings: ReadonlyMap<string, string>
}

/** An expression that came out empty. `source` is what stands between the braces. */
export interface EmptyExpression {
  readonly path: Path
  readonly source: string
}

/** No params, and nothing wrong with them. */
export const noValue: EvaluatedValue = {
  value: {},
  problems: [],
  waiting: [],
  empty: [],
  spellings: new Map(),
}

/** What evaluates the values of one file. */
export type ValueEvaluator = Pick<TemplateEvaluator, 'evaluate' | 'complete' | 'unusedKeys'>

/** For files without expressions. */
export const literalValues: ValueEvaluator = {
  evaluate: (value) => ({ ...noValue, value }),
  complete: ({ value }) => ({ params: value as Params, problems: [] }),
  unusedKeys: (_text, { keys }) => keys,
}

/** The evaluator for the text of a file. The language takes time to load, and most files do without. */
export async function evaluatorFor(
  text: string,
  exposed: Exposed,
  budget: ExpansionBudget,
): Promise<ValueEvaluator> {
  return text.includes('${{')
    ? new TemplateEvaluator(await import('../documents/expressions.ts'), exposed, budget)
    : literalValues
}

/** Puts values in the place of expressions. */
export class TemplateEvaluator {
  readonly #language: ExpressionLanguage
  readonly #exposed: Exposed
  readonly #budget: ExpansionBudget
  readonly #base: Contexts
  /** Values whose results were counted already: true where they fitted. */
  readonly #counted = new Map<EvaluatedValue, boolean>()
  /** Params of parents as data, which many children may use. */
  readonly #paramsData = new WeakMap<Params, Contexts[string]>()

  constructor(language: ExpressionLanguage, exposed: Exposed, budget: ExpansionBudget) {
    this.#language = language
    this.#exposed = exposed
    this.#budget = budget
    const { github } = exposed.context
    this.#base = { github: language.dataOf(github), env: language.dataOf(exposed.env) }
  }

  /**
   * A copy of `value` in which every text is evaluated, and no key. `path` leads to it. With `combination`, the context
   * `matrix` is there, and `keys` are those of the whole matrix; with `chained`, `generations` is. Throws ExpansionTooLarge.
   */
  evaluate(
    value: unknown,
    path: Path,
    { combination, keys = [] }: Partial<TemplateScope>,
    chained = false,
  ): EvaluatedValue {
    const problems: ValueProblem[] = []
    const waiting: WaitingValue[] = []
    const empty: EmptyExpression[] = []
    const spellings = new Map<string, string>()
    const contexts: Contexts = {
      ...this.#base,
      ...(combination && { matrix: this.#language.dataOf(combination) }),
      ...(chained && { generations: this.#language.dataOf({}) }),
    }
    const evaluateText = (text: string, at: Path): unknown => {
      this.#budget.take((text.split('${{').length - 1) * costOfExpression)
      const template = this.#language.readTemplate(text, contexts)
      const parents = this.#parentsOf(template, keys)
      if (parents.length > 0) {
        this.#budget.take(parents.length * costOfParent)
        waiting.push({ path: at, template, parents })
        return text
      }
      const { value: result, empty: sources, spelling } = template.evaluate(contexts)
      this.#budget.take(sizeOf(result))
      empty.push(...sources.map((source) => ({ path: at, source })))
      if (spelling !== undefined) spellings.set(pathKey(at), spelling)
      return result
    }
    const copy = (each: unknown, at: Path): unknown => {
      if (Array.isArray(each)) return each.map((item, i) => copy(item, [...at, i]))
      if (isRecord(each)) {
        const entries = Object.entries(each).map(([key, item]) => [key, copy(item, [...at, key])])
        return Object.fromEntries(entries) as unknown
      }
      if (typeof each !== 'string' || !this.#language.hasExpression(each)) return each
      try {
        return evaluateText(each, at)
      } catch (error) {
        if (error instanceof ExpansionTooLarge) throw error
        problems.push({ severity: 'error', path: at, message: messageOf(error) })
        return each
      }
    }
    return { value: copy(value, path), problems, waiting, empty, spellings }
  }

  /**
   * The same values once the results that they waited for are there. `value` is not changed. What the results give is
   * counted once: a value that fits with a placeholder is not refused for the result itself.
   */
  complete(
    evaluated: EvaluatedValue,
    { combination }: TemplateScope,
    of: (name: string) => ParentResult | undefined,
  ): Resolved {
    const { value, waiting } = evaluated
    const problems: ValueProblem[] = []
    const params = structuredClone(value) as Params
    const counted = this.#counted.get(evaluated)
    let size = 0
    for (const { path, template, parents } of counted === false ? [] : waiting) {
      const results = parents.map((parent) => [parent, this.#dataOfResult(of(parent))] as const)
      const contexts = {
        ...this.#base,
        matrix: this.#language.dataOf(combination),
        generations: this.#language.mappingDataOf(Object.fromEntries(results)),
      }
      try {
        const { value: result, empty } = template.evaluate(contexts)
        problems.push(...empty.map((source) => notInResult(source, path)))
        replaceAt(params, path, result)
        if (counted === undefined) size += sizeOf(result)
      } catch (error) {
        problems.push({ severity: 'error', path, message: messageOf(error) })
      }
    }
    const fits = counted ?? this.#budget.fits(size)
    this.#counted.set(evaluated, fits)
    const [first] = waiting
    if (first && !fits) {
      problems.push({ severity: 'error', path: first.path, message: tooMuchMessage })
    }
    return { params, problems }
  }

  #dataOfResult(result: ParentResult | undefined): Contexts[string] {
    if (!result) return this.#language.dataOf(null)
    const { input_params: params, ...rest } = result
    const data = this.#paramsData.get(params) ?? this.#language.dataOf(params)
    this.#paramsData.set(params, data)
    const entries = Object.entries(rest).map(
      ([key, each]) => [key, this.#language.dataOf(each)] as const,
    )
    return this.#language.mappingDataOf({ ...Object.fromEntries(entries), input_params: data })
  }

  /** The keys of a matrix that a text does not use. */
  unusedKeys(text: string, { combination, keys }: TemplateScope): readonly string[] {
    const contexts = { ...this.#base, matrix: this.#language.dataOf(combination) }
    try {
      const { uses } = this.#language.readTemplate(text, contexts)
      const used = uses.filter(({ context }) => context === 'matrix')
      if (used.some(({ property }) => property === undefined)) return []
      return keys.filter((key) => !used.some(({ property = '' }) => includesName([key], property)))
    } catch {
      return []
    }
  }

  /** The generations it waits for. Throws for what a file may not use. */
  #parentsOf({ uses }: Template, keys: readonly string[]): WaitingValue['parents'] {
    const env = Object.keys(this.#exposed.env)
    return uses.flatMap(({ context, property }) => {
      const name = property?.toLowerCase() ?? ''
      if (context === 'github' && name === 'token') {
        throw new Error('`github.token` is not given to files: they could send it away. Remove it.')
      }
      if (context === 'env' && property !== undefined && !includesName(env, property)) {
        throw new Error(
          `\`env.${property}\` is not given to files. If it is no secret, list it in the input \`expose-env\`: \`expose-env: ${property}\`.`,
        )
      }
      if (context === 'matrix' && property !== undefined && !includesName(keys, property)) {
        throw new Error(`There is no \`matrix.${property}\` here.${didYouMean(property, keys)}`)
      }
      if (context !== 'generations') return []
      if (property === undefined) {
        throw new Error(
          'Name the generation whose result is meant, like `generations.NAME.assets[0].url`.',
        )
      }
      return [property]
    })
  }
}

function notInResult(source: string, path: Path): ValueProblem {
  if (!/\bgenerations\b/i.test(source)) {
    const message = `\`\${{ ${source} }}\` comes out empty. Where that is meant, write \`|| ''\` into it.`
    return { severity: 'warning', path, message }
  }
  const message = `\`\${{ ${source} }}\` is not in that result, which has \`task_id\`, \`credits_used\`, \`assets[0].url\`, \`assets[0].thumbnail_url\` and so on, as in the output \`results\`. Where it may be empty, write \`|| ''\` into it.`
  return { severity: 'error', path, message }
}

function includesName(names: readonly string[], name: string): boolean {
  return names.some((each) => each.toLowerCase() === name.toLowerCase())
}

function replaceAt(params: Params, path: Path, value: unknown): void {
  let inside = params as Record<string | number, unknown>
  for (const step of path.slice(0, -1)) inside = inside[step] as Record<string | number, unknown>
  inside[path.at(-1) ?? ''] = value
}
