import { isRecord } from '../../src/base/json.ts'
import type { Reply } from './client.ts'

const longest = 160

/** Members of a task whose values tell nothing of the account. */
const plainMembers = new Set([
  'status',
  'gen_type',
  'model_name',
  'generation_type',
  'credits_used',
  'output_nums',
  'type',
  '$schema',
])

/** What a value looks like, with what belongs to the account taken out of it. */
export function shapeOf(value: unknown, member = ''): unknown {
  if (Array.isArray(value)) {
    const [first, ...others] = value as readonly unknown[]
    const more = others.length > 0 ? [`<${others.length} more>`] : []
    return value.length === 0 ? [] : [shapeOf(first, member), ...more]
  }
  if (isRecord(value))
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [name, shapeOf(each, name)]),
    )
  if (plainMembers.has(member)) return value
  if (typeof value === 'number') return '<number>'
  if (typeof value !== 'string' || value === '') return value
  if (/^\d{4}-\d\d-\d\dT/.test(value)) return value.replaceAll(/\d/g, '0')
  if (URL.canParse(value)) return redacted(value)
  return '<text>'
}

/** A status and the body of an answer. Words of an error stay; what is not an error is only told by its shape. */
export function shown({ status, headers, body }: Reply): string {
  const type = headers.get('content-type')?.split(';')[0] ?? 'no content type'
  if (typeof body === 'string') return `${status}, ${type}: ${body}`
  return `${status}: ${JSON.stringify(status < 400 ? shapeOf(body) : body)}`
}

/** A value as JSON, for a sentence. */
export function written(value: unknown): string {
  return value === undefined ? 'not there' : JSON.stringify(value)
}

/** At most 160 characters, on one line. Only after `redacted`: of a secret that is cut, a part would stay. */
export function short(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length > longest ? `${line.slice(0, longest)}…` : line
}

/** Free of secrets, ids, addresses and paths of URLs. */
export function redacted(text: string, secrets: readonly string[] = []): string {
  let clean = text
  for (const secret of secrets)
    for (const spelling of [
      secret,
      JSON.stringify(secret).slice(1, -1),
      encodeURIComponent(secret),
    ])
      if (spelling !== '') clean = clean.replaceAll(spelling, '***')
  return (
    clean
      // Dialects are named by public URLs.
      .replaceAll(
        /(https?:\/\/(?!json-schema\.org)[^\s/"'<>]+)\/[^\s"'<>]*?(\.\w{2,4})?(?=[\s"'<>,]|$)/g,
        '$1/…$2',
      )
      .replaceAll(/[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}/gi, '<id>')
      .replaceAll(/[\w.+-]+@[\w-]+\.[\w.]+/g, '<address>')
  )
}
