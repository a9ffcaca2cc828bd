/**
 * The most characters that one file may expand to: its params as often as they are used, what its expressions give, and
 * what evaluating them costs. 5,000 generations of 4,000 characters each just fit.
 */
const mostExpanded = 20_000_000

/** What one expression costs, whatever it gives: its evaluation takes time. */
export const costOfExpression = 100

/** What the use of one result of another generation costs. */
export const costOfParent = 250

/** What is said of a file that expands to more. */
export const tooMuchMessage =
  'This file expands to more than 20 million characters: params count once for each generation that uses them, and so do the values of expressions. Split the file, or take less from `matrix`, `defaults` and expressions.'

/** A file expands to more than there is memory and time for. */
export class ExpansionTooLarge extends Error {
  override readonly name = 'ExpansionTooLarge'

  constructor() {
    super(tooMuchMessage)
  }
}

/** What is left of what one file may expand to. */
export class ExpansionBudget {
  #left = mostExpanded

  /** Counts so many characters. False when they are too many; then nothing more fits. */
  fits(characters: number): boolean {
    this.#left -= characters
    return this.#left >= 0
  }

  /** The same. Throws ExpansionTooLarge when they are too many. */
  take(characters: number): void {
    if (!this.fits(characters)) throw new ExpansionTooLarge()
  }
}

/** The characters of a value as JSON. */
export function sizeOf(value: unknown): number {
  return typeof value === 'string' ? value.length : JSON.stringify(value).length
}
