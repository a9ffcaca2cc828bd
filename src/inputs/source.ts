import { InputError } from '../base/errors.ts'
import { catalogFilter, pathLines, taskEntries, type AskedTask } from './values.ts'

/** What a step asks for. */
export type Source =
  | {
      readonly kind: 'generation'
      readonly model: string
      readonly name: string | undefined
      readonly params: { readonly text: string } | { readonly file: string }
    }
  | { readonly kind: 'manifest'; readonly file: string }
  | { readonly kind: 'tasks'; readonly tasks: readonly AskedTask[] }
  /** Paths or globs of the results files of earlier jobs. */
  | { readonly kind: 'results'; readonly patterns: readonly string[] }
  | { readonly kind: 'catalog'; readonly filter: readonly string[] }

/** The texts of the inputs that say what is asked for, as written. */
export type SourceTexts = Readonly<
  Record<
    | 'model'
    | 'name'
    | 'params'
    | 'params-file'
    | 'manifest'
    | 'task-id'
    | 'results-from'
    | 'list-models',
    string
  >
>

/** What the inputs ask for. Throws InputError where they ask for nothing, or for two things at once. */
export function sourceOf(texts: SourceTexts, noParams: string): Source {
  const model = texts.model.trim()
  const name = texts.name.trim()
  const manifest = texts.manifest.trim()
  const file = texts['params-file'].trim()
  const params = texts.params.trim() === '' ? noParams : texts.params
  const given = [
    ...(model ? ['model'] : []),
    ...(params.trim() === noParams ? [] : ['params']),
    ...(file ? ['params-file'] : []),
    ...(name ? ['name'] : []),
  ]
  const filter = parsed('list-models', texts, catalogFilter)
  const tasks = parsed('task-id', texts, taskEntries)
  const patterns = parsed('results-from', texts, pathLines)
  const wholes = [
    ...(filter ? ['list-models'] : []),
    ...(tasks ? ['task-id'] : []),
    ...(patterns ? ['results-from'] : []),
    ...(manifest ? ['manifest'] : []),
  ]
  const [whole, ...others] = wholes
  if (whole !== undefined && others.length + given.length > 0) {
    const why = whole === 'manifest' ? 'has all that is asked for' : 'creates nothing'
    throw new InputError(
      `Input \`${whole}\` ${why}, so it does not go with \`${[...given, ...others].join('`, `')}\`. Remove one or the other.`,
    )
  }
  if (filter) return { kind: 'catalog', filter }
  if (tasks) return { kind: 'tasks', tasks }
  if (patterns) return { kind: 'results', patterns }
  if (manifest) return { kind: 'manifest', file: manifest }
  if (!model) throw withoutModel(given)
  if (given.includes('params') && file) {
    throw new InputError('Inputs `params` and `params-file` exclude each other. Keep one of them.')
  }
  return {
    kind: 'generation',
    model,
    name: name || undefined,
    params: file ? { file } : { text: params },
  }
}

function parsed<T>(
  name: keyof SourceTexts,
  texts: SourceTexts,
  parse: (name: string, value: string) => T,
): T | undefined {
  const value = texts[name].trim()
  return value === '' ? undefined : parse(name, value)
}

function withoutModel(given: readonly string[]): InputError {
  if (given.length === 0) {
    return new InputError(
      'Nothing to do: set the input `model` (like `model: nano-banana-2`) or `manifest`, or `list-models: true` to see what there is.',
    )
  }
  const [these, need] = given.length > 1 ? ['Inputs', 'need'] : ['Input', 'needs']
  return new InputError(
    `${these} \`${given.join('`, `')}\` ${need} the input \`model\`. Add it, like \`model: nano-banana-2\`.`,
  )
}
