import manifestSchema from '../../manifest.schema.json' with { type: 'json' }
import { inCycles } from './graph.ts'
import { type Task } from '../api/task.ts'
import { type RemoteAsset } from '../api/task.ts'
import { type Params } from '../api/task.ts'
import { isRecord } from '../base/json.ts'
import { parseMapping, type Mapping, type Path } from '../documents/yaml.ts'
import { readText } from '../inputs/workspace.ts'
import { messageOf } from '../base/errors.ts'
import { distinct } from '../base/findings.ts'
import { type Finding } from '../base/findings.ts'
import { type Place } from '../base/findings.ts'
import type { Contexts, Template } from '../documents/expressions.ts'
import { firstFree } from '../base/filename.ts'
import { fileName } from '../base/filename.ts'
import type { Inputs, RunContext } from '../inputs/inputs.ts'
import { combinationsOf, mostCombinations, type Combination } from './matrix.ts'
import { checkShape } from '../documents/schema.ts'
import { didYouMean } from '../base/suggest.ts'

/** One thing asked for. */
export interface Generation {
  readonly name: string
  readonly model: string
  /** As asked. A value that uses another generation's results stands here as it is written. */
  readonly params: Params
  /** Names of the generations whose results its params use: it starts when they are done. */
  readonly parents: readonly string[]
  /** Its params with the results of parents in place. Undefined for a name means: not known. */
  resolve(this: void, of: (name: string) => ParentResult | undefined): Resolved
  /** Where the key (or, without one, the value) at a path of `params` stands; undefined when nowhere. */
  locate(this: void, path: Path): Place | undefined
  /** Where the model is named, in a file. */
  readonly modelAt?: Place | undefined
}

/** What a child's expressions may read of a parent, in the words of the output `results`. */
export interface ParentResult {
  readonly name: string
  readonly model_name: string
  readonly input_params: Params
  readonly status: string
  readonly task_id: string
  readonly credits_used: number
  readonly assets: readonly RemoteAsset[]
}

/**
 * What a result may look like, before there is one: as many assets as `child` asks for by number, or the parent's params
 * seem to ask for. `id` and `kind` (`image`, `video`, …) stand in every URL.
 */
export function standIn(
  child: Generation,
  id: string,
  kind = 'file',
  parent?: Generation,
): ParentResult {
  const numbers = JSON.stringify(child.params).matchAll(/\bassets\[\s*(\d{1,2})\s*\]/g)
  const asked = [...numbers].map(([, number]) => Number(number) + 1)
  const made = Object.entries(parent?.params ?? {}).flatMap(([key, value]) =>
    /^(num_|n$)|_nums?$/.test(key) && Number.isInteger(value) ? Number(value) : [],
  )
  const count = Math.min(100, Math.max(1, ...asked, ...made))
  return {
    name: parent?.name ?? '',
    model_name: parent?.model ?? '',
    input_params: parent?.params ?? {},
    status: 'done',
    task_id: id,
    credits_used: 1,
    assets: Array.from({ length: count }, (_, i) => {
      const url = `https://${standInHost}/${kind}/${id}-${i + 1}${endings[kind] ?? ''}`
      return { type: kind, url, thumbnail_url: `${url}-thumbnail` }
    }),
  }
}

/** The result of a finished task, to its children. */
export function parentResult({ name, model }: Generation, task: Task): ParentResult {
  const { id, assets, credits, params } = task
  return {
    name,
    model_name: model,
    input_params: params,
    status: 'done',
    task_id: id,
    credits_used: credits,
    assets,
  }
}

const endings: Readonly<Record<string, string>> = { image: '.png', video: '.mp4', audio: '.mp3' }

/** No host can have this name. */
export const standInHost = 'not-made-yet.invalid'

/** Params ready to be sent, and what is wrong with them. */
export interface Resolved {
  readonly params: Params
  readonly problems: readonly Problem[]
}

