import type { Fault } from '../../simulator/simulator.ts'
import { kite, tinyPng } from './reading.ts'
import { startJob, type JobOptions, type Transcript } from './scenario.ts'

/** What a step with one small image did, and what the server saw of it. */
export interface Played {
  readonly transcript: Transcript
  readonly red: string
  /** Requests to create; and the tasks that came of them. */
  readonly creates: readonly { readonly at: number }[]
  readonly tasks: number
}

/** Runs it against a server with these faults. */
export async function play(
  faults: readonly Fault[],
  inputs: Readonly<Record<string, string>> = {},
  options: JobOptions = {},
): Promise<Played> {
  await using job = await startJob({ seconds: 0.1, ...options })
  job.simulator.script({ assets: [tinyPng] })
  job.simulator.fault(...faults)
  const transcript = await job.run({ with: { ...kite, ...inputs } })
  return {
    transcript,
    red: transcript.errors.at(-1) ?? '',
    creates: job.simulator.requests.filter(({ route }) => route === 'create'),
    tasks: job.simulator.tasks.length,
  }
}
