import {
  Array as ListData,
  BooleanData,
  Dictionary,
  Null,
  NumberData,
  replacer,
  StringData,
  type ExpressionData,
} from '@actions/expressions/data/index'
import { Kind } from '@actions/expressions/data/expressiondata'
import { isRecord } from '../base/json.ts'
import { SpelledScalar } from './spelled-scalar.ts'

/** JSON, in which scalars may know how they are spelled, as the language has it. */
export function dataFrom(value: unknown): ExpressionData {
  if (value instanceof SpelledScalar) {
    return Object.assign(dataFrom(value.value), { source: value.source })
  }
  if (Array.isArray(value)) {
    const list = new ListData()
    for (const each of value) list.add(dataFrom(each))
    return list
  }
  if (isRecord(value)) {
    return mappingOf(Object.entries(value).map(([key, each]) => [key, dataFrom(each)]))
  }
  if (typeof value === 'string') return new StringData(value)
  if (typeof value === 'number') return new NumberData(value)
  return typeof value === 'boolean' ? new BooleanData(value) : new Null()
}

/** A mapping of the language. Of keys that differ in case only, the first counts. */
export function mappingOf(
  entries: readonly (readonly [key: string, value: ExpressionData])[],
): Dictionary {
  const mapping = new Dictionary()
  // The library's own loses the keys that every JavaScript object inherits.
  Reflect.set(mapping, 'indexMap', Object.create(null))
  for (const [key, value] of entries) mapping.add(key, value)
  return mapping
}

/** A value of the language as JSON. */
export function jsonFromData(data: ExpressionData, space?: string): string {
  return JSON.stringify(
    data,
    (key, value: unknown) =>
      value instanceof Dictionary
        ? Object.fromEntries(value.pairs().map((pair) => [pair.key, pair.value]))
        : replacer(key, value),
    space,
  )
}

/** How a scalar of the data is spelled in the file, where its value does not tell: the first such. */
export function spellingIn(data: ExpressionData): string | undefined {
  if (data.kind === Kind.Array || data.kind === Kind.Dictionary) {
    for (const each of data.values()) {
      const source = spellingIn(each)
      if (source !== undefined) return source
    }
    return undefined
  }
  return 'source' in data && typeof data.source === 'string' ? data.source : undefined
}
