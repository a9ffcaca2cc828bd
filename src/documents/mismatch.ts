import type { ErrorObject } from 'ajv'
import { isRecord } from '../base/json.ts'
import { didYouMean, nearest } from '../base/suggest.ts'
import { either, pluralize, truncate } from '../base/text.ts'
import { quote } from './misread.ts'
import type { Path } from './yaml.ts'

/** A way in which values do not fit a schema. `path` leads to the key it is about. */
export interface Mismatch {
  readonly severity: 'error' | 'warning'
  readonly path: Path
  readonly message: string
  /** A key that the schema does not name: the rest stands. */
  readonly unknownKey?: boolean
}

/** What values are checked for: its name in sentences, and what it calls a key. */
export interface Taker {
  readonly name: string
  readonly key: string
}

/** A number, boolean or null as it is written, where its value does not tell: `3.10`. Else undefined. */
export type SourceOf = (path: Path) => string | undefined

/** How many mismatches of one generation are worked out. */
const mostMismatches = 100

/** A validator's errors in words, one for each mistake. */
export function mismatchesOf(
  errors: readonly ErrorObject[],
  taker: Taker,
  sourceOf: SourceOf,
): readonly Mismatch[] {
  return outermost(errors)
    .slice(0, mostMismatches)
    .map((error) => {
      const path = pathOf(error)
      const message = sentence(error, path, taker, sourceOf(path))
      return { severity: 'error', path, message, unknownKey: isUnknownKey(error) }
    })
}

/** A property that is required and not there, as the validator would say it. */
export function missing(property: string, schema: unknown, taker: Taker): Mismatch {
  const message = missingSentence([property], propertiesOf(schema)[property], taker)
  return { severity: 'error', path: [], message }
}

/**
 * What stands inside a failed `anyOf` or `oneOf` is told by that one, and a wrong type by the values that are allowed. Takes
 * time in proportion to the errors: a list may have one for each of its 100,000 items.
 */
function outermost(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const choices = errors.filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf')
  const choiceSchemas = new Set(choices.map(({ schemaPath }) => schemaPath))
  const choiceValues = new Set(
    choices.flatMap((each) => (isReferred(each) ? [] : each.instancePath)),
  )
  const valued = new Set(
    errors
      .filter(({ keyword }) => keyword === 'enum' || keyword === 'const')
      .map(({ instancePath }) => instancePath),
  )
  return errors.filter((error) => {
    const { keyword, instancePath, schemaPath } = error
    if (keyword === 'if' || (keyword === 'type' && valued.has(instancePath))) return false
    if (above(schemaPath).some((path) => choiceSchemas.has(path))) return false
    // Errors behind a reference have the path of the definition, and only their value tells what they belong to.
    const values = isReferred(error) ? [instancePath, ...above(instancePath)] : []
    return !values.some((path) => choiceValues.has(path))
  })
}

function isReferred({ schemaPath }: ErrorObject): boolean {
  return schemaPath.startsWith('#/$defs/')
}

