import type { Params, RemoteAsset, Task } from '../api/task.ts'
import type { Finding, Place } from '../base/findings.ts'
import type { Mapping, Path } from '../documents/yaml.ts'
import type { InputFiles } from './input-files.ts'

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
  /**
   * Its params as they may become, before there are results: with placeholders for the results of its parents. `kindOf`
   * tells what a model makes: `image`, `video`, …
   */
  expect(this: void, kindOf: (model: string) => string | undefined): Resolved
  /** Where the key (or, without one, the value) at a path of `params` stands; undefined when nowhere. */
  locate(this: void, path: Path): Place | undefined
  /** Where the model is named, in a file. */
  readonly modelAt?: Place | undefined
  /** A number or boolean of `params` as it is spelled in the file, where its value does not tell: `3.10`. Else undefined. */
  sourceOf?(this: void, path: Path): string | undefined
  /** The params that `defaults` gives it: names of keys. Undefined where there are no defaults. */
  readonly fromDefaults?: ReadonlySet<string>
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

/** Params ready to be sent, and what is wrong with them. */
export interface Resolved {
  readonly params: Params
  readonly problems: readonly ValueProblem[]
}

/** A problem with the value at a path: below `params` of a generation, or from the top of a file. */
export interface ValueProblem {
  readonly severity: Finding['severity']
  readonly path: Path
  readonly message: string
}

/** What was asked for. A generation with a finding of severity `error` is not usable, or, with a `key`, that param is not. */
export interface Asked {
  readonly generations: readonly Generation[]
  readonly findings: readonly Finding[]
  /** All models of the whole manifest, parts of other jobs included. */
  readonly models: readonly string[]
  /** Files of the workspace that texts in the params name, whatever the param. */
  readonly files: InputFiles
}

/** What a generation is that waits for no other. */
export function unchained(params: Params): Pick<Generation, 'parents' | 'resolve' | 'expect'> {
  const resolve = () => ({ params, problems: [] })
  return { parents: [], resolve, expect: resolve }
}

/** A problem as a finding, at its place. Its path is a key of a generation's params where there is a generation. */
export function findingOf(
  { severity, path, message }: ValueProblem,
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

/** A problem at a path of a manifest as a finding, with its key where it is about a param. */
export function findingInFile(problem: ValueProblem, locate: Mapping['locate']): Finding {
  const [top, second, third] = problem.path
  const start =
    top === 'generations' && third === 'params'
      ? 3
      : top === 'defaults' && second === 'params'
        ? 2
        : Infinity
  const key = problem.path.slice(start).join('.')
  return { ...findingOf(problem, undefined, locate), ...(key !== '' && { key }) }
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

/** What is known of a result that is not there yet. `id` and `kind` (`image`, `video`, …) stand in every URL. */
interface Placeholder {
  readonly id: string
  readonly kind?: string | undefined
  /** The generation whose result it stands for, where it is known. */
  readonly parent?: Generation | undefined
}

/**
 * The params of a child with placeholders for the results of its parents. A placeholder has as many assets as the parent's
 * params seem to ask for; where the child takes one beyond, which number it takes may be computed, more of them.
 */
export function resolveWithPlaceholders(
  child: Generation,
  of: (parent: string) => Placeholder,
): Resolved {
  const errors = ({ problems }: Resolved) =>
    problems.filter(({ severity }) => severity === 'error').length
  let best = child.resolve((name) => placeholderResult(of(name)))
  for (const count of moreAssets) {
    if (errors(best) === 0) break
    const next = child.resolve((name) => placeholderResult(of(name), count))
    if (errors(next) < errors(best)) best = next
  }
  return best
}

/** Numbers of assets that are tried in turn. No model makes more. */
const moreAssets = [2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 50, 100]

function placeholderResult({ id, kind = 'file', parent }: Placeholder, least = 1): ParentResult {
  const asked = Object.entries(parent?.params ?? {}).flatMap(([key, value]) =>
    /^(num_|n$)|_nums?$/.test(key) && Number.isInteger(value) ? Number(value) : [],
  )
  const count = Math.min(100, Math.max(least, ...asked))
  return {
    name: parent?.name ?? '',
    model_name: parent?.model ?? '',
    input_params: parent?.params ?? noParams,
    status: 'done',
    task_id: id,
    credits_used: 1,
    assets: Array.from({ length: count }, (_, i) => {
      const url = `https://${placeholderHost}/${kind}/${id}-${i + 1}${extensions[kind] ?? ''}`
      return { type: kind, url, thumbnail_url: `${url}-thumbnail` }
    }),
  }
}

const noParams: Params = {}

const extensions: Readonly<Record<string, string>> = {
  image: '.png',
  video: '.mp4',
  audio: '.mp3',
}

/** No host can have this name. */
export const placeholderHost = 'not-made-yet.invalid'
