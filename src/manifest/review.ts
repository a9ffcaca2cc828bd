import type { Model } from '../api/creatify.ts'
import type { Params } from '../api/task.ts'
import type { Finding } from '../base/findings.ts'
import { isRecord } from '../base/json.ts'
import { didYouMean } from '../base/suggest.ts'
import { truncate } from '../base/text.ts'
import type { SourceOf } from '../documents/mismatch.ts'
import type { ParamSchema } from '../documents/schema.ts'
import type { Path } from '../documents/yaml.ts'
import { problemOfText } from '../documents/yaml-json.ts'
import type { Gap } from '../documents/gaps.ts'
import type { Inputs } from '../inputs/inputs.ts'
import { placeholderHost, type Generation, type Resolved, type ValueProblem } from './generation.ts'
import type { PublicFile } from './public-files.ts'
import { leftOutOf } from './sent.ts'
import { isPath, urlParamsIn, urlProblem, withUrlParams } from './urls.ts'

/** What params are held against. */
export interface Rules {
  readonly model: Model
  readonly schema: ParamSchema
  readonly unknownParams: Inputs['unknownParams']
  /** All models of the manifest: a param of `defaults` is there for any of them. */
  readonly manifest: {
    /** The params that they name. */
    readonly names: readonly string[]
    /** Whether any of them may take a param. */
    mayTake(this: void, param: string): boolean
  }
  /** Whether the API, and so its files, may be on this machine. */
  readonly loopback: boolean
  /** Files of the workspace by the text that names them in a param that takes a URL. */
  readonly files: ReadonlyMap<string, PublicFile>
  /** True for params as written: URLs are judged too. Those of results come from the API itself. */
  readonly written?: boolean
}

/** Params that were reviewed. */
export interface Reviewed {
  /** As they are to be sent: with URLs for files, and without what `defaults` has for other models. */
  readonly params: Params
  /** Everything that is wrong, at its place. */
  readonly findings: readonly Finding[]
  /** What could not be checked. */
  readonly gaps: readonly Gap[]
  /** Params of `defaults` that are not sent. */
  readonly leftOut: readonly string[]
}

/** Holds the params of a generation against its model. */
export function reviewParams(
  generation: Generation,
  { params: asked, problems }: Resolved,
  rules: Rules,
): Reviewed {
  const { model, schema, files } = rules
  const { leftOut, found: unknown } = unknownParams(generation, asked, rules)
  const known = Object.fromEntries(Object.entries(asked).filter(([key]) => !leftOut.includes(key)))
  const params = withUrlParams(
    known,
    model.input_params_schema,
    (value) => files.get(value)?.url ?? value,
  )
  const sourceOf: SourceOf = (path) => generation.sourceOf?.(path)
  const { mismatches, gaps } = schema.check(params, sourceOf)
  const urls = rules.written ? [...wrongUrls(known, rules), ...wrongKinds(params)] : []
  const spelled = rules.written ? spelledNumbers(params, schema, sourceOf) : []
  const judged = new Set(urls.map(({ path }) => path.join('.')))
  const found = [
    ...problems,
    ...unsendableTexts(params),
    ...mismatches.filter(({ path }) => !judged.has(path.join('.'))),
    ...unknown,
    ...urls,
    ...spelled,
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
  const reviewed = { params, gaps, leftOut }
  if (!model.generation_type.endsWith('_to_text')) return { ...reviewed, findings }
  const message = `${model.model_name} makes text, and this action saves files. Choose a model of another generation type.`
  const { name, modelAt } = generation
  const place = modelAt && { place: modelAt }
  const makesText: Finding = { severity: 'error', generation: name, message, ...place }
  return { ...reviewed, findings: [...findings, makesText] }
}

/** The texts of params that have to be files of the workspace. */
export function pathsIn(params: Params, model: Model): readonly string[] {
  return urlParamsIn(params, model.input_params_schema).flatMap(({ value }) =>
    isPath(value) ? value : [],
  )
}

const mostUnknown = 20
const mostNames = 12

/**
 * Params that the schema does not name: often misspelt, and the API would silently leave them out. Those of `defaults` may
 * be there for another model.
 */
function unknownParams(
  generation: Generation,
  params: Params,
  { model, schema, manifest, unknownParams: policy }: Rules,
): { readonly leftOut: readonly string[]; readonly found: readonly ValueProblem[] } {
  const { names, allowsMore } = schema
  const name = model.model_name
  if (names.length === 0 && allowsMore) {
    if (Object.keys(params).length === 0) return { leftOut: [], found: [] }
    const message = `The schema of ${name} names no params, so it cannot be told whether these fit. They are sent.`
    return { leftOut: [], found: [{ severity: 'warning', path: [], message }] }
  }
  const unknown = Object.keys(params).filter((key) => !names.includes(key))
  const isDefault = (key: string) => generation.fromDefaults?.has(key) === true
  const leftOut = leftOutOf(generation, params, schema, policy).filter(manifest.mayTake)
  const problemOf = (key: string): ValueProblem => {
    const meant = didYouMean(key, names)
    const path = [key]
    if (allowsMore) {
      const message = `The schema of ${name} does not name \`${key}\`, but may allow it, so it is sent.${meant}`
      return { severity: 'warning', path, message }
    }
    if (policy === 'allow') {
      const message = `${name} has no param \`${key}\`. It is sent, because of \`unknown-params: allow\`.${meant}`
      return { severity: 'warning', path, message }
    }
    if (isDefault(key)) {
      const message = `No model of this manifest has a param \`${key}\`.${didYouMean(key, manifest.names)} To send it anyway, set \`unknown-params: allow\`.`
      return { severity: 'error', path, message }
    }
    const few =
      names.length <= mostNames ? ` It takes ${names.map((each) => `\`${each}\``).join(', ')}.` : ''
    const message = `${name} has no param \`${key}\`.${meant === '' ? few : meant} To send it anyway, set \`unknown-params: allow\`.`
    return { severity: 'error', path, message }
  }
  const told = unknown.filter((key) => !leftOut.includes(key)).slice(0, mostUnknown)
  return { leftOut, found: told.map(problemOf) }
}

