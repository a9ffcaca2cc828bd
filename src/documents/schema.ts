import type { ErrorObject, Options, ValidateFunction } from 'ajv'
import type Core from 'ajv/dist/core.js'
import type { Durations } from '../base/durations.ts'
import { isRecord, listOf } from '../base/json.ts'
import { messageOf } from '../base/errors.ts'
import { mismatchesOf, missing, type Mismatch, type SourceOf, type Taker } from './mismatch.ts'
import { readPattern } from './pattern.ts'
import { soundSchema, type Schema } from './sound-schema.ts'
import type { Gap } from './gaps.ts'
import { TimeLimit, TimeOver } from './time-limit.ts'

/** Everything in `value` that our own schema of it refuses. `name` is its name in sentences: `a manifest`. */
export async function checkShape(
  value: Schema,
  schema: Schema,
  name: string,
  sourceOf: SourceOf,
): Promise<readonly Mismatch[]> {
  const { default: Ajv } = await import('ajv')
  const validate = new Ajv(options).compile(schema)
  validate(value)
  return mismatchesOf(validate.errors ?? [], { name, key: 'key' }, sourceOf)
}

/** What a check of params found. */
export interface Checked {
  readonly mismatches: readonly Mismatch[]
  /** What the schema says of these params and could not be checked. */
  readonly gaps: readonly Gap[]
}

/** The params that a schema takes. */
export interface Taken {
  /** Those it names. */
  readonly names: readonly string[]
  /** True where it may allow more than it names. */
  readonly allowsMore: boolean
}

/** What a model takes, by its schema. */
export function paramsTakenBy(written: Schema): Taken {
  return { names: namesOf(written), allowsMore: allowsMore(written) }
}

/** A model's schema, ready to check params. */
export interface ParamSchema extends Taken {
  /** Everything that it refuses; params that it does not name are no mismatch. Never throws. */
  check(this: void, params: Schema, sourceOf?: SourceOf): Checked
}

/**
 * Reads the schema of a model. What cannot be compiled is left out and told as a gap; where the rest does not compile as a
 * whole, or takes too long, each param is checked by itself, and `required` still counts. Never rejects.
 */
export async function readParamSchema(
  written: Schema,
  name: string,
  durations: Durations['checks'],
): Promise<ParamSchema> {
  const { schema, gaps } = readSound(written)
  const limit = new TimeLimit()
  const slow = new Set<string>()
  const validator = await validatorsWith((pattern) =>
    boundedPattern(pattern, limit, durations.pattern, slow),
  )
  const taker: Taker = { name, key: 'param' }
  const prepare = (part: Schema, ms: number): Judge => {
    const compiled = attempt(() => limit.run(() => validator().compile(part), ms))
    return 'error' in compiled ? () => compiled : judgeOf(compiled.value, limit, ms)
  }
  // What is not named is judged by `allowsMore` and the input `unknown-params`.
  const { additionalProperties, ...open } = schema
  const whole = prepare(isRecord(additionalProperties) ? schema : open, durations.schema)
  const parts = new Map<string, Judge>()

  const oneByOne = (params: Schema, sourceOf: SourceOf, why: string): Checked => {
    const absent = requiredOf(schema).filter((property) => !Object.hasOwn(params, property))
    const mismatches = absent.map((property) => missing(property, schema, taker))
    const found: Gap[] = [{ property: undefined, why }]
    const until = performance.now() + durations.schema
    for (const [property, each] of Object.entries(propertiesIn(schema))) {
      if (!Object.hasOwn(params, property)) continue
      const late = performance.now() > until
      const part = { $defs: schema['$defs'], properties: { [property]: each } }
      const judge = parts.get(property) ?? (late ? tooLate : prepare(part, durations.schema / 4))
      parts.set(property, judge)
      const judged = judge({ [property]: params[property] })
      if ('error' in judged) found.push({ property, why: messageOf(judged.error) })
      else mismatches.push(...mismatchesOf(judged.value, taker, sourceOf))
    }
    return { mismatches, gaps: found }
  }
  return {
    ...paramsTakenBy(written),
    check: (params, sourceOf = () => undefined) => {
      const judged = whole(params)
      const { mismatches, gaps: found } =
        'error' in judged
          ? oneByOne(params, sourceOf, messageOf(judged.error))
          : { mismatches: mismatchesOf(judged.value, taker, sourceOf), gaps: [] }
      const about = gaps.filter(
        ({ property }) => property === undefined || Object.hasOwn(params, property),
      )
      const late = [...slow].flatMap((pattern) => gapsOfPattern(pattern, schema, params))
      return { mismatches, gaps: [...about, ...late, ...found] }
    },
  }
}

