import { stripVTControlCharacters } from 'node:util'

const invisible = /[\p{Cc}\p{Bidi_Control}\u2028\u2029\ufeff]+/gu
const longest = 2000
/**
 * Text from outside as one log line that the runner cannot obey: it takes `::command::` at the start of a line and
 * `##[command]` anywhere in it, on stdout and stderr alike. Escape sequences of terminals go; control and direction characters
 * become spaces.
 */
export function sanitizeLine(text: string): string {
  const line = stripVTControlCharacters(text)
    .replace(invisible, ' ')
    .trim()
    .replace(/##(?=\[)/g, '# #')
    .replace(/^::/, ': :')
  return truncate(line, longest)
}

const misleading = /[^\P{Cc}\t\n\r]|[\p{Bidi_Control}\u2028\u2029\ufeff]/gu

/** Text of several lines in which characters that hide or turn round others are seen: `⟨U+202E⟩`. */
export function withVisibleControls(text: string): string {
  return text.replace(misleading, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
    return `⟨U+${code}⟩`
  })
}

/** A length of time for people: `6.2s`, `3m20s`, `1h05m`. Takes milliseconds. */
export function formatDuration(ms: number): string {
  const seconds = ms / 1000
  if (seconds < 10) return `${Number(seconds.toFixed(1))}s`
  if (seconds < 60) return `${Math.round(seconds)}s`
  const whole = Math.round(seconds)
  const two = (n: number) => String(n).padStart(2, '0')
  return whole < 3600
    ? `${Math.floor(whole / 60)}m${two(whole % 60)}s`
    : `${Math.floor(whole / 3600)}h${two(Math.floor((whole % 3600) / 60))}m`
}

/** `1 credit`, `2.5 credits`, `3 files`. */
export function pluralize(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`
}

export function either(words: readonly string[]): string {
  return words.length < 2
    ? words.join()
    : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`
}

/** The first `most` characters, with `…` where something was cut. Cuts between characters, never inside one. */
export function truncate(text: string, most: number): string {
  if (text.length <= most) return text
  return `${text.slice(0, endOfCharacter(text, most))}…`
}

/** The last place at or before `at` where a character ends: emoji, flags and accents take several UTF-16 units. */
function endOfCharacter(text: string, at: number): number {
  const near = new Intl.Segmenter().segment(text.slice(0, at + 64)).containing(at)
  if (near && near.index > at - longestCharacter) return near.index
  // Thousands of accents on one letter: at least no surrogate pair is cut.
  return /[\udc00-\udfff]/.test(text.charAt(at)) ? at - 1 : at
}

const longestCharacter = 100

/** All white space as single spaces, and none at the ends. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
