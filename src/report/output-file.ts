import { randomUUID } from 'node:crypto'
import { closeSync, constants, fstatSync, ftruncateSync, openSync, writeSync } from 'node:fs'

/**
 * The runner's file for the outputs of a step. What is written replaces what was written before, so that the file grows with
 * the outputs and not with time. A write that fails half-way leaves the outputs that are whole: a block without its end would
 * make the runner refuse the whole file.
 */
export class OutputFile {
  readonly #path: string
  /** Where our part begins. */
  #start: number | undefined
  /** Bytes of our part. */
  #length = 0

  constructor(path: string) {
    this.#path = path
  }

  /** Writes outputs in their order. Throws what the file system says. */
  write(outputs: Readonly<Record<string, string>>): void {
    const blocks = Object.entries(outputs).map((entry) => Buffer.from(blockOf(entry)))
    const length = blocks.reduce((sum, block) => sum + block.length, 0)
    // The runner skips empty lines: whatever a kill leaves of an older, longer text is none of it.
    const rest = Buffer.alloc(Math.max(0, this.#length - length), '\n')
    const bytes = Buffer.concat([...blocks, rest])
    const file = openSync(this.#path, constants.O_RDWR | constants.O_CREAT, 0o644)
    try {
      this.#start ??= fstatSync(file).size
      let done = 0
      try {
        while (done < bytes.length) {
          done += writeSync(file, bytes, done, bytes.length - done, this.#start + done)
        }
      } catch (error) {
        this.#length = wholeBlocks(blocks, done)
        cut(file, this.#start + this.#length)
        throw error
      }
      this.#length = length
      ftruncateSync(file, this.#start + length)
    } finally {
      closeSync(file)
    }
  }
}

function blockOf([name, value]: readonly [string, string]): string {
  const end = `ghadelimiter_${randomUUID()}`
  return `${name}<<${end}\n${value}\n${end}\n`
}

/** Bytes of the blocks that are complete within the first `done` bytes. */
function wholeBlocks(blocks: readonly Buffer[], done: number): number {
  let end = 0
  for (const { length } of blocks) {
    if (end + length > done) break
    end += length
  }
  return end
}

function cut(file: number, length: number): void {
  try {
    ftruncateSync(file, length)
  } catch {
    // A device has no length. The failure of the write itself is what is told.
  }
}
