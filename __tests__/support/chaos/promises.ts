import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SimulatedTask } from '../../../simulator/simulator.ts'
import { resultsOf } from '../reading.ts'
import type { Job, Transcript } from '../scenario.ts'
import { imageModel, type Call } from './plan.ts'

/** Another client's tasks begin so. */
export const strangersPrompt = "Somebody else's"

/** The log of all steps so far, at a moment of the simulator's clock. */
export interface Moment {
  readonly at: number
  readonly log: string
}

/** What tells people, before it is bought, that something may be paid for again. */
const warning = new RegExp(
  [
    'ambiguous create',
    'A re-run may not find',
    'nobody knows what was paid for',
    'Nothing was found of the attempts',
    'It is bought again',
  ].join('|'),
)

/**
 * Whether a task was paid for twice: more tasks of one prompt than were asked for, those that failed left out. `unwarned`
 * where no log had a warning when the first one too many was created.
 */
export function paidTwice(
  tasks: readonly SimulatedTask[],
  calls: readonly Call[],
  moments: readonly Moment[],
): 'no' | 'warned' | 'unwarned' {
  const wanted = calls.flatMap(({ prompts }) => prompts)
  let worst: 'no' | 'warned' = 'no'
  for (const prompt of new Set(wanted)) {
    const count = wanted.filter((each) => each === prompt).length
    const paid = tasks.filter((task) => promptOf(task) === prompt && isPaid(task))
    for (const extra of paid.slice(count)) {
      const before = moments.findLast(({ at }) => at <= extra.createdAt + 5)
      if (!warning.test(before?.log ?? '')) return 'unwarned'
      worst = 'warned'
    }
  }
  return worst
}

export function promptOf({ params }: Pick<SimulatedTask, 'params'>): string {
  return typeof params['prompt'] === 'string' ? params['prompt'] : ''
}

export function isPaid({ status }: SimulatedTask): boolean {
  return status !== 'failed' && status !== 'rejected'
}

/** A result that has the task of another generation, or of another client. */
export function exchanged(
  transcript: Transcript,
  tasks: readonly SimulatedTask[],
): string | undefined {
  const text = transcript.outputs['results'] ?? ''
  if (text === '') return undefined
  const results = resultsOf(transcript)
  for (const { name, task_id: id, input_params: params, model_name: model } of results) {
    if (id === null) continue
    const task = tasks.find((each) => each.id === id.toLowerCase())
    if (task === undefined) return `${name} has the unknown task ${id}`
    if (task.model !== model || promptOf(task) !== promptOf({ params }))
      return `${name} (${promptOf({ params })}) has the task of "${promptOf(task)}"`
  }
  const ids = results.flatMap(({ task_id: id }) => id ?? [])
  return new Set(ids).size < ids.length ? 'two results have one task' : undefined
}

/** A file in the output folder is whole from the moment it is seen. */
export async function halfFile(workspace: string): Promise<string | undefined> {
  const folder = join(workspace, 'creatify-assets')
  const names = await readdir(folder).catch(() => [])
  for (const name of names) {
    const bytes = await readFile(join(folder, name))
    const whole = name.endsWith('.mp4') || bytes.subarray(-8).toString('latin1').startsWith('IEND')
    if (!whole) return `${name} is half a file of ${bytes.length} bytes`
  }
  return undefined
}

/** After a success: a file for each generation, with the bytes that the server has. */
export async function lost(
  job: Job,
  transcript: Transcript,
  call: Call,
): Promise<string | undefined> {
  const results = resultsOf(transcript)
  const assets = results.flatMap((result) => result.assets)
  const wanted = call.prompts.length
  if (assets.length !== wanted || new Set(assets.map(({ path }) => path)).size !== wanted)
    return `${assets.length} assets`
  for (const { path, sha256, url } of assets) {
    const served = Buffer.from(await (await fetch(url)).arrayBuffer())
    const hash = createHash('sha256').update(served).digest('hex')
    if (path === null || hash !== sha256 || (await job.sha256(path)) !== hash)
      return `${String(path)} has the wrong bytes`
  }
  return undefined
}

/** A create of another client of the account, which differs from ours in one param. */
export async function strangerCreates({ simulator }: Job, call: Call): Promise<void> {
  await fetch(`${simulator.apiUrl}/api/asset_generator/`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'X-API-ID': simulator.apiId,
      'X-API-KEY': simulator.apiKey,
      'X-Somebody-Else': 'yes',
    },
    body: JSON.stringify({
      model_name: imageModel,
      input_params: { prompt: `${strangersPrompt} ${call.prompts[0] ?? ''}` },
    }),
  }).catch(() => undefined)
}
