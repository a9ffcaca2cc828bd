import { existsSync } from 'node:fs'
import { relative, resolve, sep } from 'node:path'
import { type Api, type Model } from './api/creatify.ts'
import { type Params } from './api/task.ts'
import { isRecord } from './base/json.ts'
import type { Path } from './documents/yaml.ts'
import type { Durations } from './base/durations.ts'
import type { Finding } from './base/findings.ts'
import type { RunContext } from './inputs/context.ts'
import {
  placeholderResult,
  placeholderHost,
  type Asked,
  type Generation,
  type Resolved,
} from './manifest/generation.ts'
import { checkOf, type Check } from './documents/schema.ts'
import { didYouMean } from './base/suggest.ts'
import type { Planned, Review } from './tasks/generate.ts'

/** What would happen, before a credit is spent. */
export interface Plan {
  /** In the order asked. Without the generations that have findings of severity `error`. */
  readonly planned: readonly Planned[]
  readonly findings: readonly Finding[]
  /** Credits of the account; undefined when the API did not tell. */
  readonly balance: number | undefined
  /** True when nothing may be created. */
  readonly blocked: boolean
}

/** How generations are checked. */
interface Checks {
  readonly dryRun: boolean
  /** False: nothing can wait for the result of another. */
  readonly wait: boolean
  readonly context: Pick<RunContext, 'workspace' | 'rawFilesUrl'>
  readonly durations: Pick<Durations['api'], 'models' | 'suggestions'>
  readonly signal: AbortSignal
}

/** Fetches the models and checks every generation. Rejects with ApiError when the models cannot be had. */
export async function preflight(
  asked: Asked,
  balance: number | undefined,
  api: Api,
  step: Checks,
): Promise<Plan> {
  const { durations, signal } = step
  const names = [...new Set(asked.generations.map(({ model }) => model))]
  const models = await api.models(names, { ms: durations.models, signal })

  const typeOf = new Map(models.map((model) => [model.model_name, model.generation_type]))
  const byName = new Map(asked.generations.map((generation) => [generation.name, generation]))
  const wrong = asked.findings.filter(({ severity }) => severity === 'error')
  const unreadable = new Set(
    wrong.flatMap((each) => (each.key === undefined ? each.generation : [])),
  )
  const expected = (child: Generation) =>
    child.resolve((name) => {
      const parent = byName.get(name)
      const kind = typeOf
        .get(parent?.model ?? '')
        ?.split('_')
        .at(-1)
      return placeholderResult(child, 'to-come', kind, parent)
    })
  const checks = new Map(
    await Promise.all(models.map(async (model) => [model, await checkOf(model)] as const)),
  )
  const unknown = names.filter((name) => !typeOf.has(name))
  const strange = await strangeModels(unknown, api, { ms: durations.suggestions, signal })
  const checked = asked.generations.map((generation) => {
    const model = models.find(({ model_name: name }) => name === generation.model)
    const check = model && checks.get(model)
    if (unreadable.has(generation.name)) return { generation, findings: [] }
    if (!check) return { generation, findings: [unknownModel(generation, strange)] }
    const review: Review = (resolved) =>
      findingsOf(generation, resolved, { model, check, context: step.context })
    const known = wrong.filter((each) => each.generation === generation.name)
    const findings = [
      ...review(expected(generation)).filter(
        ({ key }) => !known.some((each) => isWithin(key, each.key)),
      ),
      ...(step.wait || generation.parents.length === 0 ? [] : [cannotWait(generation)]),
    ]
    return { generation, findings, type: model.generation_type, review }
  })
  const findings = [
    ...asked.findings,
    ...checked.flatMap(({ findings: found }) => found),
    ...zeroBalance(balance, step.dryRun),
  ]
  const faulty = new Set(
    findings.filter(({ severity }) => severity === 'error').map(({ generation }) => generation),
  )
  return {
    planned: checked.flatMap(({ generation, type, review }) =>
      review && !faulty.has(generation.name) ? { generation, type, review } : [],
    ),
    findings,
    balance,
    blocked: faulty.size > 0,
  }
}