interface Problem {
  readonly severity: Finding['severity']
  /** Below `params`. */
  readonly path: Path
  readonly message: string
}

/** What was asked for. A generation with a finding of severity `error` is not usable, or, with a `key`, that param is not. */
export interface Asked {
  readonly generations: readonly Generation[]
  readonly findings: readonly Finding[]
}

/** A source that asks for generations. */
export type Asking = Extract<Inputs['source'], { kind: 'generation' | 'manifest' }>

/** What the files of a step may use in expressions. `env`: only what the input `expose-env` names. */
export interface Exposed {
  readonly context: RunContext
  readonly env: Readonly<Record<string, string>>
}

/** Reads what the step asks for. Throws InputError when a file cannot be read at all. */
export async function loadGenerations(source: Asking, exposed: Exposed): Promise<Asked> {
  if (source.kind === 'manifest') return loadManifest(source.file, exposed)
  const { model } = source
  const name = source.name ?? model
  const isFile = 'file' in source.params
  const { text, file } =
    'file' in source.params
      ? await readText(source.params.file, 'params-file', exposed.context)
      : { text: source.params.text, file: undefined }
  const { value, problems, locate } = await parseMapping(text, file, 'prompt: A red kite')
  // Inline, the runner has evaluated them already, and what it put in is not ours to evaluate.
  const filler = isFile ? await fillerFor(text, exposed) : undefined
  const filled = filler?.fill(value, [], {}) ?? { value, problems: [] }
  const params = filled.value as Params
  return {
    generations: [{ name, model, params, locate, ...unchained(params) }],
    findings: [
      ...problems.map((each): Finding => ({ severity: 'error', generation: name, ...each })),
      ...filled.problems.map((each) => findingOf(each, name, locate)),
    ],
  }
}

/** What a generation is that waits for no other. */
export function unchained(params: Params): Pick<Generation, 'parents' | 'resolve'> {
  return { parents: [], resolve: () => ({ params, problems: [] }) }
}

function findingOf(
  { severity, path, message }: Problem,
  generation: string | undefined,
  locate: Generation['locate'],
): Finding {
  const place = locate(path)
  return {
    severity,
    message,
    ...(generation !== undefined && { generation }),
    ...(generation !== undefined && path.length > 0 && { key: path.join('.') }),
    ...(place && { place }),
  }
}

/** A value that waits for the results of other generations. */
interface Pending {
  readonly path: Path
  readonly template: Template
  /** As written in the expression, and the name that is meant. */
  readonly parents: readonly { readonly written: string; readonly name: string }[]
}

interface Filled {
  readonly value: unknown
  readonly problems: readonly Problem[]
  readonly pending: readonly Pending[]
}

/** The most text that the expressions of one file may give. */
const mostText = 20_000_000
const tooMuchText =
  'The expressions of this file give more than 20 million characters. Split the file.'

/** The language takes time to load, and most files do without. */
async function fillerFor(text: string, exposed: Exposed): Promise<Filler | undefined> {
  return text.includes('${{')
    ? new Filler(await import('../documents/expressions.ts'), exposed)
    : undefined
}

/** Puts values in the place of expressions. */
class Filler {
  readonly #language: typeof import('../documents/expressions.ts')
  readonly #exposed: Exposed
  readonly #base: Contexts
  #left = mostText
  /** Whether there was room for what waited for results, as it was first found. */
  readonly #fits = new Map<Filled, boolean>()

  constructor(language: typeof import('../documents/expressions.ts'), exposed: Exposed) {
    this.#language = language
    this.#exposed = exposed
    const { github } = exposed.context
    this.#base = { github: language.dataOf(github), env: language.dataOf(exposed.env) }
  }

