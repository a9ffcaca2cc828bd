import type { CatalogModel, ParamSchema } from './catalog.ts'

export type Params = Readonly<Record<string, unknown>>

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The params with the schema's defaults filled in. */
export function withDefaults(model: CatalogModel, params: Params): Params {
  const properties = Object.entries(model.input_params_schema.properties ?? {})
  const defaults = properties
    .filter(([, schema]) => schema.default !== undefined)
    .map(([name, schema]) => [name, schema.default] as const)
  return { ...Object.fromEntries(defaults), ...params }
}

/** Documented prices are per output; of a table's rows, one without its param costs the first. */
export function priceOf(model: CatalogModel, params: Params): number {
  const filled = withDefaults(model, params)
  if (typeof model.credits === 'function') return model.credits(filled)
  const outputs = typeof filled['num_images'] === 'number' ? filled['num_images'] : 1
  if (typeof model.credits === 'number') return model.credits * outputs
  const { by, table } = model.credits
  const [first = 0] = Object.values(table)
  return (table[String(filled[by])] ?? first) * outputs
}

/**
 * Field errors in the words of Django REST framework, which sibling endpoints use. That this
 * endpoint checks the same things in the same words is assumed. Params it does not name pass.
 */
export function complaints(model: CatalogModel, params: Params): Record<string, string[]> {
  const { required = [], properties = {} } = model.input_params_schema
  const found: Record<string, string[]> = {}
  for (const name of required) {
    if (params[name] === undefined) found[name] = ['This field is required.']
  }
  for (const [name, value] of Object.entries(params)) {
    const schema = properties[name]
    const complaint = schema === undefined ? undefined : complaintAbout(value, schema)
    if (complaint !== undefined) found[name] = [complaint]
  }
  return found
}

function complaintAbout(value: unknown, schema: ParamSchema): string | undefined {
  const types = schema.type === undefined ? [] : [schema.type].flat()
  if (types.length > 0 && !types.some((type) => isOfType(value, type)))
    return `Not a valid ${types.join(' or ')}.`
  if (schema.enum !== undefined && !schema.enum.includes(value))
    return `"${String(value)}" is not a valid choice.`
  const { minimum, maximum, minLength, maxLength } = schema
  if (typeof value === 'number') {
    if (minimum !== undefined && value < minimum)
      return `Ensure this value is greater than or equal to ${minimum}.`
    if (maximum !== undefined && value > maximum)
      return `Ensure this value is less than or equal to ${maximum}.`
  }
  if (typeof value === 'string') {
    // Python counts code points.
    const length = Array.from(value).length
    if (minLength !== undefined && length < minLength)
      return `Ensure this field has at least ${minLength} characters.`
    if (maxLength !== undefined && length > maxLength)
      return `Ensure this field has no more than ${maxLength} characters.`
  }
  return undefined
}

function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case 'integer':
      return Number.isInteger(value)
    case 'array':
      return Array.isArray(value)
    case 'object':
      return isRecord(value)
    case 'null':
      return value === null
    default:
      return typeof value === type
  }
}