/** The paths that a path is below. */
function above(path: string): readonly string[] {
  return [...path.matchAll(/\//g)].map(({ index }) => path.slice(0, index))
}

function isUnknownKey({ keyword }: ErrorObject): boolean {
  return keyword === 'additionalProperties' || keyword === 'unevaluatedProperties'
}

/** `nano-banana-2` has to have it, and what it may be. */
function missingSentence(path: Path, property: unknown, { name, key }: Taker): string {
  const takes = describe(property)
  const about = takes === '' ? '' : ` It takes ${takes}.`
  return `\`${path.join('.')}\` is missing: ${name} needs this ${key}.${about}`
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

function sentence(
  error: ErrorObject,
  path: Path,
  taker: Taker,
  source: string | undefined,
): string {
  const { name: model, key: noun } = taker
  const { keyword, data, schema, parentSchema, params, message = 'does not fit' } = error
  const [key, be] = path.length === 0 ? [`The ${noun}s`, 'are'] : [`\`${path.join('.')}\``, 'is']
  const value =
    source === undefined ? show(data) : `${truncate(source, 60)}, which YAML reads as ${show(data)}`
  const limit = String((params as Record<string, unknown>)['limit'])
  const plain = `${key} ${be} ${value}: ${message}.`
  switch (keyword) {
    case 'required': {
      const name = String((params as Record<string, unknown>)['missingProperty'])
      return missingSentence([...path, name], propertiesOf(parentSchema)[name], taker)
    }
    case 'additionalProperties':
    case 'unevaluatedProperties': {
      const known = Object.keys(propertiesOf(parentSchema))
      const unknown = String(path.at(-1))
      const shown = noun === 'key' ? `\`${unknown}\`` : key
      // `a manifest` is words, the name of a model is not.
      const name = noun === 'key' ? `${model.charAt(0).toUpperCase()}${model.slice(1)}` : model
      return `${name} takes no ${noun} ${shown}.${didYouMean(unknown, known)}`
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
      return `${key} ${be} ${value}, and ${model} takes ${takes}.${instead(data, source, parentSchema)}`
    }
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return `${key} ${be} ${value}, and ${model} takes ${bounds[keyword]} ${limit}.`
    case 'minLength':
    case 'maxLength': {
      const side = keyword === 'minLength' ? 'at least' : 'at most'
      const length = String(data).match(/./gsu)?.length ?? 0
      return `${key} has ${pluralize(length, 'character')}, and ${model} takes ${side} ${limit}.`
    }
    case 'minItems':
    case 'maxItems': {
      const side = keyword === 'minItems' ? 'at least' : 'at most'
      const length = Array.isArray(data) ? data.length : 0
      return `${key} has ${pluralize(length, 'item')}, and ${model} takes ${side} ${limit}.`
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

function propertiesOf(schema: unknown): Readonly<Record<string, unknown>> {
  const properties = isRecord(schema) ? schema['properties'] : undefined
  return isRecord(properties) ? properties : {}
}

/** What a schema takes, in words: `a whole number from 1 to 4`, `"a", "b" or "c"`. Empty when it does not say. */
export function describe(schema: unknown): string {
  if (!isRecord(schema)) return ''
  const choices = schema['anyOf'] ?? schema['oneOf']
  if (Array.isArray(choices)) return either(choices.map(describe).filter((words) => words !== ''))
  const all = schema['allOf']
  if (Array.isArray(all) && all.length === 1) return describe(all[0])
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
  return truncate(text, 60)
}

/** A second sentence with the value that was probably meant, with a space before it. Or nothing. */
function instead(data: unknown, source: string | undefined, schema: unknown): string {
  const quotes = requote(data, source, schema)
  if (quotes !== '') return quotes
  const values = isRecord(schema) && Array.isArray(schema['enum']) ? schema['enum'] : []
  const texts = values.filter((each) => typeof each === 'string')
  if (typeof data !== 'string' && typeof data !== 'number') return ''
  const written = source ?? String(data)
  const same = texts.find((text) => bare(text) === bare(written))
  const amount = texts.find((text) => amountOf(text) === amountOf(String(data)))
  const isWord = typeof data === 'string' && data.length >= 4
  const meant = same ?? amount ?? (isWord ? nearest(data, texts)[0] : undefined)
  return meant === undefined ? '' : ` Did you mean ${JSON.stringify(meant)}?`
}

/** Without what people write differently: `square-HD`, `square_hd`. */
function bare(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}.]/gu, '')
}

/** The number of a length or size: 8 of `8s`. NaN, which equals nothing, for all else. */
function amountOf(text: string): number {
  return Number(/^(\d+(?:\.\d+)?)\s*[a-z]*$/i.exec(text)?.[1] ?? NaN)
}

/** Types are never coerced, but most wrong types are a quote too many or too few. */
function requote(data: unknown, source: string | undefined, schema: unknown): string {
  if (typeof data !== 'string') {
    const isScalar = typeof data === 'number' || typeof data === 'boolean'
    // A null has no spelling where nothing is written.
    const text = source ?? (isScalar ? String(data) : undefined)
    return text !== undefined && accepts(schema, text) ? ` ${quote(text)}` : ''
  }
  if (data.trim() === '') return ''
  const bare = data === 'true' ? true : data === 'false' ? false : Number(data)
  return !Number.isNaN(bare) && accepts(schema, bare) ? ` Leave out the quotes: ${data}.` : ''
}

function accepts(schema: unknown, value: string | number | boolean): boolean {
  if (!isRecord(schema)) return false
  const choices = schema['anyOf'] ?? schema['oneOf']
  if (Array.isArray(choices)) return choices.some((each) => accepts(each, value))
  if (Array.isArray(schema['enum'])) return schema['enum'].includes(value)
  const types = [schema['type']].flat()
  if (types.includes('object') || types.includes('array')) return false
  if (typeof value === 'string') return types.includes('string')
  if (typeof value === 'boolean') return types.includes('boolean')
  return types.includes('number') || (types.includes('integer') && Number.isInteger(value))
}
