import { randomUUID } from 'node:crypto'
import { closeSync, constants, fstatSync, ftruncateSync, openSync, writeSync } from 'node:fs'

/**
 * The runner's file for the outputs of a step. What is written replaces what was written before, so that the file grows with
 * the outputs and not with time. A write that fails leaves the one before it: a block without its end would make the runner
 * refuse the whole file.
 */
export class OutputFile {
  readonly #path: string
  /** Where our part begins. */
  #start: number | undefined
  #written = ''

  constructor(path: string) {
    this.#path = path
  }

  /** Writes outputs in their order. Throws what the file system says. */
  write(outputs: Readonly<Record<string, string>>): void {
    const text = Object.entries(outputs).map(blockOf).join('')
    const file = openSync(this.#path, constants.O_RDWR | constants.O_CREAT, 0o644)
    try {
      this.#start ??= fstatSync(file).size
      try {
        // The runner skips empty lines: whatever a kill leaves of an older, longer text is none of it.
        const left = Buffer.byteLength(this.#written) - Buffer.byteLength(text)
        writeAll(file, text + '\n'.repeat(Math.max(0, left)), this.#start)
        ftruncateSync(file, this.#start + Buffer.byteLength(text))
        this.#written = text
      } catch (error) {
        restore(file, this.#written, this.#start)
        throw error
      }
    } finally {
      closeSync(file)
    }
  }
}

function blockOf([name, value]: readonly [string, string]): string {
  const end = `ghadelimiter_${randomUUID()}`
  return `${name}<<${end}\n${value}\n${end}\n`
}

function writeAll(file: number, text: string, at: number): void {
  const bytes = Buffer.from(text)
  for (let done = 0; done < bytes.length;) {
    done += writeSync(file, bytes, done, bytes.length - done, at + done)
  }
}

/** Writing over what is there takes no room on most disks; where it does, nothing of ours stays. */
function restore(file: number, text: string, at: number): void {
  try {
    writeAll(file, text, at)
    ftruncateSync(file, at + Buffer.byteLength(text))
  } catch {
    try {
      ftruncateSync(file, at)
    } catch {
      // A device has no length. The failure of the write itself is what is told.
    }
  }
}
