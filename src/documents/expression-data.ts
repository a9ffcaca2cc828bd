import { Dictionary, replacer, reviver, type ExpressionData } from '@actions/expressions/data/index'
import { isRecord } from '../base/json.ts'

/** JSON as the language has it. Throws SyntaxError. */
export function dataFromJson(json: string): ExpressionData {
  return JSON.parse(json, (key, value: unknown) =>
    isRecord(value) && !isData(value) ? mappingOf(Object.entries(value)) : reviver(key, value),
  ) as ExpressionData
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

function isData(value: unknown): boolean {
  return (
    value instanceof Object && 'coerceString' in value && typeof value.coerceString === 'function'
  )
}

/** The library's own mapping loses the keys that every JavaScript object inherits. */
function mappingOf(entries: readonly (readonly [string, unknown])[]): Dictionary {
  const mapping = new Dictionary()
  Reflect.set(mapping, 'indexMap', Object.create(null))
  for (const [key, value] of entries) mapping.add(key, value as ExpressionData)
  return mapping
}
