import { isRecord, listOf } from '../base/json.ts'

type Schema = Readonly<Record<string, unknown>>

/** The words of drafts 4 to 7 in those of 2020-12: of this schema, not of those inside it. */
export function modernised(schema: Schema): Schema {
  return withLists(withLimits(withDependencies(schema)))
}

/** Draft 4: `exclusiveMinimum: true` beside `minimum`. */
function withLimits(schema: Schema): Schema {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, ...rest } = schema
  const low = limit(['minimum', minimum], ['exclusiveMinimum', exclusiveMinimum])
  const high = limit(['maximum', maximum], ['exclusiveMaximum', exclusiveMaximum])
  return { ...rest, ...low, ...high }
}

function limit(
  [name, value]: readonly [string, unknown],
  [exclusive, flag]: readonly [string, unknown],
): Schema {
  const found =
    flag === true
      ? { [exclusive]: value }
      : { [name]: value, [exclusive]: flag === false ? undefined : flag }
  return Object.fromEntries(Object.entries(found).filter(([, each]) => each !== undefined))
}

/** Before 2020-12: a list of schemas in `items`, and `additionalItems` for the rest. */
function withLists(schema: Schema): Schema {
  const { items, additionalItems, ...rest } = schema
  if (!Array.isArray(items)) return schema
  return {
    ...rest,
    ...(items.length > 0 && { prefixItems: items }),
    ...(additionalItems !== undefined && { items: additionalItems }),
  }
}

/** Before 2019-09: `dependencies` with names or schemas. */
function withDependencies(schema: Schema): Schema {
  const { dependencies, ...rest } = schema
  if (!isRecord(dependencies)) return schema
  const entries = Object.entries(dependencies)
  const of = (names: boolean) =>
    Object.fromEntries(entries.filter(([, each]) => Array.isArray(each) === names))
  return { dependentRequired: of(true), dependentSchemas: of(false), ...rest }
}

/** OpenAPI's word for "or null". `schema` is modern otherwise. */
export function nullable(schema: Schema): Schema {
  const choosing = ['$ref', 'allOf', 'anyOf', 'oneOf', 'not', 'const']
  if (choosing.some((each) => each in schema)) return { anyOf: [schema, { type: 'null' }] }
  const { type, enum: values } = schema
  return {
    ...schema,
    ...(Array.isArray(type) && { type: [...new Set<unknown>([...listOf(type), 'null'])] }),
    ...(Array.isArray(values) && { enum: [...listOf(values), null] }),
  }
}
