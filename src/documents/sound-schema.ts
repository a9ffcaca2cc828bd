import { truncate } from '../base/text.ts'
import { isRecord } from '../base/json.ts'
import type { Gap } from './gaps.ts'
import { modernised, nullable } from './older-drafts.ts'
import { readPattern } from './pattern.ts'

/** A JSON Schema as it came. */
export type Schema = Readonly<Record<string, unknown>>

/** A schema that a validator of draft 2020-12 can compile, and what it no longer says. */
export interface SoundSchema {
  readonly schema: Schema
  readonly gaps: readonly Gap[]
}

/** A schema, or a part of one, with the reasons of what was dropped from it. */
interface Part {
  readonly schema: Schema | boolean
  readonly gaps: readonly string[]
}

const deepest = 100
const types = ['string', 'integer', 'number', 'boolean', 'array', 'object', 'null']

/**
 * Leaves out of a schema what cannot be checked, and nothing else: a reference that leads nowhere, a pattern of another
 * language, a keyword with a value that it does not take. What older drafts and OpenAPI write otherwise is translated. The
 * result never refuses more than the schema does.
 */
export function soundSchema(root: Schema): SoundSchema {
  const reader = new Reader(root)
  const { properties, ...rest } = root
  const whole = reader.read(rest, 0)
  const gaps: Gap[] = whole.gaps.map((why) => ({ property: undefined, why }))
  const named = Object.entries(isRecord(properties) ? properties : {}).map(([property, each]) => {
    const part = reader.read(each, 1)
    gaps.push(...part.gaps.map((why) => ({ property, why })))
    return [property, part.schema] as const
  })
  const schema = typeof whole.schema === 'boolean' ? {} : { ...whole.schema }
  const required = [...new Set([...namesIn(schema['required']), ...requiredByItself(properties)])]
  return {
    schema: {
      ...schema,
      ...(required.length > 0 && { required }),
      properties: Object.fromEntries(named),
      $defs: reader.definitions(),
    },
    gaps,
  }
}

/** Draft 3 writes `required: true` on the property. */
function requiredByItself(properties: unknown): readonly string[] {
  return Object.entries(isRecord(properties) ? properties : {}).flatMap(([name, each]) =>
    isRecord(each) && each['required'] === true ? [name] : [],
  )
}

function namesIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []
}

class Reader {
  readonly #root: Schema
  /** What references lead to, by their pointer; undefined while it is read. */
  readonly #definitions = new Map<string, Part | undefined>()
  /** Pointers to what refers to nothing itself. */
  readonly #leaves = new Set<string>()

  constructor(root: Schema) {
    this.#root = root
  }

  definitions(): Schema {
    const entries = [...this.#definitions].map(
      ([pointer, part]) => [pointer, part?.schema ?? true] as const,
    )
    return Object.fromEntries(entries)
  }

  read(value: unknown, depth: number): Part {
    if (typeof value === 'boolean') return { schema: value, gaps: [] }
    if (!isRecord(value)) return { schema: true, gaps: ['a part of it is no schema'] }
    if (depth > deepest) return { schema: true, gaps: ['it is nested too deeply'] }
    const out: Record<string, unknown> = {}
    const gaps: string[] = []
    for (const [keyword, says] of Object.entries(modernised(value))) {
      // Serializers write null for what is not there; these two may mean it.
      if (says === null && !['const', 'enum'].includes(keyword)) continue
      const found = this.#keyword(keyword, says, depth)
      if (found === undefined) continue
      gaps.push(...found.gaps)
      if ('value' in found) out[found.name ?? keyword] = found.value
    }
    if (gaps.length > 0) loosen(out)
    const plain = this.#inPlace(out, value['$ref'])
    const schema = value['nullable'] === true ? nullable(plain) : plain
    return { schema, gaps: [...new Set(gaps)] }
  }

