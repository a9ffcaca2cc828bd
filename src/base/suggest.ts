import { distance } from 'fastest-levenshtein'
import { either } from './text.ts'

/** A second sentence about an unknown word, with a space before it: what somebody may have meant. Or nothing. */
export function didYouMean(word: string, known: readonly string[]): string {
  const close = nearest(word, known)
  return close.length === 0 ? '' : ` Did you mean ${either(close.map((name) => `\`${name}\``))}?`
}

/** Up to three known words that somebody may have meant, nearest first. */
export function nearest(word: string, known: readonly string[]): readonly string[] {
  const asked = word.toLowerCase().slice(0, 200)
  const limit = Math.max(2, Math.floor(asked.length * 0.35))
  return known
    .map((name) => {
      const other = name.toLowerCase()
      const part = asked.length >= 4 && (other.includes(asked) || asked.includes(other))
      return { name, far: part ? 1 : distance(asked, other) }
    })
    .filter(({ far }) => far <= limit)
    .sort((a, b) => a.far - b.far)
    .slice(0, 3)
    .map(({ name }) => name)
}
