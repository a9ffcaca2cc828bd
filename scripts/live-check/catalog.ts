import { isRecord } from '../../src/base/json.ts'
import { itemsOf, type Client } from './client.ts'
import { offersOf } from './prices.ts'
import { shown, written } from './redact.ts'
import { fact, known, note, unknown, type Row } from './row.ts'

/** A model as the live catalog has it. */
export interface Model {
  readonly name: string
  readonly type: string
  readonly schema: Readonly<Record<string, unknown>>
}

const noModel = 'nobody/has-such-a-model'

/** What the catalog told. */
interface Catalog {
  readonly rows: readonly Row[]
  readonly models: readonly Model[]
  /** Credits of a create that should have been refused. */
  readonly spent: number
}

/** The catalog, and creates that make nothing. */
export async function checkCatalog(client: Client): Promise<Catalog> {
  const all = await client.ask('asset_generator/schemas/')
  const models = (itemsOf(all) ?? []).flatMap((item) => modelOf(item) ?? [])
  const rows: Row[] = [
    fact('the catalog is a list of models with a schema each', models.length > 0, shown(all)),
  ]
  const [first] = models
  if (first === undefined) return { rows, models, spent: 0 }
  rows.push(dialect(models), moreParams(models), references(models), keywords(models))

  const filter = `asset_generator/schemas/?model_name=${encodeURIComponent(first.name)}`
  const one = await client.ask(filter)
  const some = await client.ask(`${filter},${encodeURIComponent(noModel)}`)
  const names = itemsOf(some)?.map((item) => item['model_name'])
  rows.push(
    fact('`?model_name=` answers the models of that name', itemsOf(one)?.length === 1, shown(one)),
    some.status === 400
      ? known('unknownModel', 'refused', shown(some))
      : names?.length === 1 && names[0] === first.name
        ? known('unknownModel', 'empty', `200, ${names.length} of 2 names`)
        : unknown('unknownModel', shown(some)),
  )

  const create = async (model_name: string, input_params: object) =>
    client.ask('asset_generator/', { post: { model_name, input_params } })
  const nobody = await create(noModel, { prompt: 'A red kite' })
  rows.push(fact('a create of an unknown model is refused', isPlain(nobody.status), shown(nobody)))

  // Should it be accepted after all, it is the cheapest there is.
  const strict = offersOf(models, ['text_to_image']).find(
    ({ model: { schema } }) => Array.isArray(schema['required']) && schema['required'].length > 0,
  )
  if (strict === undefined) return { rows, models, spent: 0 }
  const bad = await create(strict.model.name, { [unknownParam]: true })
  rows.push(
    note('a create without a required param is refused', isPlain(bad.status), shown(bad)),
    isPlain(bad.status) && JSON.stringify(bad.body).includes(unknownParam)
      ? known('unknownParams', 'refused', shown(bad))
      : unknown('unknownParams', 'only a task that is made shows it: --spend'),
  )
  return { rows, models, spent: bad.status < 300 ? strict.credits : 0 }
}

/** Sent to see what becomes of a param that no schema names. */
export const unknownParam = 'creatify_live_check'

/** Surely nothing was made. */
function isPlain(status: number): boolean {
  return status >= 400 && status < 500 && status !== 408
}

function modelOf(item: Readonly<Record<string, unknown>>): Model | undefined {
  const { model_name: name, generation_type: type, input_params_schema: schema } = item
  if (typeof name !== 'string' || !isRecord(schema)) return undefined
  return { name, type: typeof type === 'string' ? type : '', schema }
}

function dialect(models: readonly Model[]): Row {
  const said = new Set(models.map(({ schema }) => schema['$schema']))
  const [only] = said
  const evidence = `$schema: ${[...said].map(written).join(', ')}`
  const name = typeof only === 'string' ? only : ''
  if (said.size > 1) return unknown('dialect', evidence)
  if (only === undefined) return known('dialect', 'none', evidence)
  if (name.includes('draft-07')) return known('dialect', 'draft-07', evidence)
  if (name.includes('2020-12')) return known('dialect', '2020-12', evidence)
  return unknown('dialect', evidence)
}

function moreParams(models: readonly Model[]): Row {
  const said = new Set(models.map(({ schema }) => schema['additionalProperties']))
  const [only] = said
  const evidence = `additionalProperties: ${[...said].map(written).join(', ')}`
  return said.size === 1 && (only === undefined || typeof only === 'boolean')
    ? known('additionalProperties', only, evidence)
    : unknown('additionalProperties', evidence)
}

function references(models: readonly Model[]): Row {
  const found = models.flatMap(({ name, schema }) =>
    refsIn(schema).map((ref) => ({ name, ref, there: leadsSomewhere(schema, ref) })),
  )
  const lost = found.filter(({ there }) => !there)
  if (found.length === 0) return known('schemaRefs', 'none', `no $ref in ${models.length} schemas`)
  const [example] = lost.length > 0 ? lost : found
  const evidence = `${found.length} $ref, ${lost.length} of them lead nowhere, as ${example?.ref ?? ''} of ${example?.name ?? ''}`
  return known('schemaRefs', lost.length > 0 ? 'dangling' : 'defs', evidence)
}

function refsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(refsIn)
  if (!isRecord(value)) return []
  const own = typeof value['$ref'] === 'string' ? [value['$ref']] : []
  return [...own, ...Object.values(value).flatMap(refsIn)]
}

function leadsSomewhere(schema: unknown, ref: string): boolean {
  if (!ref.startsWith('#')) return false
  let at: unknown = schema
  for (const part of ref.slice(1).split('/').filter(Boolean))
    at = isRecord(at) ? at[part.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined
  return at !== undefined
}

/** Keywords of schemas that JSON Schema has at the top of a schema or of a param. */
const ordinary = new Set(
  '$schema title description type required properties enum default minimum maximum minLength maxLength minItems maxItems items format examples additionalProperties $defs definitions $ref anyOf oneOf allOf pattern exclusiveMinimum exclusiveMaximum multipleOf uniqueItems const nullable'.split(
    ' ',
  ),
)

function keywords(models: readonly Model[]): Row {
  const used = new Set(
    models.flatMap(({ schema }) => [
      ...Object.keys(schema),
      ...Object.values(isRecord(schema['properties']) ? schema['properties'] : {}).flatMap(
        (param) => (isRecord(param) ? Object.keys(param) : []),
      ),
    ]),
  )
  const extra = [...used].filter((keyword) => !ordinary.has(keyword)).sort()
  const size = JSON.stringify(models).length
  const evidence = `${models.length} models, ${Math.round(size / 1024)} KB; extra keywords: ${extra.join(', ') || 'none'}`
  return note('schemas use the usual keywords only', extra.length === 0, evidence)
}
