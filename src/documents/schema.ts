import type { ErrorObject, Options } from 'ajv'
import type Core from 'ajv/dist/core.js'
import { createContext, Script } from 'node:vm'
import { type Model } from '../api/creatify.ts'
import { type Params } from '../api/task.ts'
import { isRecord } from '../base/json.ts'
import { messageOf } from '../base/errors.ts'
import { didYouMean } from '../base/suggest.ts'
import { either, formatDuration } from '../base/text.ts'
import type { Path } from './yaml.ts'

/** A way in which params do not fit a schema. `path` leads to the key it is about. */
export interface Mismatch {
  readonly severity: 'error' | 'warning'
  readonly path: Path
  readonly message: string
  /** A key that is not known: the rest stands. */
  readonly stray?: boolean
}

/** How many mismatches of one generation are worked out. */
const mostMismatches = 100
const mostUnknown = 20

/** What values are checked for: names it in sentences, and calls its keys so. */
interface Taker {
  readonly name: string
  readonly key: string
}

/** Everything in `value` that our own schema of it refuses. `name` is its name in sentences: `A manifest`. */
export async function checkShape(
  value: Params,
  schema: Schema,
  name: string,
): Promise<readonly Mismatch[]> {
  return mismatchesIn((await compiled(schema))(value), { name, key: 'key' })
}

/** Everything in params that a model refuses. */
export type Check = (params: Params) => readonly Mismatch[]

/**
 * A check for everything in params that the model's schema refuses, and, as warnings, params it does not know. A schema that
 * cannot be compiled is one warning: the API decides then. Never throws.
 */
export async function checkOf(model: Model): Promise<Check> {
  const { model_name: name, input_params_schema: schema } = model
  const unusable = (error: unknown): readonly Mismatch[] => {
    const message = `The schema of ${name} cannot be used here (${messageOf(error)}), so the params go to the API unchecked.`
    return [{ severity: 'warning', path: [], message }]
  }
  try {
    const validate = await compiled(schema)
    const known = propertiesOf(schema)
    return (params) => {
      try {
        const mismatches = mismatchesIn(validate(params), { name, key: 'param' })
        return [...mismatches, ...strangers(params, known, mismatches, name)]
      } catch (error) {
        return unusable(error)
      }
    }
  } catch (error) {
    return () => unusable(error)
  }
}

function strangers(
  params: Params,
  known: readonly string[],
  refused: readonly Mismatch[],
  model: string,
): readonly Mismatch[] {
  if (known.length === 0) return []
  const told = new Set(refused.map(({ path }) => path[0]))
  const then = refused.length === 0 ? ' It is sent as it is.' : ''
  return Object.keys(params)
    .filter((key) => !known.includes(key) && !told.has(key))
    .slice(0, mostUnknown)
    .map((key) => {
      const message = `${model} has no param \`${key}\`.${didYouMean(key, known)}${then}`
      return { severity: 'warning', path: [key], message }
    })
}

type Schema = Readonly<Record<string, unknown>>

/** Throws where the schema cannot be compiled. */
async function compiled(schema: Schema): Promise<(value: Params) => readonly ErrorObject[]> {
  const ajv = await dialectOf(schema)
  const inTime = timeLimit()
  // An asynchronous schema would call every value a fit.
  const validate = inTime(() => ajv.compile({ ...schema, $async: false }))
  return (value) => inTime(() => (validate(value) ? [] : (validate.errors ?? [])))
}

/** Milliseconds for compiling a schema, and for one check. */
const longestCheck = 2000

/**
 * Runs work that may go on for ever, which a `pattern` may, and which nothing but a context's timeout ends. It throws when
 * the time is over, and from then on at once.
 */
function timeLimit(): <T>(work: () => T) => T {
  const box: { work?: () => unknown } = {}
  const context = createContext(box)
  const script = new Script('work()')
  let over: Error | undefined
  return <T>(work: () => T) => {
    if (over) throw over
    box.work = work
    try {
      return script.runInContext(context, { timeout: longestCheck }) as T
    } catch (error) {
      if (!(isRecord(error) && error['code'] === 'ERR_SCRIPT_EXECUTION_TIMEOUT')) throw error
      over = new Error(`it took longer than ${formatDuration(longestCheck)} to check`)
      throw over
    }
  }
}