  /**
   * A copy of `value` in which every text is evaluated, and no key. `path` leads to it. With `combination`, the context
   * `matrix` is there, and `keys` are those of the whole matrix; with `chained`, `generations` is.
   */
  fill(
    value: unknown,
    path: Path,
    { combination, keys = [], chained = false }: Partial<Scope>,
  ): Filled {
    const problems: Problem[] = []
    const pending: Pending[] = []
    const contexts: Contexts = {
      ...this.#base,
      ...(combination && { matrix: this.#language.dataOf(combination) }),
      ...(chained && { generations: this.#language.dataOf({}) }),
    }
    const copy = (each: unknown, at: Path): unknown => {
      if (Array.isArray(each)) return each.map((item, i) => copy(item, [...at, i]))
      if (isRecord(each)) {
        const entries = Object.entries(each).map(([key, item]) => [key, copy(item, [...at, key])])
        return Object.fromEntries(entries) as unknown
      }
      if (typeof each !== 'string' || !this.#language.hasExpression(each)) return each
      try {
        const template = this.#language.readTemplate(each, contexts)
        const parents = this.#parentsOf(template, keys)
        if (parents.length > 0) {
          pending.push({ path: at, template, parents })
          return each
        }
        const { value: result, problems: found } = this.#evaluate(template, contexts, at)
        if (typeof result === 'string' && !this.#hasRoomFor(result.length)) {
          throw new Error(tooMuchText)
        }
        problems.push(...found)
        return result
      } catch (error) {
        problems.push({ severity: 'error', path: at, message: messageOf(error) })
        return each
      }
    }
    return { value: copy(value, path), problems, pending }
  }

  /** The same values once the results that they waited for are there. `value` is not changed. */
  complete(
    filled: Filled,
    { combination }: Scope,
    of: (name: string) => ParentResult | undefined,
  ): Resolved {
    const { value, pending } = filled
    const problems: Problem[] = []
    let length = 0
    const params = structuredClone(value) as Params
    for (const { path, template, parents } of pending) {
      const results = Object.fromEntries(parents.map(({ written, name }) => [written, of(name)]))
      const contexts = {
        ...this.#base,
        matrix: this.#language.dataOf(combination),
        generations: this.#language.dataOf(results),
      }
      try {
        const { value: result, problems: found } = this.#evaluate(template, contexts, path)
        problems.push(...found)
        put(params, path, result)
        if (typeof result === 'string') length += result.length
      } catch (error) {
        problems.push({ severity: 'error', path, message: messageOf(error) })
      }
    }
    // Counted once, before anything is spent: what is resolved again with a result must not be refused for it.
    if (!this.#fits.has(filled)) this.#fits.set(filled, this.#hasRoomFor(length))
    const [first] = pending
    if (first && this.#fits.get(filled) === false) {
      problems.push({ severity: 'error', path: first.path, message: tooMuchText })
    }
    return { params, problems }
  }

  #hasRoomFor(length: number): boolean {
    this.#left -= length
    return this.#left >= 0
  }

  #evaluate(template: Template, contexts: Contexts, path: Path) {
    const { value, empty } = template.evaluate(contexts)
    const event = this.#exposed.context.github['event_name']
    const on = typeof event === 'string' ? ` on this \`${event}\` event` : ''
    const problems = empty.map((source): Problem => {
      if (/\bgenerations\b/i.test(source)) {
        const message = `\`\${{ ${source} }}\` is not in that result, which has \`task_id\`, \`credits_used\`, \`assets[0].url\`, \`assets[0].thumbnail_url\` and so on, as in the output \`results\`. Where it may be empty, write \`|| ''\` into it.`
        return { severity: 'error', path, message }
      }
      const message = `\`\${{ ${source} }}\` comes out empty${on}. Where that is meant, write \`|| ''\` into it.`
      return { severity: 'warning', path, message }
    })
    return { value, problems }
  }

  /** The keys of a matrix that a text does not use. */
  unusedKeys(text: string, { combination, keys }: Scope): readonly string[] {
    const contexts = { ...this.#base, matrix: this.#language.dataOf(combination) }
    try {
      const { uses } = this.#language.readTemplate(text, contexts)
      const used = uses.filter(({ context }) => context === 'matrix')
      if (used.some(({ property }) => property === undefined)) return []
      return keys.filter((key) => !used.some(({ property = '' }) => exposes([key], property)))
    } catch {
      return []
    }
  }

  /** The generations it waits for. Throws for what a file may not use. */
  #parentsOf({ uses }: Template, keys: readonly string[]): Pending['parents'] {
    const env = Object.keys(this.#exposed.env)
    return uses.flatMap(({ context, property }) => {
      const name = property?.toLowerCase() ?? ''
      if (context === 'github' && name === 'token') {
        throw new Error('`github.token` is not given to files: they could send it away. Remove it.')
      }
      if (context === 'env' && property !== undefined && !exposes(env, property)) {
        throw new Error(
          `\`env.${property}\` is not given to files. If it is no secret, list it in the input \`expose-env\`: \`expose-env: ${property}\`.`,
        )
      }
      if (context === 'matrix' && property !== undefined && !exposes(keys, property)) {
        throw new Error(`There is no \`matrix.${property}\` here.${didYouMean(property, keys)}`)
      }
      if (context !== 'generations') return []
      if (property === undefined) {
        throw new Error(
          'Name the generation whose result is meant, like `generations.NAME.assets[0].url`.',
        )
      }
      return [{ written: property, name: fileName(property) }]
    })
  }
}

/** What a generation's own expressions may use. */
interface Scope {
  readonly combination: Combination
  readonly keys: readonly string[]
  /** Those that are crossed with each other; the other keys come by `include`. */
  readonly axes: readonly string[]
  readonly chained?: boolean
}

function exposes(names: readonly string[], name: string): boolean {
  return names.some((each) => each.toLowerCase() === name.toLowerCase())
}

function put(params: Params, path: Path, value: unknown): void {
  let inside = params as Record<string | number, unknown>
  for (const step of path.slice(0, -1)) inside = inside[step] as Record<string | number, unknown>
  inside[path.at(-1) ?? ''] = value
}

/** The most generations of one manifest. */
const mostGenerations = 5000

/** A generation before it is known what the others are called. */
interface Draft {
  readonly entry: number
  readonly name: string
  /** With the values that came by `include`, where legs would share a name without. */
  readonly longName: string
  /** Not by the name itself, but by what it makes: a number may be appended. */
  readonly unnamed: boolean
  readonly model: string
  readonly modelAt: Place | undefined
  readonly filled: Filled
  readonly scope: Scope
  /** About `name`, `model` and `params` as a whole. */
  readonly findings: readonly Finding[]
  readonly locate: Generation['locate']
}

async function loadManifest(path: string, exposed: Exposed): Promise<Asked> {
  const { text, file } = await readText(path, 'manifest', exposed.context)
  const document = await parseMapping(text, file, 'generations: [{ model: nano-banana-2 }]')
  if (document.problems.length > 0) {
    const findings = document.problems.map((each): Finding => ({ severity: 'error', ...each }))
    return { generations: [], findings }
  }
  const mismatches = await checkShape(document.value, manifestSchema, 'a manifest')
  const findings = mismatches.map((each) => findingOf(each, undefined, document.locate))
  const broken = new Set(
    mismatches
      .filter(({ stray }) => stray !== true)
      .map(({ path: [top, entry] }) =>
        top === 'generations' && entry !== undefined ? Number(entry) : undefined,
      ),
  )
  const { generations, defaults = {} } = document.value as unknown as WrittenManifest
  if (broken.has(undefined)) return { generations: [], findings }
  const filler = await fillerFor(text, exposed)
  const drafts: Draft[] = []
  for (const [i, entry] of generations.entries()) {
    if (broken.has(i) || !isRecord(entry)) continue
    const legs = legsOf(entry, i, filler, document)
    findings.push(...legs.findings)
    const made = legs.scopes.map((scope) => draftOf(entry, i, scope, defaults, filler, document))
    const isUnique = new Set(made.map(({ name }) => name.toLowerCase())).size === made.length
    drafts.push(...made.map((each) => (isUnique ? each : { ...each, name: each.longName })))
    if (drafts.length > mostGenerations) {
      const message = `This makes more than ${mostGenerations} generations. Split the file.`
      const place = document.locate(['generations', i])
      findings.push({ severity: 'error', message, ...(place && { place }) })
      return { generations: [], findings: distinct(findings) }
    }
  }
  const named = withNames(drafts, document)
  findings.push(...named.findings)
  const names = new Map(named.drafts.map(({ name }) => [name.toLowerCase(), name]))
  const asked = named.drafts.map((draft) => generationOf(draft, names, filler))
  for (const [i, { name }] of asked.entries()) {
    const draft = named.drafts[i]
    if (!draft) continue
    findings.push(...draft.findings.map((each) => ({ ...each, generation: name })))
    findings.push(...draft.filled.problems.map((each) => findingOf(each, name, draft.locate)))
  }
  findings.push(...chainFindings(named.drafts, asked, broken.size === 0 ? names : undefined))
  return { generations: asked, findings }
}

/** What the schema makes sure of. */
interface WrittenManifest {
  readonly defaults?: Common
  readonly generations: readonly Written[]
}

interface Common {
  readonly model?: string
  readonly params?: Params | string
}

interface Written extends Common {
  readonly name?: string
  readonly matrix?: unknown
}

function legsOf(
  { matrix }: Written,
  entry: number,
  filler: Filler | undefined,
  { locate }: Mapping,
): { readonly scopes: readonly Scope[]; readonly findings: readonly Finding[] } {
  if (matrix === undefined)
    return { scopes: [{ combination: {}, keys: [], axes: [] }], findings: [] }
  const at: Path = ['generations', entry, 'matrix']
  const { value, problems } = filler?.fill(matrix, at, {}) ?? { value: matrix, problems: [] }
  const findings = problems.map((each) => findingOf(each, undefined, locate))
  const isWrong = () => findings.some(({ severity }) => severity === 'error')
  const refuse = (path: Path, message: string) => {
    findings.push(findingOf({ severity: 'error', path, message }, undefined, locate))
    return { scopes: [], findings }
  }
  if (isWrong()) return { scopes: [], findings }
  if (!isRecord(value)) return refuse(at, '`matrix` takes a mapping of names to lists of values.')
  for (const [key, list] of Object.entries(value)) {
    const legs = key === 'include' || key === 'exclude'
    if (!Array.isArray(list) || (legs && !list.every(isRecord))) {
      const takes = legs ? 'a list of mappings' : 'a list of values'
      refuse([...at, key], `\`${key}\` in a matrix takes ${takes}.`)
    } else if (list.length === 0 && !legs) {
      refuse(
        [...at, key],
        `\`${key}\` has no values, so this generates nothing. Add one, or remove the generation.`,
      )
    }
  }
  if (isWrong()) return { scopes: [], findings }
  const axes = Object.keys(value).filter((key) => key !== 'include' && key !== 'exclude')
  for (const [i, pattern] of (Array.isArray(value['exclude']) ? value['exclude'] : []).entries()) {
    for (const stranger of Object.keys(pattern as object).filter((key) => !axes.includes(key))) {
      const message = `\`exclude\` names \`${stranger}\`, and this matrix has no such key.${didYouMean(stranger, axes)}`
      refuse([...at, 'exclude', i, stranger], message)
    }
  }
  if (isWrong()) return { scopes: [], findings }
  const combinations = combinationsOf(value as Readonly<Record<string, readonly unknown[]>>)
  if (!combinations) {
    const message = `This matrix makes more than ${mostCombinations} combinations. Split this generation in two.`
    return refuse(at, message)
  }
  if (combinations.length === 0) {
    const why = axes.length === 0 ? 'has no values' : 'has nothing left by `exclude`'
    return refuse(at, `This matrix ${why}, so it generates nothing.`)
  }
  const keys = [...new Set(combinations.flatMap((each) => Object.keys(each)))]
  return { scopes: combinations.map((combination) => ({ combination, keys, axes })), findings }
}

function draftOf(
  written: Written,
  entry: number,
  scope: Scope,
  defaults: Common,
  filler: Filler | undefined,
  document: Mapping,
): Draft {
  const at: Path = ['generations', entry]
  const findings: Finding[] = []
  const refuse = (path: Path, message: string) => {
    findings.push(findingOf({ severity: 'error', path, message }, undefined, document.locate))
  }
  const evaluated = (value: unknown, path: Path): unknown => {
    const filled = filler?.fill(value, path, scope)
    for (const each of filled?.problems ?? [])
      findings.push(findingOf(each, undefined, document.locate))
    return filled ? filled.value : value
  }

  const modelAt: Path = written.model === undefined ? ['defaults', 'model'] : [...at, 'model']
  const modelWritten = written.model ?? defaults.model
  const model = modelWritten === undefined ? undefined : evaluated(modelWritten, modelAt)
  if (model === undefined) {
    refuse(at, 'This generation has no `model`. Name one here, or for all in `defaults`.')
  } else if (typeof model !== 'string' || model.trim() === '') {
    refuse(modelAt, `\`model\` takes the name of a model, not ${brief(model)}.`)
  }

  const name =
    written.name === undefined ? textOf(model) : textOf(evaluated(written.name, [...at, 'name']))
  if (written.name !== undefined && !/[A-Za-z0-9]/.test(name)) {
    const message = `A name needs at least one letter or digit of A-Z, a-z and 0-9, because files are called so. This one is ${brief(name)}.`
    refuse([...at, 'name'], message)
  }
  const unused = filler?.unusedKeys(written.name ?? modelWritten ?? '', scope)
  const missing = unused ?? Object.keys(scope.combination)
  const withValues = (keys: readonly string[]) =>
    fileName([name, ...keys.flatMap((key) => textOf(scope.combination[key]) || [])].join('-'))

  const params = (value: Params | string | undefined, path: Path) => {
    if (typeof value !== 'string') return filler?.fill(value ?? {}, [], { ...scope, chained: true })
    const given = evaluated(value, path)
    if (isRecord(given)) return { ...nothingToFill, value: given }
    refuse(path, `\`params\` takes a mapping of names to values, not ${brief(given)}.`)
    return nothingToFill
  }
  const ownAt: Path = written.params === undefined ? at : [...at, 'params']
  const own = params(written.params, ownAt) ?? { ...nothingToFill, value: written.params ?? {} }
  const commonAt: Path = ['defaults', 'params']
  const common = params(defaults.params, commonAt) ?? {
    ...nothingToFill,
    value: defaults.params ?? {},
  }
  const [over, under] = [own.value as Params, common.value as Params]
  const isUnder = (path: Path) =>
    !Object.hasOwn(over, String(path[0])) && Object.hasOwn(under, String(path[0]))
  const showing = <T extends { readonly path: Path }>(all: readonly T[]) =>
    all.filter(({ path }) => isUnder(path))
  return {
    entry,
    name: withValues(missing.filter((key) => scope.axes.includes(key))),
    longName: withValues(missing),
    unnamed: written.name === undefined,
    model: textOf(model),
    modelAt: document.locate(modelAt),
    filled: {
      value: { ...under, ...over },
      problems: [...own.problems, ...showing(common.problems)],
      pending: [...own.pending, ...showing(common.pending)],
    },
    scope,
    findings,
    locate: (path) => {
      const [where, value] = isUnder(path) ? [commonAt, defaults.params] : [ownAt, written.params]
      return document.locate(typeof value === 'object' ? [...where, ...path] : where)
    },
  }
}

const nothingToFill: Filled = { value: {}, problems: [], pending: [] }

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value).trim()
    : ''
}

function brief(value: unknown): string {
  const json = JSON.stringify(value)
  return json.length > 60 ? `${json.slice(0, 60)}…` : json
}

/** Names given are kept, and have to be unique whatever their case; others get a number where they are taken. */
function withNames(drafts: readonly Draft[], { locate }: Mapping) {
  const findings: Finding[] = []
  const taken = new Map<string, Draft>()
  for (const draft of drafts.filter(({ unnamed }) => !unnamed)) {
    const earlier = taken.get(draft.name.toLowerCase())
    taken.set(draft.name.toLowerCase(), earlier ?? draft)
    if (!earlier) continue
    const line = locate(['generations', earlier.entry, 'name'])?.line
    const cure =
      earlier.entry === draft.entry
        ? 'Put a value of the matrix into the name that tells them apart.'
        : `The one of line ${line ?? '?'} has it already. Rename one of them.`
    const message = `Two generations would be named \`${draft.name}\`. ${cure}`
    const path = ['generations', draft.entry, 'name']
    findings.push(findingOf({ severity: 'error', path, message }, undefined, locate))
  }
  const named = drafts.map((draft): Draft => {
    if (!draft.unnamed) return draft
    const name = firstFree(draft.name, (each) => !taken.has(each.toLowerCase()))
    taken.set(name.toLowerCase(), draft)
    return { ...draft, name }
  })
  return { drafts: named, findings }
}

function generationOf(
  draft: Draft,
  names: ReadonlyMap<string, string>,
  filler: Filler | undefined,
): Generation {
  const { name, model, modelAt, filled, scope, locate } = draft
  const params = filled.value as Params
  const told = { name, model, modelAt, params, locate }
  if (!filler || filled.pending.length === 0) return { ...told, ...unchained(params) }
  const actual = (parent: string) => names.get(parent.toLowerCase()) ?? parent
  return {
    ...told,
    parents: [...new Set(parentsIn(draft).map(actual))],
    resolve: (of) => filler.complete(filled, scope, (parent) => of(actual(parent))),
  }
}

function parentsIn({ filled }: Draft): readonly string[] {
  return filled.pending.flatMap(({ parents }) => parents.map(({ name }) => name))
}

/**
 * Results of generations that there are not, and generations that wait for themselves. `names` are all there are; undefined
 * when some cannot be read.
 */
function chainFindings(
  drafts: readonly Draft[],
  asked: readonly Generation[],
  names: ReadonlyMap<string, string> | undefined,
): readonly Finding[] {
  const looped = new Set(inCycles(asked))
  return drafts.flatMap((draft, i) => {
    const generation = asked[i]
    if (!generation) return []
    const unknown = draft.filled.pending.flatMap(({ path, parents }) =>
      parents
        .filter(({ name }) => names?.has(name.toLowerCase()) === false)
        .map(({ written }) => ({
          path,
          message: `There is no generation \`${written}\` in this file.${didYouMean(written, [...(names?.values() ?? [])])}`,
        })),
    )
    const [first] = draft.filled.pending
    const others = generation.parents.filter((parent) => parent !== generation.name)
    const circle = others.length === 0 ? 'itself' : `\`${others.join('`, `')}\``
    const cycle =
      first && looped.has(generation)
        ? [
            {
              path: first.path,
              message: `\`${generation.name}\` waits for ${circle}${others.length === 0 ? '' : ', which waits for it'}: nobody could start. Break the circle.`,
            },
          ]
        : []
    return [...unknown, ...cycle].map((each) =>
      findingOf({ severity: 'error', ...each }, generation.name, generation.locate),
    )
  })
}
