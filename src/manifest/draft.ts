import { truncate } from '../base/text.ts'
import type { Params } from '../api/task.ts'
import { fileName } from '../base/filename.ts'
import type { Finding, Place } from '../base/findings.ts'
import { isRecord } from '../base/json.ts'
import { SpelledScalar } from '../documents/spelled-scalar.ts'
import type { Mapping } from '../documents/yaml.ts'
import { pathKey, type Path } from '../documents/yaml-nodes.ts'
import type { ExpansionBudget } from './expansion.ts'
import { findingInFile, findingOf, type Generation } from './generation.ts'
import type { Combination } from './matrix.ts'
import {
  noValue,
  type EmptyExpression,
  type EvaluatedValue,
  type TemplateScope,
  type ValueEvaluator,
} from './template.ts'
import type { WrittenEntry, WrittenParams } from './written.ts'

/** What all entries of a manifest share. */
export interface ManifestFile {
  readonly defaults: WrittenParams
  readonly evaluator: ValueEvaluator
  readonly document: Mapping
  readonly budget: ExpansionBudget
  /** The name of the event that the step runs on. */
  readonly event: unknown
}

/** A generation before it is known what the others are called. */
export interface Draft {
  /** Index of its entry. */
  readonly entry: number
  readonly name: string
  /** As it is written, before it became a file name. */
  readonly fullName: string
  /** `fullName` with the values that came by `include`, for where combinations would share a name without. */
  readonly longName: string
  /** Not by the name itself, but by what it makes: a number may be appended. */
  readonly unnamed: boolean
  readonly model: string
  readonly modelAt: Place | undefined
  /** The params. */
  readonly evaluated: EvaluatedValue
  readonly scope: TemplateScope
  /** About `name`, `model` and `params` as a whole. */
  readonly findings: readonly Finding[]
  /** Expressions that came out empty, by their way from the top of the file. */
  readonly empty: readonly EmptyExpression[]
  readonly locate: Generation['locate']
  readonly sourceOf: NonNullable<Generation['sourceOf']>
  readonly fromDefaults: ReadonlySet<string>
}

/** The generation that one combination of an entry makes. */
export function draftOf(
  written: WrittenEntry,
  entry: number,
  scope: TemplateScope,
  { defaults, evaluator, document }: ManifestFile,
): Draft {
  const { locate, misreadings, sourceOf } = document
  const at: Path = ['generations', entry]
  const findings: Finding[] = []
  const refuse = (path: Path, message: string) => {
    findings.push(findingOf({ severity: 'error', path, message }, undefined, locate))
  }
  const empty: EmptyExpression[] = []
  const plainScope = { ...scope, combination: plain(scope.combination) }
  const evaluate = (value: unknown, path: Path): unknown => {
    const evaluated = evaluator.evaluate(value, path, plainScope)
    const { value: result, problems } = evaluated
    empty.push(...evaluated.empty)
    findings.push(...problems.map((each) => findingOf(each, undefined, locate)))
    return result
  }

  const modelAt: Path = written.model === undefined ? ['defaults', 'model'] : [...at, 'model']
  const modelWritten = written.model ?? defaults.model
  const model = modelWritten === undefined ? undefined : evaluate(modelWritten, modelAt)
  if (model === undefined) {
    refuse(at, 'This generation has no `model`. Name one here, or for all in `defaults`.')
  } else if (typeof model !== 'string' || model.trim() === '') {
    refuse(modelAt, `\`model\` takes the name of a model, not ${shorten(model)}.`)
  }

  const nameAt: Path = [...at, 'name']
  const name = scalarText(written.name === undefined ? model : evaluate(written.name, nameAt))
  if (written.name !== undefined && name === '') {
    refuse(nameAt, 'This name is empty. Write one, or remove the line: then the model names it.')
  }
  const missing = evaluator.unusedKeys(written.name ?? modelWritten ?? '', scope)
  const valuesOf = (keys: readonly string[]) =>
    keys.flatMap((key) => scalarText(scope.combination[key]) || [])
  const withValues = (keys: readonly string[]) => [name, ...valuesOf(keys)].join('-')
  const fullName = withValues(missing.filter((key) => scope.axes.includes(key)))

  const paramsOf = (value: Params | string = {}, path: Path): EvaluatedValue => {
    if (typeof value !== 'string') return evaluator.evaluate(value, [], scope, true)
    const given = evaluate(value, path)
    if (isRecord(given)) return { ...noValue, value: given }
    refuse(path, `\`params\` takes a mapping of names to values, not ${shorten(given)}.`)
    return noValue
  }
  const ownAt: Path = written.params === undefined ? at : [...at, 'params']
  const defaultsAt: Path = ['defaults', 'params']
  const own = paramsOf(written.params, ownAt)
  const merged = mergeParams(own, paramsOf(defaults.params, defaultsAt))
  const placeOf = (path: Path): Path => {
    const isDefault = merged.fromDefaults.has(String(path[0]))
    const [where, value] = isDefault ? [defaultsAt, defaults.params] : [ownAt, written.params]
    return typeof value === 'object' ? [...where, ...path] : where
  }
  const misread = misreadings.filter(
    ({ path }) =>
      isBelow(path, at) ||
      isBelow(path, modelAt) ||
      (isBelow(path, defaultsAt) && merged.fromDefaults.has(String(path[2]))),
  )
  findings.push(...misread.map((each) => findingInFile(each, locate)))
  return {
    entry,
    name: fileName(fullName),
    fullName,
    longName: withValues(missing),
    unnamed: written.name === undefined,
    model: scalarText(model),
    modelAt: locate(modelAt),
    evaluated: merged.evaluated,
    scope,
    findings,
    empty: [
      ...empty,
      ...merged.evaluated.empty.map(({ path, source }) => ({ path: placeOf(path), source })),
    ],
    locate: (path) => locate(placeOf(path)),
    sourceOf: (path) => merged.evaluated.spellings.get(pathKey(path)) ?? sourceOf(placeOf(path)),
    fromDefaults: merged.fromDefaults,
  }
}

/** An entry's own params laid over those of `defaults`, key by key, and which of them are from `defaults`. */
function mergeParams(own: EvaluatedValue, defaults: EvaluatedValue) {
  const [over, under] = [own.value as Params, defaults.value as Params]
  const fromDefaults = new Set(Object.keys(under).filter((key) => !Object.hasOwn(over, key)))
  const kept = <T extends { readonly path: Path }>(all: readonly T[]) =>
    all.filter(({ path }) => fromDefaults.has(String(path[0])))
  const evaluated: EvaluatedValue = {
    value: { ...under, ...over },
    problems: [...own.problems, ...kept(defaults.problems)],
    waiting: [...own.waiting, ...kept(defaults.waiting)],
    empty: [...own.empty, ...kept(defaults.empty)],
    spellings: new Map([...defaults.spellings, ...own.spellings]),
  }
  return { evaluated, fromDefaults }
}

/** Values without their spellings. */
function plain(combination: Combination): Combination {
  const unwrap = (value: unknown): unknown => {
    if (value instanceof SpelledScalar) return value.value
    if (Array.isArray(value)) return value.map(unwrap)
    if (!isRecord(value)) return value
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, unwrap(each)]))
  }
  return unwrap(combination) as Combination
}

function isBelow(path: Path, above: Path): boolean {
  return above.every((step, i) => path[i] === step)
}

/** A value as a part of a name; empty for lists, mappings and null. */
function scalarText(value: unknown): string {
  if (value instanceof SpelledScalar) return value.source
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value).trim()
    : ''
}

function shorten(value: unknown): string {
  return truncate(JSON.stringify(value), 60)
}