function mismatchesIn(errors: readonly ErrorObject[], taker: Taker): readonly Mismatch[] {
  return outermost(errors)
    .slice(0, mostMismatches)
    .map((error) => {
      const path = pathOf(error)
      const message = sentence(error, path, taker)
      return { severity: 'error', path, message, stray: isUnknownKey(error) }
    })
}

const options: Options = {
  allErrors: true,
  strict: false,
  logger: false,
  unicodeRegExp: false,
  verbose: true,
  multipleOfPrecision: 9,
  validateSchema: false,
}

/** One fresh instance a schema, since two schemas may share an `$id`. An unknown dialect is read as 2020-12. */
async function dialectOf(schema: Schema): Promise<Core> {
  const draft07 = String(schema['$schema']).includes('draft-07')
  const [{ default: addFormats }, ajv] = await Promise.all([
    import('ajv-formats'),
    draft07
      ? import('ajv').then(({ default: Ajv }): Core => new Ajv(options))
      : import('ajv/dist/2020.js').then(({ default: Ajv }): Core => new Ajv(options)),
  ])
  addFormats(ajv)
  return ajv
}

/** The params a schema names. Params behind `$ref` or `allOf` are not looked for. */
export function propertiesOf(schema: Readonly<Record<string, unknown>>): readonly string[] {
  return isRecord(schema['properties']) ? Object.keys(schema['properties']) : []
}

/** What stands inside a failed `anyOf` or `oneOf` is told by that one, and a wrong type by the values that are allowed. */
function outermost(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const choices = new Set(
    errors
      .filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf')
      .map(({ schemaPath }) => schemaPath),
  )
  const valued = new Set(
    errors
      .filter(({ keyword }) => keyword === 'enum' || keyword === 'const')
      .map(({ instancePath }) => instancePath),
  )
  return errors.filter(
    (error) =>
      error.keyword !== 'if' &&
      !(error.keyword === 'type' && valued.has(error.instancePath)) &&
      ![...choices].some((choice) => error.schemaPath.startsWith(`${choice}/`)),
  )
}

function isUnknownKey({ keyword }: ErrorObject): boolean {
  return keyword === 'additionalProperties' || keyword === 'unevaluatedProperties'
}

/** `required` is about the mapping, an unknown key about that key, everything else about the key of the value. */
function pathOf(error: ErrorObject): Path {
  const steps = error.instancePath
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
  const { additionalProperty, unevaluatedProperty } = error.params as Record<string, unknown>
  return isUnknownKey(error) ? [...steps, String(additionalProperty ?? unevaluatedProperty)] : steps
}

