import { truncate } from '../base/text.ts'
import { existsSync } from 'node:fs'
import { relative, resolve, sep } from 'node:path'
import type { Model } from '../api/creatify.ts'
import type { Params } from '../api/task.ts'
import type { Finding } from '../base/findings.ts'
import { didYouMean } from '../base/suggest.ts'
import type { ParamSchema } from '../documents/schema.ts'
import type { Gap } from '../documents/gaps.ts'
import type { RunContext } from '../inputs/context.ts'
import type { Inputs } from '../inputs/inputs.ts'
import { placeholderHost, type Generation, type Resolved } from './generation.ts'
import { isPath, urlParamsIn, urlProblem } from './urls.ts'

/** What params are held against. */
export interface Rules {
  readonly model: Model
  readonly schema: ParamSchema
  readonly unknownParams: Inputs['unknownParams']
  /** Whether the API, and so its files, may be on this machine. */
  readonly loopback: boolean
  readonly context: Pick<RunContext, 'workspace' | 'rawFilesUrl'>
  /** True for params as written: URLs are judged too. Those of results come from the API itself. */
  readonly written?: boolean
}

/** Everything that is wrong with the params of a generation, at its place, and what could not be checked. */
export function reviewParams(
  generation: Generation,
  { params, problems }: Resolved,
  rules: Rules,
): { readonly findings: readonly Finding[]; readonly gaps: readonly Gap[] } {
  const { model, schema } = rules
  const { mismatches, gaps } = schema.check(params)
  const urls = rules.written ? [...wrongUrls(params, rules), ...wrongKinds(params)] : []
  const judged = new Set(urls.map(({ path }) => path.join('.')))
  const found = [
    ...problems,
    ...mismatches.filter(({ path }) => !judged.has(path.join('.'))),
    ...unknownParams(params, rules),
    ...urls,
  ]
  const findings = found.map(({ severity, path, message }): Finding => {
    const place = generation.locate(path)
    return {
      severity,
      generation: generation.name,
      message,
      ...(path.length > 0 && { key: path.join('.') }),
      ...(place && { place }),
    }
  })
  if (!model.generation_type.endsWith('_to_text')) return { findings, gaps }
  const message = `${model.model_name} makes text, and this action saves files. Choose a model of another generation type.`
  const { name, modelAt } = generation
  const place = modelAt && { place: modelAt }
  const makesText: Finding = { severity: 'error', generation: name, message, ...place }
  return { findings: [...findings, makesText], gaps }
}

const mostUnknown = 20
const mostNames = 12

/** Params that the schema does not name: often misspelt, and the API would silently leave them out. */
function unknownParams(params: Params, { model, schema, unknownParams: policy }: Rules) {
  const { names, allowsMore } = schema
  const name = model.model_name
  if (names.length === 0 && allowsMore) {
    if (Object.keys(params).length === 0) return []
    const message = `The schema of ${name} names no params, so it cannot be told whether these fit. They are sent.`
    return [{ severity: 'warning' as const, path: [], message }]
  }
  return Object.keys(params)
    .filter((key) => !names.includes(key))
    .slice(0, mostUnknown)
    .map((key) => {
      const meant = didYouMean(key, names)
      const path = [key]
      if (allowsMore) {
        const message = `The schema of ${name} does not name \`${key}\`, but may allow it, so it is sent.${meant}`
        return { severity: 'warning' as const, path, message }
      }
      if (policy === 'allow') {
        const message = `${name} has no param \`${key}\`. It is sent, because of \`unknown-params: allow\`.${meant}`
        return { severity: 'warning' as const, path, message }
      }
      const few =
        names.length <= mostNames
          ? ` It takes ${names.map((each) => `\`${each}\``).join(', ')}.`
          : ''
      const message = `${name} has no param \`${key}\`.${meant === '' ? few : meant} To send it all the same, set \`unknown-params: allow\`.`
      return { severity: 'error' as const, path, message }
    })
}

/** URLs that the API could not fetch: it may charge all the same. */
function wrongUrls(params: Params, { model, loopback, context }: Rules) {
  return urlParamsIn(params, model.input_params_schema).flatMap(({ path, value }) => {
    const key = `\`${path.join('.')}\``
    if (isPath(value)) {
      const message = `${key} is ${JSON.stringify(truncate(value, 200))}, and the API takes public URLs only: it cannot read files of the workspace.${publicUrl(value, context)}`
      return [{ severity: 'error' as const, path, message }]
    }
    const problem = urlProblem(value, loopback)
    return problem
      ? [{ severity: problem.severity, path, message: `${key} ${problem.message}` }]
      : []
  })
}

/** A video, before it is made, where an image is wanted, and the other way round. */
function wrongKinds(params: Params) {
  const made = new RegExp(`^https://${placeholderHost}/(image|video|audio)/`)
  return Object.entries(params).flatMap(([key, value]) => {
    const [, wanted] = /^(image|video|audio)_urls?$/.exec(key) ?? []
    const kinds = [value]
      .flat()
      .map((each) => (typeof each === 'string' ? made.exec(each)?.[1] : undefined) ?? wanted)
    const other = kinds.find((kind) => kind !== wanted)
    if (wanted === undefined || other === undefined) return []
    const message = `\`${key}\` wants the URL of ${wanted === 'video' ? 'a video' : `an ${wanted}`}, and this is the result of a model that makes ${other}.`
    return [{ severity: 'error' as const, path: [key], message }]
  })
}

function publicUrl(path: string, { workspace, rawFilesUrl }: Rules['context']): string {
  const inside = relative(workspace, resolve(workspace, path))
  if (
    rawFilesUrl === undefined ||
    inside.startsWith('..') ||
    !existsSync(resolve(workspace, inside))
  )
    return ''
  const url = rawFilesUrl + inside.split(sep).map(encodeURIComponent).join('/')
  return ` If the file is committed, use ${url}`
}
