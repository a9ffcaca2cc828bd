import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { validate as validateQuery } from '@octokit/graphql-schema'
import { Ajv, type ValidateFunction } from 'ajv'
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

/** One kind of request, ready to be compared with. */
interface Route {
  readonly method: string
  readonly pattern: RegExp
  /** Of the groups of `pattern`. */
  readonly names: readonly string[]
  readonly isPath: ValidateFunction
  readonly isQuery: ValidateFunction
  readonly isBody: ValidateFunction | undefined
}

/** What is wrong with requests to GitHub, by GitHub's own descriptions of its REST and GraphQL APIs. */
export async function checkGitHubRequests(
  requests: readonly Request[],
): Promise<readonly string[]> {
  routes ??= readRoutes()
  const known = await routes
  return requests.flatMap((request) =>
    (request.path === '/graphql' ? queryProblems(request) : restProblems(request, known)).map(
      (problem) => `${request.method} ${request.path}: ${problem}`,
    ),
  )
}

/** Read once: compiling takes longer than all the rest. */
let routes: Promise<readonly Route[]> | undefined

async function readRoutes(): Promise<readonly Route[]> {
  const file = join(import.meta.dirname, 'github-requests.json')
  const known = JSON.parse(await readFile(file, 'utf8')) as { readonly requests: Described[] }
  const ajv = new Ajv({ strict: false, allErrors: true, coerceTypes: true, validateFormats: false })
  return known.requests.map((described) => ({
    method: described.method,
    pattern: new RegExp(`^${described.path.replaceAll(/\{\w+\}/g, '([^/]+)')}$`),
    names: [...described.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name),
    isPath: ajv.compile(objectOf(described, 'path')),
    isQuery: ajv.compile(objectOf(described, 'query')),
    isBody: described.body && ajv.compile({ ...described.body, additionalProperties: false }),
  }))
}

function queryProblems({ body }: Request): readonly string[] {
  const { query = '' } = body as { readonly query?: string }
  return validateQuery(query).map(({ message }) => message)
}

function restProblems({ method, path, body }: Request, known: readonly Route[]): readonly string[] {
  const { pathname, searchParams } = new URL(path, 'http://127.0.0.1')
  const route = known.find((each) => each.method === method && each.pattern.test(pathname))
  if (!route) return ['GitHub does not describe it']
  const { pattern, names, isPath, isQuery, isBody } = route
  const found = pattern.exec(pathname) ?? []
  const inPath = Object.fromEntries(names.map((name, i) => [name, found[i + 1]]))
  return [
    ...mismatches(inPath, isPath),
    ...mismatches(Object.fromEntries(searchParams), isQuery),
    ...(isBody ? mismatches(body, isBody) : []),
  ]
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

function mismatches(value: unknown, isValid: ValidateFunction): readonly string[] {
  return isValid(value)
    ? []
    : (isValid.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ''}`)
}
