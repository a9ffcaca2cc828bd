import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { validate as validateQuery } from '@octokit/graphql-schema'
import { Ajv } from 'ajv'
import type { GitHubRoute } from '../../simulator/github.ts'
import type { RecordedRequest } from '../../simulator/messages.ts'

type Request = RecordedRequest<GitHubRoute>

/** Of github-requests.json: what GitHub says of a request. */
interface Described {
  readonly method: string
  /** With `{names}`. */
  readonly path: string
  readonly parameters: readonly {
    readonly name: string
    readonly in: 'path' | 'query'
    readonly required: boolean
    readonly schema: object
  }[]
  readonly body?: { readonly properties: Readonly<Record<string, unknown>> }
}

/** What is wrong with requests to GitHub, by GitHub's own descriptions of its REST and GraphQL APIs. */
export async function checkGitHubRequests(
  requests: readonly Request[],
): Promise<readonly string[]> {
  const file = join(import.meta.dirname, 'github-requests.json')
  const known = JSON.parse(await readFile(file, 'utf8')) as { readonly requests: Described[] }
  return requests.flatMap((request) =>
    (request.path === '/graphql'
      ? queryProblems(request)
      : restProblems(request, known.requests)
    ).map((problem) => `${request.method} ${request.path}: ${problem}`),
  )
}

function queryProblems({ body }: Request): readonly string[] {
  const { query = '' } = body as { readonly query?: string }
  return validateQuery(query).map(({ message }) => message)
}

function restProblems(
  { method, path, body }: Request,
  known: readonly Described[],
): readonly string[] {
  const { pathname, searchParams } = new URL(path, 'http://127.0.0.1')
  for (const described of known) {
    const names = [...described.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
    const pattern = new RegExp(`^${described.path.replaceAll(/\{\w+\}/g, '([^/]+)')}$`)
    const match = described.method === method ? pattern.exec(pathname) : null
    if (!match) continue
    const inPath = Object.fromEntries(names.map((name, i) => [name, match[i + 1]]))
    return [
      ...mismatches(inPath, objectOf(described, 'path')),
      ...mismatches(Object.fromEntries(searchParams), objectOf(described, 'query')),
      ...(described.body
        ? mismatches(body, { ...described.body, additionalProperties: false })
        : []),
    ]
  }
  return ['GitHub does not describe it']
}

/** Parameters of one place as the schema of an object that has them. */
function objectOf({ parameters }: Described, where: 'path' | 'query'): object {
  const here = parameters.filter((each) => each.in === where)
  return {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(here.map(({ name, schema }) => [name, schema])),
    required: here.filter(({ required }) => required).map(({ name }) => name),
  }
}

function mismatches(value: unknown, schema: object): readonly string[] {
  const ajv = new Ajv({ strict: false, allErrors: true, coerceTypes: true, validateFormats: false })
  ajv.validate(schema, value)
  return (ajv.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ''}`)
}
