import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startCacheService, type CacheService } from '../../simulator/cache.ts'
import type { Fault } from '../../simulator/simulator.ts'
import { freshMachine, homeOf } from './attempts.ts'
import { startJob, type Job, type Transcript } from './scenario.ts'

/** How one run with random trouble ended. */
export interface Ordeal {
  readonly seed: number
  /**
   * `kept`: one task a generation (and one more for each that failed), its files on disk. `ambiguous`: the step said so, and the list could prove nothing or the answer was
   * lost twice. `no memory`: the
   * cache service kept nothing, the step said that a re-run could not pick up, and the re-run paid again. `broken`: a
   * promise was broken.
   */
  readonly end: 'kept' | 'ambiguous' | 'no memory' | 'broken'
  readonly attempts: number
  readonly creates: number
  /** How many were asked for. */
  readonly generations: number
  /** Tasks that the plan let fail: each is created anew, and costs nothing. */
  readonly failed: number
  /** What was planned, and what went wrong, for people. */
  readonly story: readonly string[]
}

const mostAttempts = 8
const model = 'nano-banana-2'

/** What a step of an ordeal asks for: one generation, or a manifest. */
interface Request {
  readonly with: Readonly<Record<string, string>>
  /** In the workspace, by name. */
  readonly files: Readonly<Record<string, string>>
  readonly generations: number
}

function single(seed: number): Request {
  return {
    with: { model, params: `prompt: Poster number ${seed}` },
    files: {},
    generations: 1,
  }
}

/** Two equal generations, another one, and a clip of that one. */
function several(seed: number, concurrency: number): Request {
  const twin = `  - params: { prompt: Poster number ${seed} }`
  const manifest = `defaults: { model: ${model} }
generations:
${twin}
  - name: clip
    model: kling-video/v1.6/pro/image-to-video
    params:
      prompt: Slow push in, number ${seed}
      image_url: \${{ generations.still.assets[0].url }}
  - { name: still, params: { prompt: Still number ${seed} } }
${twin}
`
  return {
    with: { manifest: 'creatify.yml', concurrency: String(concurrency) },
    files: { 'creatify.yml': manifest },
    generations: 4,
  }
}

/**
 * One generation or a manifest under faults drawn from `seed`: attempts of the real bundle, some killed or cancelled at a random moment,
 * each on a fresh machine, until one succeeds. The same seed draws the same plan; the operating system adds its own timing.
 */
export async function ordeal(seed: number): Promise<Ordeal> {
  const draw = randomFrom(seed)
  const request = draw.chance(0.5) ? single(seed) : several(seed, draw.pick([1, 2, 10]))
  const story: string[] = request.generations > 1 ? [JSON.stringify(request.with)] : []
  const listless = draw.chance(0.06)
  const doomed = draw.chance(0.12) ? draw.pick([1, 1, 2]) : 0
  await using job = await startJob({
    seconds: draw.between(0.2, 2.5),
    history: listless ? 0 : 3,
    assumptions: listless ? { list: draw.pick(['empty', 'refused']) } : {},
  })
  const cache = await startCacheService()
  try {
    const end = { end: 'failed', failedReason: 'Too red' } as const
    job.simulator.script(...Array.from({ length: doomed }, () => end))
    if (doomed > 0) story.push(`the first ${doomed} tasks fail`)
    const kills = draw.pick([0, 1, 1, 2])
    const faults = faultsFor(draw, kills > 0)
    job.simulator.fault(...faults)
    story.push(...faults.map((fault) => JSON.stringify(fault)))
    if (listless) story.push('the list proves nothing')
    const trouble = draw.pick([undefined, undefined, undefined, 'slow', 'down', 'status'] as const)
    if (trouble === 'slow') cache.trouble = { kind: 'slow', ms: draw.between(50, 1500) }
    if (trouble === 'down') cache.trouble = { kind: 'down' }
    if (trouble === 'status') cache.trouble = { kind: 'status', status: 503 }
    if (trouble) story.push(`cache ${trouble}`)
    const plan = { request, listless, troubled: trouble !== undefined }
    return {
      seed,
      story,
      generations: request.generations,
      ...(await attempts(job, cache, draw, kills, story, plan)),
    }
  } finally {
    await cache.stop()
  }
}

interface Plan {
  readonly request: Request
  /** The task list proves nothing. */
  readonly listless: boolean
  /** The cache service is down, slow or answers 503 all the time. */
  readonly troubled: boolean
}

