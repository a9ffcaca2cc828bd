import type { Params } from '../api/task.ts'
import { messageOf } from '../base/errors.ts'
import { fileName } from '../base/filename.ts'
import { isRecord } from '../base/json.ts'
import { didYouMean } from '../base/suggest.ts'
import type { Contexts } from '../documents/expression-evaluate.ts'
import type { Template } from '../documents/expressions.ts'
import type { Path } from '../documents/yaml.ts'
import type { RunContext } from '../inputs/context.ts'
import type { ParamProblem, ParentResult, Resolved } from './generation.ts'
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
  /** As written in the expression, and the name that is meant. */
  readonly parents: readonly { readonly written: string; readonly name: string }[]
}

/** A value with its expressions evaluated, as far as they wait for no result. */
export interface EvaluatedValue {
  readonly value: unknown
  readonly problems: readonly ParamProblem[]
  readonly waiting: readonly WaitingValue[]
}

/** The most text that the expressions of one file may give. */
const mostText = 20_000_000
const tooMuchText =
  'The expressions of this file give more than 20 million characters. Split the file.'

/** What evaluates the values of one file. */
export type ValueEvaluator = Pick<TemplateEvaluator, 'evaluate' | 'complete' | 'unusedKeys'>

/** For files without expressions. */
export const literalValues: ValueEvaluator = {
  evaluate: (value) => ({ value, problems: [], waiting: [] }),
  complete: ({ value }) => ({ params: value as Params, problems: [] }),
  unusedKeys: (_text, { keys }) => keys,
}

/** The evaluator for the text of a file. The language takes time to load, and most files do without. */
export async function evaluatorFor(text: string, exposed: Exposed): Promise<ValueEvaluator> {
  return text.includes('${{')
    ? new TemplateEvaluator(await import('../documents/expressions.ts'), exposed)
    : literalValues
}

/** Puts values in the place of expressions. */
export class TemplateEvaluator {
  readonly #language: ExpressionLanguage
  readonly #exposed: Exposed
  readonly #base: Contexts
  #left = mostText
  /** Whether there was room for what waited for results, as it was first found. */
  readonly #fits = new Map<EvaluatedValue, boolean>()

  constructor(language: ExpressionLanguage, exposed: Exposed) {
    this.#language = language
    this.#exposed = exposed
    const { github } = exposed.context
    this.#base = { github: language.dataOf(github), env: language.dataOf(exposed.env) }
  }

  /**
   * A copy of `value` in which every text is evaluated, and no key. `path` leads to it. With `combination`, the context
   * `matrix` is there, and `keys` are those of the whole matrix; with `chained`, `generations` is.
   */
  evaluate(
    value: unknown,
    path: Path,
    { combination, keys = [] }: Partial<TemplateScope>,
    chained = false,
  ): EvaluatedValue {
    const problems: ParamProblem[] = []
    const waiting: WaitingValue[] = []
    const contexts: Contexts = {
      ...this.#base,
      ...(combination && { matrix: this.#language.dataOf(combination) }),
      ...(chained && { generations: this.#language.dataOf({}) }),
    }
    const copy = (each: unknown, at: Path): unknown => {
      if (Array.isArray(each)) return each.map((item, i) => copy(item, [...at, i]))
      if (isRecord(each)) {
        const entries = Object.entries(each).map(([key, item]) => [key, copy(item, [...at, key])])
        return Object.fromEntries(entries) as unknown
      }
      if (typeof each !== 'string' || !this.#language.hasExpression(each)) return each
      try {
        const template = this.#language.readTemplate(each, contexts)
        const parents = this.#parentsOf(template, keys)
        if (parents.length > 0) {
          waiting.push({ path: at, template, parents })
          return each
        }
        const { value: result, problems: found } = this.#run(template, contexts, at)
        if (typeof result === 'string' && !this.#hasRoomFor(result.length)) {
          throw new Error(tooMuchText)
        }
        problems.push(...found)
        return result
      } catch (error) {
        problems.push({ severity: 'error', path: at, message: messageOf(error) })
        return each
      }
    }
    return { value: copy(value, path), problems, waiting }
  }

  /** The same values once the results that they waited for are there. `value` is not changed. */
  complete(
    evaluated: EvaluatedValue,
    { combination }: TemplateScope,
    of: (name: string) => ParentResult | undefined,
  ): Resolved {
    const { value, waiting } = evaluated
    const problems: ParamProblem[] = []
    let length = 0
    const params = structuredClone(value) as Params
    for (const { path, template, parents } of waiting) {
      const results = Object.fromEntries(parents.map(({ written, name }) => [written, of(name)]))
      const contexts = {
        ...this.#base,
        matrix: this.#language.dataOf(combination),
        generations: this.#language.dataOf(results),
      }
      try {
        const { value: result, problems: found } = this.#run(template, contexts, path)
        problems.push(...found)
        replaceAt(params, path, result)
        if (typeof result === 'string') length += result.length
      } catch (error) {
        problems.push({ severity: 'error', path, message: messageOf(error) })
      }
    }
    // Counted once, before anything is spent: what is resolved again with a result must not be refused for it.
    if (!this.#fits.has(evaluated)) this.#fits.set(evaluated, this.#hasRoomFor(length))
    const [first] = waiting
    if (first && this.#fits.get(evaluated) === false) {
      problems.push({ severity: 'error', path: first.path, message: tooMuchText })
    }
    return { params, problems }
  }

  #hasRoomFor(length: number): boolean {
    this.#left -= length
    return this.#left >= 0
  }

  #run(template: Template, contexts: Contexts, path: Path) {
    const { value, empty } = template.evaluate(contexts)
    const event = this.#exposed.context.github['event_name']
    const on = typeof event === 'string' ? ` on this \`${event}\` event` : ''
    const problems = empty.map((source): ParamProblem => {
      if (/\bgenerations\b/i.test(source)) {
        const message = `\`\${{ ${source} }}\` is not in that result, which has \`task_id\`, \`credits_used\`, \`assets[0].url\`, \`assets[0].thumbnail_url\` and so on, as in the output \`results\`. Where it may be empty, write \`|| ''\` into it.`
        return { severity: 'error', path, message }
      }
      const message = `\`\${{ ${source} }}\` comes out empty${on}. Where that is meant, write \`|| ''\` into it.`
      return { severity: 'warning', path, message }
    })
    return { value, problems }
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
      return [{ written: property, name: fileName(property) }]
    })
  }
}

function includesName(names: readonly string[], name: string): boolean {
  return names.some((each) => each.toLowerCase() === name.toLowerCase())
}

function replaceAt(params: Params, path: Path, value: unknown): void {
  let inside = params as Record<string | number, unknown>
  for (const step of path.slice(0, -1)) inside = inside[step] as Record<string | number, unknown>
  inside[path.at(-1) ?? ''] = value
}