/** The errors of values, or why they cannot be told. */
type Judge = (params: Schema) => Attempt<readonly ErrorObject[]>

const tooLate: Judge = () => ({ error: new Error('there was no time left to check it') })

/** Once it took too long, it is not tried again: a manifest may ask thousands of times. */
function judgeOf(validate: ValidateFunction, limit: TimeLimit, ms: number): Judge {
  let over: { readonly error: unknown } | undefined
  return (params) => {
    if (over) return over
    const judged = attempt(() =>
      limit.run(() => (validate(params) ? [] : (validate.errors ?? [])), ms),
    )
    if ('error' in judged) over = judged
    return judged
  }
}

function readSound(written: Schema): ReturnType<typeof soundSchema> {
  const read = attempt(() => soundSchema(written))
  if ('value' in read) return read.value
  return { schema: {}, gaps: [{ property: undefined, why: messageOf(read.error) }] }
}

type Attempt<T> = { readonly value: T } | { readonly error: unknown }

function attempt<T>(work: () => T): Attempt<T> {
  try {
    return { value: work() }
  } catch (error) {
    return { error }
  }
}

/** A pattern that takes too long fits, and is noted in `slow`. */
function boundedPattern(source: string, limit: TimeLimit, ms: number, slow: Set<string>) {
  const matches = readPattern(source)
  return {
    test(text: string): boolean {
      if (!matches || slow.has(source)) return true
      try {
        return limit.run(() => matches(text), ms)
      } catch (error) {
        if (!(error instanceof TimeOver)) throw error
        slow.add(source)
        return true
      }
    },
    toString: () => source,
  }
}

function gapsOfPattern(pattern: string, schema: Schema, params: Schema): readonly Gap[] {
  const written = JSON.stringify(pattern)
  const why = `its pattern \`${pattern.slice(0, 80)}\` takes too long`
  return Object.entries(propertiesIn(schema))
    .filter(([name, each]) => Object.hasOwn(params, name) && JSON.stringify(each).includes(written))
    .map(([property]) => ({ property, why }))
}

const options: Options = {
  allErrors: true,
  strict: false,
  logger: false,
  verbose: true,
  multipleOfPrecision: 9,
  validateSchema: false,
}

type Pattern = ReturnType<typeof boundedPattern>

/** Fresh validators: none knows the schemas of another. */
async function validatorsWith(read: (pattern: string) => Pattern): Promise<() => Core> {
  const [{ default: addFormats }, { default: Ajv }] = await Promise.all([
    import('ajv-formats'),
    import('ajv/dist/2020.js'),
  ])
  const regExp = Object.assign(read, { code: 'pattern' })
  return () => {
    const ajv = new Ajv({ ...options, code: { regExp } })
    addFormats(ajv)
    // As the services read them: with spaces and letters of all scripts.
    for (const name of ['uri', 'url']) ajv.addFormat(name, (text: string) => URL.canParse(text))
    for (const name of ['uri-reference', 'iri', 'iri-reference']) ajv.addFormat(name, true)
    return ajv
  }
}

function propertiesIn(schema: Schema): Schema {
  return isRecord(schema['properties']) ? schema['properties'] : {}
}

function requiredOf({ required }: Schema): readonly string[] {
  return Array.isArray(required) ? required.map(String) : []
}

const combining = ['allOf', 'anyOf', 'oneOf']
const conditional = ['if', 'then', 'else']

/** The params that a schema names, also in parts that are combined. What is behind `$ref` is not looked for. */
function namesOf(schema: Schema, depth = 0): readonly string[] {
  if (depth > 8) return []
  const parts = [
    ...combining.flatMap((keyword) => listOf(schema[keyword])),
    ...conditional.map((keyword) => schema[keyword]),
  ].filter(isRecord)
  const names = parts.flatMap((part) => namesOf(part, depth + 1))
  return [...new Set([...Object.keys(propertiesIn(schema)), ...names])]
}

/** A schema that lists its properties and says nothing of others means these: API schemas are written so. */
function allowsMore(schema: Schema): boolean {
  const { additionalProperties: more, patternProperties } = schema
  if (isRecord(patternProperties) && Object.keys(patternProperties).length > 0) return true
  if (more === false) return false
  if (Object.keys(propertiesIn(schema)).length === 0) return true
  if (more === true || isRecord(more)) return true
  return ['$ref', '$dynamicRef', 'dependentSchemas', ...combining, ...conditional].some(
    (keyword) => keyword in schema,
  )
}