/** URLs that the API could not fetch: it may charge anyway. */
function wrongUrls(params: Params, { model, loopback, files }: Rules): readonly ValueProblem[] {
  return urlParamsIn(params, model.input_params_schema).flatMap(({ path, value }) => {
    const key = `\`${path.join('.')}\``
    if (isPath(value)) {
      const message = wrongPath(value, files.get(value))
      return message === undefined
        ? []
        : [{ severity: 'error', path, message: `${key} ${message}` }]
    }
    const problem = urlProblem(value, loopback)
    return problem
      ? [{ severity: problem.severity, path, message: `${key} ${problem.message}` }]
      : []
  })
}

/** Why a path cannot be sent as the URL of a file, as the end of a sentence about the param. */
function wrongPath(path: string, file: PublicFile | undefined): string | undefined {
  if (file?.why === undefined && file) return undefined
  const shown = JSON.stringify(truncate(path, 200))
  return file
    ? `is ${shown}, which the API cannot fetch: ${file.why}. Commit and push the file to a public repository, or give a URL that anyone can open. For a file that an earlier step made, take that step's output \`asset-url\`.`
    : `is ${shown}, which is neither a URL nor a file in the workspace. Give a URL that anyone can open, or the path of a committed file.`
}

/** Texts that expressions gave, and that cannot be sent. In what is written itself they are found before. */
function unsendableTexts(value: unknown, path: Path = []): readonly ValueProblem[] {
  if (typeof value === 'string') {
    const message = problemOfText(value)
    return message === undefined ? [] : [{ severity: 'error', path, message }]
  }
  const entries = Array.isArray(value)
    ? value.entries()
    : isRecord(value)
      ? Object.entries(value)
      : []
  return [...entries].flatMap(([key, each]) => [
    ...(typeof key === 'string' ? unsendableTexts(key, path) : []),
    ...unsendableTexts(each, [...path, key]),
  ])
}

/** Numbers written otherwise than they are sent, where the model would take the text as well: that may be what is meant. */
function spelledNumbers(
  params: Params,
  schema: ParamSchema,
  sourceOf: SourceOf,
): readonly ValueProblem[] {
  return Object.entries(params).flatMap(([key, value]): readonly ValueProblem[] => {
    const source = sourceOf([key])
    if (typeof value !== 'number' || source === undefined) return []
    const isAbout = ({ path }: { readonly path: Path }) => path[0] === key
    const takes = (each: unknown) =>
      !schema.check({ ...params, [key]: each }).mismatches.some(isAbout)
    if (!takes(value) || !takes(source)) return []
    const message = `\`${key}\` is ${truncate(source, 60)}, which is sent as the number ${value}. If it is text, put it in quotes: ${JSON.stringify(truncate(source, 200))}.`
    return [{ severity: 'warning', path: [key], message }]
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