  /** What a reference leads to, where that refers to nothing itself: errors then show what is taken. */
  #inPlace(out: Schema, pointer: unknown): Schema {
    const target = this.#definitions.get(String(pointer))?.schema
    const isAlone = Object.keys(out).join() === '$ref'
    if (!isAlone || !isRecord(target)) return out
    return this.#leaves.has(String(pointer)) ? target : out
  }

  /** What a keyword says here; undefined where it says nothing about values. */
  #keyword(keyword: string, says: unknown, depth: number): Found | undefined {
    switch (keyword) {
      case '$ref':
        return this.#reference(says, depth)
      case 'type': {
        const named = Array.isArray(says) ? says : [says]
        const known = named.length > 0 && named.every((each) => types.includes(String(each)))
        return known ? sound([...new Set(named)]) : dropped(keyword, says)
      }
      case 'enum':
        return Array.isArray(says) && says.length > 0 ? sound(says) : dropped(keyword, says)
      case 'minimum':
      case 'maximum':
      case 'exclusiveMinimum':
      case 'exclusiveMaximum':
        return Number.isFinite(says) ? sound(says) : dropped(keyword, says)
      case 'multipleOf':
        return typeof says === 'number' && says > 0 ? sound(says) : dropped(keyword, says)
      case 'minLength':
      case 'maxLength':
      case 'minItems':
      case 'maxItems':
      case 'minProperties':
      case 'maxProperties':
      case 'minContains':
      case 'maxContains':
        return Number.isInteger(says) && Number(says) >= 0 ? sound(says) : dropped(keyword, says)
      case 'uniqueItems':
        return typeof says === 'boolean' ? sound(says) : dropped(keyword, says)
      case 'format':
        return typeof says === 'string' ? sound(says) : dropped(keyword, says)
      case 'pattern':
        return typeof says === 'string' && readPattern(says) ? sound(says) : foreign(says)
      case 'required':
        if (typeof says === 'boolean') return undefined
        return Array.isArray(says) && says.every((each) => typeof each === 'string')
          ? sound([...new Set(says)])
          : dropped(keyword, says, [...new Set(namesIn(says))])
      case 'dependentRequired':
        return isRecord(says) && Object.values(says).every(isListOfNames)
          ? sound(says)
          : dropped(keyword, says)
      case 'properties':
      case 'dependentSchemas':
        return isRecord(says) ? this.#map(says, depth) : dropped(keyword, says)
      case 'patternProperties':
        return isRecord(says) ? this.#patterns(says, depth) : dropped(keyword, says)
      case 'allOf':
      case 'anyOf':
      case 'oneOf':
      case 'prefixItems':
        if (!Array.isArray(says) || says.length === 0) return dropped(keyword, says)
        return this.#list(keyword, says, depth)
      case 'items':
      case 'additionalProperties':
      case 'unevaluatedProperties':
      case 'unevaluatedItems':
      case 'propertyNames':
      case 'then':
      case 'else': {
        const { schema, gaps } = this.read(says, depth + 1)
        return { value: schema, gaps }
      }
      case 'not':
      case 'if':
      case 'contains': {
        // Looser, each of them would make the whole stricter.
        const { schema, gaps } = this.read(says, depth + 1)
        return gaps.length > 0 ? { gaps } : { value: schema, gaps }
      }
      case 'const':
        return sound(says)
      case '$dynamicRef':
      case '$recursiveRef':
        return dropped(keyword, says)
      default:
        return undefined
    }
  }

  #map(map: Schema, depth: number): Found {
    const parts = Object.entries(map).map(
      ([name, each]) => [name, this.read(each, depth + 1)] as const,
    )
    return {
      value: Object.fromEntries(parts.map(([name, { schema }]) => [name, schema])),
      gaps: parts.flatMap(([, { gaps }]) => gaps),
    }
  }

  #patterns(map: Schema, depth: number): Found {
    const readable = Object.entries(map).filter(([pattern]) => readPattern(pattern))
    const { value, gaps } = this.#map(Object.fromEntries(readable), depth)
    const strange = Object.keys(map).filter((pattern) => !readPattern(pattern))
    return { value, gaps: [...gaps, ...strange.flatMap((pattern) => foreign(pattern).gaps)] }
  }

  #list(keyword: string, list: readonly unknown[], depth: number): Found {
    const parts = list.map((each) => this.read(each, depth + 1))
    const gaps = parts.flatMap((part) => part.gaps)
    // Of looser choices, more than one may fit.
    const name = keyword === 'oneOf' && gaps.length > 0 ? 'anyOf' : keyword
    return { name, value: parts.map(({ schema }) => schema), gaps }
  }

  #reference(says: unknown, depth: number): Found {
    const pointer = String(says)
    const target = typeof says === 'string' ? targetOf(this.#root, pointer) : undefined
    if (target === undefined) {
      const shown = truncate(pointer, 80)
      return { gaps: [`its \`$ref\` leads nowhere (\`${shown}\`)`] }
    }
    if (!this.#definitions.has(pointer)) {
      if (!JSON.stringify(target).includes('"$ref"')) this.#leaves.add(pointer)
      this.#definitions.set(pointer, undefined)
      this.#definitions.set(pointer, this.read(target, depth + 1))
    }
    const gaps = this.#definitions.get(pointer)?.gaps ?? []
    const escaped = pointer.replaceAll('~', '~0').replaceAll('/', '~1')
    return { value: `#/$defs/${encodeURIComponent(escaped)}`, gaps }
  }
}

interface Found {
  /** Where the keyword goes by another name now. */
  readonly name?: string
  readonly value?: unknown
  readonly gaps: readonly string[]
}

function sound(value: unknown): Found {
  return { value, gaps: [] }
}

function dropped(keyword: string, says: unknown, value?: unknown): Found {
  const json = JSON.stringify(says) as string | undefined
  const shown = truncate(json ?? 'nothing', 60)
  return {
    ...(value !== undefined && { value }),
    gaps: [`its \`${keyword}\` is ${shown}, which says nothing`],
  }
}

function foreign(pattern: unknown): Found {
  const shown = truncate(String(pattern), 80)
  return { gaps: [`its pattern \`${shown}\` is not in the syntax of JSON Schema`] }
}

function isListOfNames(value: unknown): boolean {
  return Array.isArray(value) && value.every((each) => typeof each === 'string')
}

/** What cannot be judged where a neighbour was left out: it would refuse what the schema takes. */
function loosen(out: Record<string, unknown>): void {
  delete out['unevaluatedProperties']
  delete out['unevaluatedItems']
  if ('patternProperties' in out) delete out['additionalProperties']
  if ('if' in out) return
  delete out['then']
  delete out['else']
}

/** What a JSON pointer (`#/a/b`) leads to; undefined for nothing, and for what stands outside of the schema. */
function targetOf(root: Schema, reference: string): unknown {
  if (reference === '#') return root
  if (!reference.startsWith('#/')) return undefined
  let node: unknown = root
  for (const step of reference.slice(2).split('/')) {
    const key = unescaped(step)
    if (Array.isArray(node)) node = node[Number(key)]
    else if (isRecord(node) && Object.hasOwn(node, key)) node = node[key]
    else return undefined
  }
  return node
}

function unescaped(step: string): string {
  const plain = step.replaceAll('~1', '/').replaceAll('~0', '~')
  try {
    return decodeURIComponent(plain)
  } catch {
    return plain
  }
}
