import type { Params } from '../api/task.ts'

/** A manifest as its schema (`manifest.schema.json`) has it. */
export interface WrittenManifest {
  readonly defaults?: WrittenParams
  readonly generations: readonly WrittenEntry[]
}

/** What `defaults` and every entry may say. A text stands for one expression that gives a mapping. */
export interface WrittenParams {
  readonly model?: string
  readonly params?: Params | string
}

/** One entry of `generations`. */
export interface WrittenEntry extends WrittenParams {
  readonly name?: string
  readonly matrix?: unknown
}