/** What is said of a key that cannot be read is enough. */
function isWithin(key: string | undefined, outer: string | undefined): boolean {
  return key === outer || (key?.startsWith(`${outer ?? ''}.`) ?? false)
}

function cannotWait({ name, parents, locate }: Generation): Finding {
  const place = locate([])
  const message = `\`${name}\` waits for the result of \`${parents.join('`, `')}\`, and \`wait: false\` waits for none. Remove one of the two.`
  return { severity: 'error', generation: name, message, ...(place && { place }) }
}

function zeroBalance(balance: number | undefined, dryRun: boolean): readonly Finding[] {
  if (balance === undefined || balance > 0) return []
  const message =
    'The Creatify account has no credits left. Top it up or wait for the next month of the plan, then run this again.'
  return [{ severity: dryRun ? 'warning' : 'error', message }]
}

/** For models that there are not, the names of those that there are; empty where they cannot be had. */
async function strangeModels(
  unknown: readonly string[],
  api: Api,
  patience: { readonly ms: number; readonly signal: AbortSignal },
): Promise<readonly string[]> {
  if (unknown.length === 0) return []
  try {
    const catalog = await api.models(undefined, patience)
    return catalog.map(({ model_name: name }) => name)
  } catch {
    patience.signal.throwIfAborted()
    return []
  }
}

function unknownModel({ name, model, modelAt }: Generation, models: readonly string[]): Finding {
  const message = `There is no model \`${model}\`.${didYouMean(model, models)} \`list-models: true\` shows what there is.`
  return { severity: 'error', generation: name, message, ...(modelAt && { place: modelAt }) }
}

interface Checking {
  readonly model: Model
  readonly check: Check
  readonly context: Pick<RunContext, 'workspace' | 'rawFilesUrl'>
}

function findingsOf(
  generation: Generation,
  { params, problems }: Resolved,
  { model, check, context }: Checking,
): readonly Finding[] {
  const local = [...localPaths(params, model, context), ...wrongKinds(params)]
  const taken = new Set(local.map(({ path }) => path.join('.')))
  const mismatches = check(params)
  const found = [
    ...problems,
    ...mismatches.filter(({ path }) => !taken.has(path.join('.'))),
    ...local,
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
  if (!model.generation_type.endsWith('_to_text')) return findings
  const message = `${model.model_name} makes text, and this action saves files. Choose a model of another generation type.`
  const { name, modelAt } = generation
  const place = modelAt && { place: modelAt }
  return [...findings, { severity: 'error', generation: name, message, ...place }]
}

/** Paths of the workspace where the API wants URLs: it could not read them, and may charge all the same. */
function localPaths(
  params: Params,
  model: Model,
  context: Pick<RunContext, 'workspace' | 'rawFilesUrl'>,
) {
  const properties = model.input_params_schema['properties']
  return Object.entries(params).flatMap(([key, value]) => {
    const property = isRecord(properties) ? properties[key] : undefined
    if (
      !/(^|_)urls?$/i.test(key) &&
      !(
        isRecord(property) &&
        typeof property['format'] === 'string' &&
        /^ur[il]/.test(property['format'])
      )
    )
      return []
    const values: readonly [Path, unknown][] = Array.isArray(value)
      ? value.map((each, i) => [[key, i], each])
      : [[[key], value]]
    return values.flatMap(([path, each]) => {
      if (typeof each !== 'string' || each === '' || /^[a-z][a-z0-9+.-]+:/i.test(each)) return []
      const message = `\`${path.join('.')}\` is ${JSON.stringify(each.slice(0, 200))}, and the API takes public URLs only: it cannot read files of the workspace.${publicUrl(each, context)}`
      return [{ severity: 'error' as const, path, message }]
    })
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

function publicUrl(
  path: string,
  { workspace, rawFilesUrl }: Pick<RunContext, 'workspace' | 'rawFilesUrl'>,
): string {
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