function sentence(error: ErrorObject, path: Path, { name: model, key: noun }: Taker): string {
  const { keyword, data, schema, parentSchema, params, message = 'does not fit' } = error
  const [key, be] = path.length === 0 ? [`The ${noun}s`, 'are'] : [`\`${path.join('.')}\``, 'is']
  const value = show(data)
  const limit = String((params as Record<string, unknown>)['limit'])
  const plain = `${key} ${be} ${value}: ${message}.`
  switch (keyword) {
    case 'required': {
      const missing = String((params as Record<string, unknown>)['missingProperty'])
      const about = describe(propertyOf(parentSchema, missing))
      return `\`${[...path, missing].join('.')}\` is missing: ${model} needs it${about === '' ? '' : `, ${about}`}.`
    }
    case 'additionalProperties':
    case 'unevaluatedProperties': {
      const known = isRecord(parentSchema) ? propertiesOf(parentSchema) : []
      const stray = String(path.at(-1))
      const told = noun === 'key' ? `\`${stray}\`` : key
      // `a manifest` is words, the name of a model is not.
      const name = noun === 'key' ? `${model.charAt(0).toUpperCase()}${model.slice(1)}` : model
      return `${name} takes no ${noun} ${told}.${didYouMean(stray, known)}`
    }
    case 'enum':
    case 'const':
    case 'type':
    case 'anyOf':
    case 'oneOf': {
      const takes = describe(
        keyword === 'anyOf' || keyword === 'oneOf' ? { anyOf: schema } : parentSchema,
      )
      if (takes === '') return plain
      return `${key} ${be} ${value}, and ${model} takes ${takes}.${requote(data, parentSchema)}`
    }
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return `${key} ${be} ${value}, and ${model} takes ${bounds[keyword]} ${limit}.`
    case 'minLength':
    case 'maxLength': {
      const side = keyword === 'minLength' ? 'at least' : 'at most'
      return `${key} has ${String(data).length} characters, and ${model} takes ${side} ${limit}.`
    }
    case 'minItems':
    case 'maxItems': {
      const side = keyword === 'minItems' ? 'at least' : 'at most'
      return `${key} has ${Array.isArray(data) ? data.length : 0} items, and ${model} takes ${side} ${limit}.`
    }
    case 'minProperties':
      return `${key} ${be} empty.`
    case 'format':
      return `${key} ${be} ${value}, and ${model} takes a value of the format \`${String(schema)}\`.`
    case 'pattern':
      return `${key} ${be} ${value}, and ${model} takes text that matches \`${String(schema)}\`.`
    default:
      return plain
  }
}

const bounds = {
  minimum: 'at least',
  maximum: 'at most',
  exclusiveMinimum: 'more than',
  exclusiveMaximum: 'less than',
} as const

function propertyOf(schema: unknown, name: string): unknown {
  const properties = isRecord(schema) ? schema['properties'] : undefined
  return isRecord(properties) ? properties[name] : undefined
}

/** What a schema takes, in words: `a whole number from 1 to 4`, `"a", "b" or "c"`. Empty when it does not say. */
export function describe(schema: unknown): string {
  if (!isRecord(schema)) return ''
  const choices = schema['anyOf'] ?? schema['oneOf']
  if (Array.isArray(choices)) return either(choices.map(describe).filter((words) => words !== ''))
  if ('const' in schema) return show(schema['const'])
  if (Array.isArray(schema['enum'])) return either(schema['enum'].slice(0, 40).map(show))
  const { type } = schema
  const types = Array.isArray(type) ? type : [type]
  const words = types
    .flatMap((each) =>
      typeof each === 'string' && Object.hasOwn(nouns, each) ? (nouns[each] ?? []) : [],
    )
    .map((noun) => noun + range(schema))
  return either(words)
}

const nouns: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  null: 'null',
}

function range(schema: Readonly<Record<string, unknown>>): string {
  const { minimum: low, maximum: high } = schema
  if (typeof low === 'number' && typeof high === 'number') return ` from ${low} to ${high}`
  if (typeof low === 'number') return ` of at least ${low}`
  return typeof high === 'number' ? ` of at most ${high}` : ''
}

function show(value: unknown): string {
  const text = JSON.stringify(value) as string | undefined
  if (text === undefined) return 'nothing'
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}

/** Types are never coerced, but most wrong types are a quote too many or too few. */
function requote(data: unknown, schema: unknown): string {
  const accepts = (value: unknown) => {
    if (!isRecord(schema)) return false
    if (Array.isArray(schema['enum'])) return schema['enum'].includes(value)
    const types = [schema['type']].flat()
    if (types.includes('object') || types.includes('array')) return false
    if (typeof value === 'string') return types.includes('string')
    if (typeof value === 'boolean') return types.includes('boolean')
    return types.includes('number') || (types.includes('integer') && Number.isInteger(value))
  }
  if ((typeof data === 'number' || typeof data === 'boolean') && accepts(String(data))) {
    return ` Quote it: ${JSON.stringify(String(data))}.`
  }
  if (typeof data !== 'string' || data.trim() === '') return ''
  const bare = data === 'true' ? true : data === 'false' ? false : Number(data)
  return !Number.isNaN(bare) && accepts(bare) ? ` Leave out the quotes: ${data}.` : ''
}
