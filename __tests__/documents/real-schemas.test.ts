import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { durations } from '../../src/base/durations.ts'
import { readParamSchema, type ParamSchema } from '../../src/documents/schema.ts'

type Json = Readonly<Record<string, unknown>>

/** A line of __tests__/schemas/fal.jsonl. */
interface RealModel {
  readonly name: string
  readonly schema: Json & { readonly properties: Readonly<Record<string, Json>> }
  readonly definitions: Readonly<Record<string, Json>>
}

const models = readFileSync(join(import.meta.dirname, '../schemas/fal.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as RealModel)

/** With its definitions, and as Creatify serves schemas: `required` and `properties` only, so that `$ref`s lead nowhere. */
const servings = {
  whole: ({ schema, definitions }: RealModel) => ({
    ...schema,
    components: { schemas: definitions },
  }),
  bare: ({ schema: { required, properties } }: RealModel) => ({ required, properties }),
} as const

type Serving = keyof typeof servings

async function read(model: RealModel, serving: Serving): Promise<ParamSchema> {
  return readParamSchema(servings[serving](model), model.name, durations.checks)
}

/** A property with what it refers to in place, one level deep. */
function resolved({ definitions }: RealModel, property: Json): Json {
  const [only] = Array.isArray(property['allOf']) ? (property['allOf'] as Json[]) : [property]
  const pointer = only?.['$ref']
  const name = typeof pointer === 'string' ? pointer.replace('#/components/schemas/', '') : ''
  return definitions[name] ?? only ?? property
}

/** A value that a property takes. */
function sampleOf(property: Json): unknown {
  if (property['type'] === 'object') {
    const properties = (property['properties'] ?? {}) as Readonly<Record<string, Json>>
    const required = (property['required'] ?? []) as string[]
    return Object.fromEntries(required.map((name) => [name, sampleOf(properties[name] ?? {})]))
  }
  if ('default' in property) return property['default']
  if ('const' in property) return property['const']
  if (Array.isArray(property['enum'])) return property['enum'][0] as unknown
  const [choice] = (property['anyOf'] as Json[] | undefined) ?? []
  if (choice) return sampleOf(choice)
  const samples: Json = {
    string: 'https://example.com/a.png',
    integer: property['minimum'] ?? 1,
    number: property['minimum'] ?? 1,
    boolean: true,
    array: [],
  }
  return samples[String(property['type'])]
}

/** All defaults, and what is required. */
function rightParams(model: RealModel): Json {
  const required = (model.schema['required'] ?? []) as string[]
  return Object.fromEntries(
    Object.entries(model.schema.properties)
      .filter(([name, property]) => required.includes(name) || 'default' in property)
      .map(([name, property]) => [name, sampleOf(resolved(model, property))]),
  )
}

/** For each kind of mistake, the value that makes it; undefined where a property cannot have it. */
const mistakes: Readonly<Record<string, (property: Json) => unknown>> = {
  'wrong type': ({ type, enum: values }) =>
    values !== undefined
      ? undefined
      : { string: 12, integer: 'many', number: 'many', boolean: 'perhaps', array: 3, object: 3 }[
          String(type)
        ],
  'not in the list': ({ enum: values }) => (Array.isArray(values) ? 'no such value' : undefined),
  'too large': ({ maximum }) => (typeof maximum === 'number' ? maximum + 1 : undefined),
  'too small': ({ minimum }) => (typeof minimum === 'number' ? minimum - 1 : undefined),
}

interface Count {
  tried: number
  found: number
}

async function count(serving: Serving): Promise<Readonly<Record<string, Count>>> {
  const counts: Record<string, Count> = {}
  const note = (kind: string, found: boolean) => {
    const each = (counts[kind] ??= { tried: 0, found: 0 })
    each.tried += 1
    if (found) each.found += 1
  }
  for (const model of models) {
    const schema = await read(model, serving)
    const right = rightParams(model)
    for (const [name, property] of Object.entries(model.schema.properties)) {
      for (const [kind, mistake] of Object.entries(mistakes)) {
        const value = mistake(resolved(model, property))
        if (value === undefined) continue
        const { mismatches } = schema.check({ ...right, [name]: value })
        note(kind, mismatches.length === 1 && mismatches[0]?.path[0] === name)
      }
      const misspelt = `${name}_x`
      note('misspelt name', !schema.names.includes(misspelt) && !schema.allowsMore)
    }
    for (const name of (model.schema['required'] ?? []) as string[]) {
      const others = Object.entries(right).filter(([key]) => key !== name)
      const { mismatches } = schema.check(Object.fromEntries(others))
      note(
        'missing',
        mismatches.some(({ message }) => message.startsWith(`\`${name}\``)),
      )
    }
  }
  return counts
}

test('there are at least 60 of them', () => {
  expect(models.length).toBeGreaterThanOrEqual(60)
})

test.each(['whole', 'bare'] as const)(
  'defaults and what is required raise no alarm, %s',
  async (serving) => {
    const alarms: string[] = []
    for (const model of models) {
      const schema = await read(model, serving)
      const params = rightParams(model)
      alarms.push(...schema.check(params).mismatches.map(({ message }) => message))
      alarms.push(...Object.keys(params).filter((name) => !schema.names.includes(name)))
    }
    expect(alarms).toEqual([])
  },
)

test('with its definitions, every schema is checked completely', async () => {
  for (const model of models) {
    const { gaps } = (await read(model, 'whole')).check(rightParams(model))
    expect(gaps).toEqual([])
  }
})

test('without them, only params whose `$ref` leads nowhere go unchecked, and they are told', async () => {
  for (const model of models) {
    const schema = await read(model, 'bare')
    const { properties } = model.schema
    const params = Object.fromEntries(
      Object.entries(properties).map(([name, property]) => [
        name,
        sampleOf(resolved(model, property)),
      ]),
    )
    const told = schema.check(params).gaps.map(({ property }) => property)
    const referring = Object.keys(properties).filter((name) =>
      JSON.stringify(properties[name]).includes('"$ref"'),
    )
    expect([...new Set(told)].sort()).toEqual(referring.sort())
  }
})

test('every kind of mistake is found at its param; what is missed is counted', async () => {
  const [whole, bare] = await Promise.all([count('whole'), count('bare')])
  const rows = Object.keys(whole).map((kind) => ({
    mistake: kind,
    tried: whole[kind]?.tried ?? 0,
    'missed, whole': (whole[kind]?.tried ?? 0) - (whole[kind]?.found ?? 0),
    'missed, bare': (bare[kind]?.tried ?? 0) - (bare[kind]?.found ?? 0),
  }))
  const cells = rows.map((row) => Object.values(row).map(String))
  const lines = [Object.keys(rows[0] ?? {}), ...cells].map((row) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(16) : cell.padStart(15))).join(''),
  )
  process.stdout.write(`\n${models.length} schemas\n${lines.join('\n')}\n`)
  expect(rows.map(({ 'missed, whole': missed }) => missed)).toEqual(rows.map(() => 0))
  // What stands in a definition of its own is not there.
  const missed = rows.map((row) => [row.mistake, row['missed, bare']] as const)
  expect(Object.fromEntries(missed.filter(([, times]) => times > 0))).toEqual({
    'wrong type': 6,
  })
})