async function attempts(
  job: Job,
  cache: CacheService,
  draw: Draw,
  kills: number,
  story: string[],
  { request, listless, troubled }: Plan,
): Promise<Pick<Ordeal, 'end' | 'attempts' | 'creates' | 'failed'>> {
  let forgot = false
  for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
    await freshMachine(job)
    for (const [path, text] of Object.entries(request.files)) await job.write(path, text)
    const killed = attempt <= kills ? draw.pick(['SIGKILL', 'SIGINT'] as const) : undefined
    const after = draw.between(150, 3000)
    if (killed) story.push(`attempt ${attempt}: ${killed} after ${Math.round(after)} ms`)
    const transcript = await job.run({
      with: { ...request.with, timeout: '4m' },
      env: {
        ...cache.env,
        HOME: homeOf(job),
        GITHUB_RUN_ATTEMPT: String(attempt),
        GITHUB_ACTION: 'poster',
      },
      killed: true,
      during: (child) => {
        if (killed) setTimeout(() => child.kill(killed), after)
      },
    })
    const creates = job.simulator.tasks.length
    const failed = job.simulator.tasks.filter(({ status }) => status === 'failed').length
    const end = (kind: Ordeal['end']) => ({ end: kind, attempts: attempt, creates, failed })
    const wanted = request.generations + failed
    const broken = await halfDone(job)
    if (broken !== undefined) {
      story.push(broken, transcript.log)
      return end('broken')
    }
    forgot ||= troubled && /(could not|cannot) pick up/.test(transcript.log)
    if (creates > wanted) {
      story.push(`${creates} tasks`, transcript.log)
      return end(forgot ? 'no memory' : 'broken')
    }
    if (transcript.log.includes('ambiguous create')) {
      if (!listless && killed === undefined) story.push(transcript.log)
      // By the rule, a create is repeated once: a second loss is left to people.
      const twice = transcript.log.includes('the answer was lost twice')
      if (listless || twice) return end('ambiguous')
      // A list that was out of reach all the time proves nothing either; the next attempt has to find out.
      const blind = transcript.log.includes('the task list cannot be read')
      if (killed === undefined && !blind) return end('broken')
    }
    if (transcript.exitCode === 0) {
      const wrong = await wrongFiles(job, transcript, request.generations)
      if (wrong === undefined) return end('kept')
      story.push(wrong, transcript.log)
      return end('broken')
    }
    if (killed === undefined)
      story.push(`attempt ${attempt}: ${transcript.errors.at(-1) ?? transcript.log}`)
  }
  story.push('never done')
  return { end: 'broken', attempts: mostAttempts, creates: job.simulator.tasks.length, failed: 0 }
}

/** A file in the output folder is whole from the moment it is seen. */
async function halfDone(job: Job): Promise<string | undefined> {
  const folder = join(job.workspace, 'creatify-assets')
  const names = await readdir(folder).catch(() => [])
  for (const name of names) {
    const bytes = await readFile(join(folder, name))
    const whole = name.endsWith('.mp4') || bytes.subarray(-8).toString('latin1').startsWith('IEND')
    if (!whole) return `${name} is half a file of ${bytes.length} bytes`
  }
  return undefined
}

interface ResultFile {
  readonly assets: readonly {
    readonly path: string
    readonly sha256: string
    readonly url: string
  }[]
}

/** Every asset of the tasks, as the server has it, is on disk. */
async function wrongFiles(
  job: Job,
  transcript: Transcript,
  wanted: number,
): Promise<string | undefined> {
  const results = JSON.parse(transcript.outputs['results'] ?? '[]') as readonly ResultFile[]
  const assets = results.flatMap((result) => result.assets)
  if (assets.length !== wanted || new Set(assets.map(({ path }) => path)).size !== wanted)
    return `${assets.length} assets`
  for (const { path, sha256, url } of assets) {
    const served = Buffer.from(await (await fetch(url)).arrayBuffer())
    const hash = createHash('sha256').update(served).digest('hex')
    if (hash !== sha256 || (await job.sha256(path)) !== hash) return `${path} has the wrong bytes`
  }
  return undefined
}

function faultsFor(draw: Draw, killed: boolean): readonly Fault[] {
  const faults: Fault[] = []
  const add = (chance: number, fault: () => Fault) => {
    if (draw.chance(chance)) faults.push(fault())
  }
  add(0.25, () => ({ route: 'create', reset: 'after' }))
  add(0.12, () => ({ route: 'create', reset: 'before' }))
  add(0.1, () => ({ route: 'create', status: draw.pick([500, 502, 504]), after: true }))
  add(0.02, () => ({ route: 'create', status: 500 }))
  add(0.1, () => ({ route: 'create', status: 429, headers: { 'Retry-After': '1' } }))
  add(0.15, () => ({ route: 'create', delayMs: draw.between(100, 2000) }))
  if (killed) add(0.15, () => ({ route: 'create', hang: draw.pick(['before', 'after']) }))
  if (killed) add(0.1, () => ({ route: 'task', hang: 'before' }))
  add(0.2, () => ({
    route: 'task',
    status: draw.pick([500, 502, 503]),
    times: draw.pick([1, 2, 3]),
  }))
  add(0.15, () => ({ route: 'task', reset: 'before' }))
  add(0.1, () => ({ route: 'task', status: 429, headers: { 'Retry-After': '1' } }))
  add(0.2, () => ({
    route: 'tasks',
    status: draw.pick([500, 502, 503]),
    times: draw.pick([1, 2, 3]),
  }))
  add(0.1, () => ({ route: 'tasks', status: draw.pick([400, 405]), times: 1 }))
  add(0.15, () => ({ route: 'schemas', status: 503 }))
  add(0.1, () => ({ route: 'schemas', reset: 'after' }))
  add(0.15, () => ({ route: 'credits', status: 500 }))
  add(0.15, () => ({ route: 'list', status: 502 }))
  add(0.03, () => ({ route: 'list', status: 502, forMs: 61_000 }))
  add(0.1, () => ({ route: 'list', delayMs: draw.between(100, 1500) }))
  add(0.04, () => ({ route: 'asset', status: 503 }))
  add(0.04, () => ({ route: 'asset', truncate: 5000 }))
  return faults
}

interface Draw {
  chance(probability: number): boolean
  between(low: number, high: number): number
  pick<T>(items: readonly T[]): T
}

/** Mulberry32: small, and the same everywhere. */
function randomFrom(seed: number): Draw {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    chance: (probability) => next() < probability,
    between: (low, high) => low + next() * (high - low),
    pick: (items) => {
      const item = items[Math.floor(next() * items.length)]
      if (item === undefined && !items.includes(item as never))
        throw new Error('nothing to pick from')
      return item as (typeof items)[number]
    },
  }
}
