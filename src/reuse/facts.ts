import type { RunContext } from '../inputs/context.ts'
import type { Inputs } from '../inputs/inputs.ts'
import { isTaskId } from '../api/task.ts'
import { hash } from './fingerprint.ts'

/** What tells the facts of one step from all others. */
export interface Scope {
  /** `run` remembers a step within its workflow run, `always` and `never` note what is bought for the whole repository. */
  readonly reuse: 'run' | 'always' | 'never'
  /** Of the API. */
  readonly origin: string
  /** Workflow, job, step and the input `key`. */
  readonly identity: readonly string[]
  readonly runId: string
  /** Counts from 1. */
  readonly attempt: number
  /** Names all that this job asks for. */
  readonly plan: string
}

/** The scope of a step. `plan`: names all that it asks for. */
export function scopeOf(
  { reuse, apiUrl, key }: Pick<Inputs, 'reuse' | 'apiUrl' | 'key'>,
  { identity, runId, runAttempt }: Pick<RunContext, 'identity' | 'runId' | 'runAttempt'>,
  plan: string,
): Scope {
  const { workflow, job, step } = identity
  return {
    reuse,
    origin: apiUrl.origin,
    identity: [workflow, job, step, key],
    runId,
    attempt: runAttempt,
    plan,
  }
}

/** A task that was bought. */
export interface Noted {
  readonly id: string
  /** The workflow run that bought it. */
  readonly run: string
}

/** That an attempt may create. */
export interface Opened {
  /** Like `1658821493.2`: the run and its attempt. */
  readonly attempt: string
  readonly plan: string
  /** By the clock of its machine, in milliseconds since 1970. */
  readonly since: number
  /** `since` is of an attempt before it, of which it could not account for all. */
  readonly inherited: boolean
}

/** True when an earlier attempt or run may have left something. */
export function mayRecall(reuse: Scope['reuse'], attempt: number): boolean {
  return reuse === 'always' || (reuse === 'run' && attempt > 1)
}

/**
 * The facts of a step as keys of the cache service, below 512 characters and without commas. The parts of a key are of fixed
 * length or have no hyphen, but for the id at its end. Keys that are read may be anybody's: what does not fit is no fact.
 */
export class Facts {
  /** This attempt, as in `Opened`. */
  readonly attempt: string
  readonly #root: string
  readonly #scope: string
  readonly #run: string
  readonly #given: Scope

  constructor(given: Scope) {
    const { reuse, origin, identity, runId, attempt } = given
    this.#given = given
    this.#run = runId.replace(/\D/g, '') || '0'
    this.attempt = `${this.#run}.${attempt}`
    this.#root = `creatify2-${hash(origin)}`
    this.#scope = hash(JSON.stringify([...identity, reuse === 'always' ? '' : this.#run]))
  }

  /** Of all tasks that were bought for a fingerprint. */
  boughtPrefix(fingerprint: string): string {
    const isOfRun = this.#given.reuse === 'run'
    return isOfRun
      ? `${this.#root}-run-${this.#scope}-${fingerprint}-`
      : `${this.#root}-repo-${fingerprint}-`
  }

  bought(fingerprint: string, id: string): string {
    const by = this.#given.reuse === 'run' ? this.attempt : this.#run
    return `${this.boughtPrefix(fingerprint)}${by}-${id}`
  }

  readBought(key: string, fingerprint: string): Noted | undefined {
    const rest = key.slice(this.boughtPrefix(fingerprint).length)
    const [, run, id] = /^(\d+)(?:\.\d+)?-(.+)$/.exec(rest) ?? []
    return run === undefined || id === undefined || !isTaskId(id) ? undefined : { id, run }
  }

  /** Of what finished tasks of one price key cost. */
  pricePrefix(priceKey: string): string {
    return `${this.#root}-price-${hash(priceKey)}-`
  }

  price(priceKey: string, credits: number, id: string): string {
    return `${this.pricePrefix(priceKey)}${credits}-${id}`
  }

  readPrice(key: string, priceKey: string): number | undefined {
    const rest = key.slice(this.pricePrefix(priceKey).length)
    const [, credits] = /^(\d{1,6}(?:\.\d{1,6})?)-/.exec(rest) ?? []
    return Number(credits) > 0 ? Number(credits) : undefined
  }

  /** Of what attempts may have created, for any plan. */
  get openPrefix(): string {
    return `${this.#root}-open-${this.#scope}-`
  }

  /** The same for this plan: of all attempts, or of one of this run. */
  openOf(attempt?: number): string {
    const ofPlan = `${this.openPrefix}${this.#given.plan}-`
    return attempt === undefined ? ofPlan : `${ofPlan}${this.#run}.${attempt}-`
  }

  open(since: number, inherited: boolean): string {
    return `${this.openOf(this.#given.attempt)}${since}${inherited ? '-inherited' : ''}`
  }

  readOpen(key: string): Opened | undefined {
    const pattern = /^([0-9a-f]{32})-(\d+\.\d+)-(\d{1,15})(-inherited)?$/
    const [, plan, attempt, since, inherited] =
      pattern.exec(key.slice(this.openPrefix.length)) ?? []
    if (attempt === undefined || plan === undefined) return undefined
    return { attempt, plan, since: Number(since), inherited: inherited !== undefined }
  }

  /**
   * That every create of an attempt for a plan is answered, every task noted, and nothing left to look for of attempts
   * before it.
   */
  closed(attempt = this.attempt, plan = this.#given.plan): string {
    return `${this.#root}-closed-${this.#scope}-${attempt}-${plan}`
  }
}
