import type { Params, RemoteAsset, Task } from '../api/task.ts'
import type { Finding, Place } from '../base/findings.ts'
import type { Path } from '../documents/yaml.ts'

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

/** Params ready to be sent, and what is wrong with them. */
export interface Resolved {
  readonly params: Params
  readonly problems: readonly ParamProblem[]
}

/** A problem with the value at a path below `params`. */
export interface ParamProblem {
  readonly severity: Finding['severity']
  readonly path: Path
  readonly message: string
}

/** What was asked for. A generation with a finding of severity `error` is not usable, or, with a `key`, that param is not. */
export interface Asked {
  readonly generations: readonly Generation[]
  readonly findings: readonly Finding[]
}

/** What a generation is that waits for no other. */
export function unchained(params: Params): Pick<Generation, 'parents' | 'resolve'> {
  return { parents: [], resolve: () => ({ params, problems: [] }) }
}

/** A problem as a finding, at its place. Its path is a key of a generation's params where there is a generation. */
export function findingOf(
  { severity, path, message }: ParamProblem,
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

/**
 * What a result may look like, before there is one: as many assets as `child` asks for by number, or the parent's params
 * seem to ask for. `id` and `kind` (`image`, `video`, …) stand in every URL.
 */
export function placeholderResult(
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
      const url = `https://${placeholderHost}/${kind}/${id}-${i + 1}${extensions[kind] ?? ''}`
      return { type: kind, url, thumbnail_url: `${url}-thumbnail` }
    }),
  }
}

const extensions: Readonly<Record<string, string>> = { image: '.png', video: '.mp4', audio: '.mp3' }

/** No host can have this name. */
export const placeholderHost = 'not-made-yet.invalid'
