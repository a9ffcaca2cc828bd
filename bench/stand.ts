import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { peakIn } from '../scripts/peak.ts'
import { runStep } from '../scripts/runner.ts'
import type { CacheService } from '../simulator/cache.ts'
import { startSimulator, type Simulator, type SimulatorOptions } from '../simulator/simulator.ts'
import { timed, type Lap } from './lap.ts'

/** What one contender did. */
export interface Run extends Lap {
  /** undefined: it was stopped. */
  readonly exitCode: number | undefined
  /** What it said. */
  readonly log: string
}

/** A run of the action, whose memory was measured. */
export interface Weighed extends Run {
  /** What it wrote for the runner as outputs. */
  readonly outputFile: string
  /** The most memory it had at once, in bytes. */
  readonly peak: number
}

/** Inputs, or an environment. */
type Texts = Readonly<Record<string, string>>

/** One create. */
export interface Order {
  readonly model: string
  readonly params: Readonly<Record<string, unknown>>
}

/** A simulator and a workspace, and the three contenders that may work there. */
export interface Stand extends AsyncDisposable {
  readonly simulator: Simulator
  readonly workspace: string
  /** The committed bundle, as the runner runs it. */
  action(inputs: Texts, env?: Texts): Promise<Run>
  /** The same with its memory measured, which makes its start a little slower. */
  weighedAction(inputs: Texts, env?: Texts): Promise<Weighed>
  /** generate.sh; stopped when `enough` resolves. */
  shell(order: Order, file: string, enough?: Promise<unknown>): Promise<Run>
  /** bare.js. */
  bare(): Promise<Run>
}

/** An image from text. */
export const image: Order = {
  model: 'nano-banana-2',
  params: { prompt: 'A red kite over a harbour' },
}
/** A video from text. */
export const video: Order = { model: 'veo3.1/fast', params: { prompt: 'A red kite takes off' } }

/** The inputs for one order. */
export function inputsFor({ model, params }: Order): Texts {
  return { model, params: JSON.stringify(params) }
}

const script = join(import.meta.dirname, 'generate.sh')
const bareScript = join(import.meta.dirname, 'bare.js')

/** What a machine may have set that would slow some contenders or lead them astray. */
const calm = { NODE_OPTIONS: '', NODE_EXTRA_CA_CERTS: '', no_proxy: '127.0.0.1' }

/** Opens a stand. Everything it wrote is gone when it is disposed of. */
export async function openStand(options: SimulatorOptions = {}): Promise<Stand> {
  const [simulator, base] = await Promise.all([
    startSimulator(options),
    mkdtemp(join(tmpdir(), 'creatify-bench-')).then(async (path) => realpath(path)),
  ])
  const workspace = join(base, 'workspace')
  await mkdir(workspace)
  const { apiUrl, apiId, apiKey } = simulator
  let runs = 0

  async function action(inputs: Texts, env: Texts): Promise<Run> {
    runs += 1
    const folder = join(base, `run-${runs}`)
    const { value, startedAt, endedAt } = await timed(async () =>
      runStep({
        inputs: { 'api-url': apiUrl, 'api-id': apiId, 'api-key': apiKey, ...inputs },
        env,
        workspace,
        folder,
      }),
    )
    return { startedAt, endedAt, exitCode: value.exitCode ?? undefined, log: value.log }
  }

  async function play(
    command: readonly [string, ...string[]],
    enough = new Promise<unknown>(() => undefined),
  ): Promise<Run> {
    const [program, ...args] = command
    const { value, startedAt, endedAt } = await timed(async () => {
      const child = spawn(program, args, {
        cwd: workspace,
        env: { ...process.env, ...calm, API_URL: apiUrl, API_ID: apiId, API_KEY: apiKey },
        stdio: ['ignore', 'pipe', 'pipe'],
        // A group of its own, so that what it started is stopped with it.
        detached: true,
      })
      const log: string[] = []
      for (const stream of [child.stdout, child.stderr]) {
        createInterface({ input: stream }).on('line', (line) => log.push(line))
      }
      void enough.then(() => child.pid !== undefined && process.kill(-child.pid))
      const exitCode = await new Promise<number | undefined>((resolve, reject) => {
        child.on('error', reject)
        child.on('close', (code) => {
          resolve(code ?? undefined)
        })
      })
      return { exitCode, log: log.join('\n') }
    })
    return { startedAt, endedAt, ...value }
  }

  return {
    simulator,
    workspace,
    action: async (inputs, env = {}) => action(inputs, env),
    async weighedAction(inputs, env = {}) {
      const number = runs + 1
      const file = join(base, `peak-${number}`)
      const run = await action(inputs, { ...env, ...peakIn(file) })
      const outputFile = join(base, `run-${number}`, 'output')
      return { ...run, outputFile, peak: Number(await readFile(file, 'utf8')) }
    },
    shell: async ({ model, params }, file, enough) =>
      play(
        ['bash', script, JSON.stringify({ model_name: model, input_params: params }), file],
        enough,
      ),
    bare: async () => play([process.execPath, bareScript]),
    async [Symbol.asyncDispose]() {
      await simulator.stop()
      await rm(base, { recursive: true, force: true })
    },
  }
}

/** The run, which must have succeeded: a figure of one that failed would mean nothing. */
export function good<T extends Run>(run: T): T {
  if (run.exitCode === 0) return run
  throw new Error(`A run ended with ${String(run.exitCode)}:\n${run.log}`)
}

/** Writes a manifest that asks for so many images into the workspace. Gives the inputs for it. */
export async function manifestOf(count: number, { workspace }: Stand): Promise<Texts> {
  const generations = Array.from({ length: count }, (_, i) => ({
    name: `kite-${i + 1}`,
    params: { prompt: `A red kite, number ${i + 1}` },
  }))
  const manifest = { defaults: { model: image.model }, generations }
  await writeFile(join(workspace, 'creatify.yml'), JSON.stringify(manifest, undefined, 2))
  return { manifest: 'creatify.yml', concurrency: String(count) }
}

/** The environment of a job on a runner with GitHub's cache, in its own workflow run. */
export function remembering({ env }: CacheService, run: number): Texts {
  return {
    ...env,
    GITHUB_RUN_ID: String(1_658_830_000 + run),
    GITHUB_WORKFLOW_REF: 'octo-org/octo-repo/.github/workflows/art.yml@refs/heads/main',
    GITHUB_JOB: 'art',
    GITHUB_ACTION: 'poster',
  }
}
