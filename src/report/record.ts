import { resultOf, type Result } from '../assets/save.ts'
import { fileNames } from '../base/filename.ts'
import type { Redact } from '../base/redact.ts'
import type { Generation } from '../manifest/generation.ts'
import type { Fingerprints } from '../reuse/fingerprint.ts'
import type { Accounted, Ledger } from '../reuse/ledger.ts'
import { priceKey } from '../tasks/prices.ts'
import { outcomeOf, unfinished, type Begun, type Outcome } from '../tasks/outcome.ts'
import { redactedResult } from './redacted.ts'

/** Where a step notes what it pays for. */
export interface Notes {
  readonly ledger: Ledger
  readonly prints: Fingerprints
}

/**
 * What is known of a step's generations while it runs: a result each, without secrets, in the order asked. It passes each change on at once:
 * to the outputs, by `onChange`, and to the ledger.
 */
export class StepRecord {
  readonly #onChange: (results: () => readonly Result[]) => void
  readonly #redact: Redact
  #generations: readonly Generation[] = []
  #stems: ReadonlyMap<Generation, string> = new Map()
  #notes: Notes | undefined
  readonly #results = new Map<Generation, Result>()
  readonly #taskIds = new Map<string, string>()
  #stopped = false
  #inDoubt = false
  readonly #open = new Set<Generation>()

  constructor(onChange: (results: () => readonly Result[]) => void, redact: Redact) {
    this.#onChange = onChange
    this.#redact = redact
  }

  /** What the step is about. `notes` is undefined where nothing is to be noted. */
  open(generations: readonly Generation[], notes: Notes | undefined): void {
    const stems = fileNames(generations.map(({ name }) => name))
    this.#generations = generations
    this.#stems = new Map(generations.map((generation, i) => [generation, stems[i] ?? '']))
    this.#notes = notes
    for (const generation of generations) this.#open.add(generation)
  }

  /** What is known so far. */
  get results(): readonly Result[] {
    return this.#generations.flatMap((generation) => this.#results.get(generation) ?? [])
  }

  /** True once something was not started because of the timeout or a cancel. */
  get stopped(): boolean {
    return this.#stopped
  }

  /** What is known of what was created. */
  get known(): Accounted {
    if (this.#open.size > 0 || this.#inDoubt) return 'nothing'
    return this.#generations.every(({ name }) => this.#taskIds.has(name)) ? 'all' : 'creates'
  }

  /** The name of a generation's files, without number and extension. */
  stemOf(generation: Generation): string {
    return this.#stems.get(generation) ?? ''
  }

  /** A task is known, and goes on. */
  began(begun: Begun): void {
    const { generation, task } = begun
    const end = unfinished(task, 'The step ended before this task did.')
    this.#taskIds.set(generation.name, task.id)
    const print = this.#notes?.prints.get(generation)
    const ofParents = print?.of((parent) => this.#taskIds.get(parent))
    for (const each of new Set([ofParents, print?.own]))
      if (each !== undefined) this.#notes?.ledger.record(each, task.id)
    this.#set(generation, resultOf({ ...outcomeOf(generation, end), ...begun }))
  }

  /** A generation has ended, before its files are saved. */
  ended(outcome: Outcome): void {
    if (outcome.status === 'skipped' && outcome.stopped) this.#stopped = true
    if ('ambiguous' in outcome && outcome.ambiguous) this.#inDoubt = true
    if (outcome.status === 'done' && !outcome.reused) {
      const { generation, task, sent = generation.params } = outcome
      this.#notes?.ledger.recordPrice(priceKey(generation.model, sent), task.credits, task.id)
    }
    this.#open.delete(outcome.generation)
  }

  /** Its result is known, files included. */
  saved({ generation }: Outcome, result: Result): void {
    this.#set(generation, result)
  }

  #set(generation: Generation, result: Result): void {
    this.#results.set(generation, redactedResult(result, this.#redact))
    this.#onChange(() => this.results)
  }
}
