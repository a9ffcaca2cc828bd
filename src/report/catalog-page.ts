import type { Model } from '../api/creatify.ts'
import { isRecord } from '../base/json.ts'
import { pluralize } from '../base/text.ts'
import { describe } from '../documents/mismatch.ts'
import prices from '../tasks/documented-prices.json' with { type: 'json' }
import type { PriceList } from '../tasks/prices.ts'
import { attribute, cell, code, fenced, sentenceCell } from './markdown.ts'

/**
 * What `list-models` found, as Markdown: the catalog by generation type, with documented prices, and behind each model its
 * params and a step to copy. `uses`: how a workflow names this action. Renderings get shorter and shorter.
 */
export function catalogPages(models: readonly Model[], uses: string): readonly (() => string)[] {
  return [
    () => catalog(models, (model) => details(model, uses)),
    () => catalog(models, (model) => details(model, undefined)),
    () => catalog(models, undefined),
  ]
}

function catalog(models: readonly Model[], detail: ((model: Model) => string) | undefined): string {
  const types = [...new Set(models.map((model) => model.generation_type))].sort()
  const parts = types.map((type) => {
    const some = models.filter((model) => model.generation_type === type)
    const rows = some.map((model) => {
      const { required, optional } = paramsOf(model)
      const names = [...required.map((name) => `${cell(name)}*`), ...optional.map(cell)]
      return `| ${cell(model.model_name)} | ${priceOf(model)} | ${names.join(' ')} |`
    })
    return [
      `### ${code(type)} (${some.length})\n`,
      '| Model | Credits | Params |',
      '| --- | --- | --- |',
      ...rows,
      ...(detail ? ['', ...some.map(detail)] : []),
    ].join('\n')
  })
  return (
    [
      `## Creatify: ${pluralize(models.length, 'model')}`,
      'A param with * is required. Credits are an estimate for one output. Open a model for what its params take, when its price was read, and a step to copy.',
      ...parts,
    ].join('\n\n') + '\n'
  )
}

function priceOf(model: Model): string {
  const price = documentedPrice(model)
  if (!price) return 'unknown'
  return `${price.from || price.table ? 'from&nbsp;' : ''}${price.credits}`
}

function documentedPrice({ model_name: name }: Model): PriceList[string] | undefined {
  const list: PriceList = prices
  return Object.hasOwn(list, name) ? list[name] : undefined
}

function details(model: Model, uses: string | undefined): string {
  const { required, optional, properties } = paramsOf(model)
  const rows = [...required, ...optional].map((name) => {
    const property = properties[name]
    const fallback = isRecord(property) && 'default' in property ? property['default'] : undefined
    const said = isRecord(property) ? property['description'] : undefined
    return [
      cell(name) + (required.includes(name) ? '*' : ''),
      sentenceCell(describe(property)),
      fallback === undefined ? '' : cell(JSON.stringify(fallback)),
      typeof said === 'string' ? sentenceCell(said.slice(0, 300)) : '',
    ]
  })
  const head = ['Param', 'Takes', 'Default', 'Description']
  const used = head.map((_, i) => i === 0 || rows.some((row) => row[i] !== ''))
  const line = (cells: readonly string[]) => `| ${cells.filter((_, i) => used[i]).join(' | ')} |`
  const table = [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
  const price = documentedPrice(model)
  const parts = [
    ...(price
      ? [
          `Price: ${priceOf(model)} ${price.credits === 1 ? 'credit' : 'credits'} for one output, by Creatify’s price list, read in ${price.read}.`,
        ]
      : []),
    table,
    ...(uses === undefined ? [] : [makesText(model) ? noFiles : stepFor(model, uses)]),
  ]
  return `<details><summary><code>${attribute(model.model_name)}</code></summary>\n\n${parts.join('\n\n')}\n\n</details>\n`
}

const noFiles = 'This model makes text. This action saves files, and refuses it.'

function makesText({ generation_type: type }: Model): boolean {
  return type.endsWith('_to_text')
}

/** A step that passes the check of params as it stands; where it needs a picture or a video, its URL is to be replaced. */
function stepFor(model: Model, uses: string): string {
  const { required, properties } = paramsOf(model)
  const params = required.map((name) => `      ${name}: ${sample(name, properties[name])}`)
  const lines = [
    `- uses: ${uses}`,
    '  with:',
    '    api-id: ${{ secrets.CREATIFY_API_ID }}',
    '    api-key: ${{ secrets.CREATIFY_API_KEY }}',
    `    model: ${JSON.stringify(model.model_name)}`,
    ...(params.length === 0 ? [] : ['    params: |', ...params]),
  ]
  return fenced(lines.join('\n'), 'yaml')
}

/** A value that a param takes, as JSON, which YAML reads as it is. */
function sample(name: string, property: unknown): string {
  const schema = isRecord(property) ? property : {}
  const { default: fallback, examples, enum: choices, type, minimum, items } = schema
  const known = [fallback, ...listOf(examples), ...listOf(choices)].find(
    (each) => each !== undefined,
  )
  if (known !== undefined) return JSON.stringify(known)
  if (type === 'array') return `[${sample(name, items)}]`
  if (type === 'integer' || type === 'number')
    return String(typeof minimum === 'number' ? Math.ceil(minimum) : 1)
  if (type === 'boolean') return 'true'
  if (type === 'object') return '{}'
  if (/url|image|video|audio/.test(name)) return '"https://example.com/replace-me.png"'
  return '"A screen print of layered mountains at first light"'
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function paramsOf({ input_params_schema: schema }: Model) {
  const properties = isRecord(schema['properties']) ? schema['properties'] : {}
  const needed = listOf(schema['required'])
  const names = Object.keys(properties)
  return {
    properties,
    required: names.filter((name) => needed.includes(name)),
    optional: names.filter((name) => !needed.includes(name)),
  }
}
