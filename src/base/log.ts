import type { Place } from './errors.ts'

/** What a room may say while it works. The implementation (`publish.ts`) makes every text harmless. */
export interface Log {
  info(this: void, text: string): void
  notice(this: void, text: string): void
  warning(this: void, text: string, place?: Place): void
  /** Runs `work` inside a folded group of log lines. Groups do not nest. */
  group<T>(this: void, title: string, work: () => Promise<T>): Promise<T>
}

const invisible = /[\p{Cc}\p{Bidi_Control}\u2028\u2029\ufeff]+/gu
const longest = 2000

/**
 * Text from outside as one log line that the runner cannot obey: it takes `::command::` at the start of a line and
 * `##[command]` anywhere in it, on stdout and stderr alike. Control and direction characters become spaces.
 */
export function harmless(text: string): string {
  const line = text
    .replace(invisible, ' ')
    .trim()
    .replace(/##(?=\[)/g, '# #')
    .replace(/^::/, ': :')
  return line.length > longest ? `${line.slice(0, longest)}…` : line
}

/** A length of time for people: `6.2s`, `3m20s`, `1h05m`. Takes milliseconds. */
export function spell(ms: number): string {
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
export function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`
}
