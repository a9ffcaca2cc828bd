import { renameSync, rmSync, writeFileSync } from 'node:fs'
import type { Result } from '../assets/save.ts'

/**
 * The file of the output `results-file`. Each write replaces the whole file at once, so that it is complete whenever the
 * process ends. Texts of results are kept, because most of thousands did not change since the last write.
 */
export class ResultsFile {
  readonly path: string
  readonly #texts = new WeakMap<Result, string>()

  constructor(path: string) {
    this.path = path
  }

  /** Throws what the file system says. */
  write(results: readonly Result[]): void {
    const texts = results.map((result) => this.#textOf(result))
    const temporary = `${this.path}.part`
    try {
      writeFileSync(temporary, texts.length === 0 ? '[]' : `[\n${texts.join(',\n')}\n]`)
      renameSync(temporary, this.path)
    } catch (error) {
      rmSync(temporary, { force: true })
      throw error
    }
  }

  #textOf(result: Result): string {
    const text = this.#texts.get(result) ?? JSON.stringify(result, null, 2)
    this.#texts.set(result, text)
    return text
  }
}
