import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { format } from 'prettier'
import { root } from './project.ts'

// Writes __tests__/support/github-requests.json: what GitHub says of the few requests that the action makes. The whole
// description is too large to install for everybody:
//   npm pack @octokit/openapi && tar xzf octokit-openapi-*.tgz
//   node scripts/github-requests.ts package/generated/api.github.com.json

const used = [
  'get /repos/{owner}/{repo}/pulls',
  'post /repos/{owner}/{repo}/issues/{issue_number}/comments',
  'patch /repos/{owner}/{repo}/issues/comments/{comment_id}',
  'get /repos/{owner}/{repo}/releases/tags/{tag}',
  'get /repos/{owner}/{repo}/releases',
  'get /repos/{owner}/{repo}/releases/{release_id}/assets',
  'post /repos/{owner}/{repo}/releases/{release_id}/assets',
  'delete /repos/{owner}/{repo}/releases/assets/{asset_id}',
]

interface Description {
  readonly info: { readonly title: string; readonly version: string; readonly license: unknown }
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly parameters: Readonly<Record<string, Parameter>> }
}

interface Operation {
  readonly operationId: string
  readonly parameters: readonly (Parameter | { readonly $ref: string })[]
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema: unknown }>>
  }
}

interface Parameter {
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly schema: unknown
}

const [source] = process.argv.slice(2)
if (source === undefined) throw new Error('usage: node scripts/github-requests.ts FILE.json')
const { info, paths, components } = JSON.parse(await readFile(source, 'utf8')) as Description

const requests = used.map((line) => {
  const [method = '', path = ''] = line.split(' ')
  const operation = paths[path]?.[method]
  if (!operation) throw new Error(`GitHub does not describe ${line}.`)
  const parameters = operation.parameters.map((each) => {
    const parameter =
      '$ref' in each ? components.parameters[each.$ref.split('/').at(-1) ?? ''] : each
    if (!parameter) throw new Error(line)
    const { name, in: where, required = false, schema } = parameter
    return { name, in: where, required, schema }
  })
  const body = operation.requestBody?.content['application/json']?.schema
  return { method: method.toUpperCase(), path, parameters, ...(body !== undefined && { body }) }
})
const { title, version, license } = info
const excerpt = JSON.stringify({ source: { title, version, license }, requests })
const target = join(root, '__tests__', 'support', 'github-requests.json')
await writeFile(target, await format(excerpt, { parser: 'json', printWidth: 100 }))
