/** A pattern of a schema: whether a text matches it. */
export type TextPattern = (text: string) => boolean

/**
 * A pattern as its author meant it, or undefined where it is written in the syntax of another language. Tried as Unicode
 * first, so that `.` takes one emoji; then without, because many escapes (`\-`, `\_`) are allowed there only.
 */
export function readPattern(source: string): TextPattern | undefined {
  const unicode = compile(source, 'u')
  const regex = unicode ?? (isForeign(source) ? undefined : compile(source, ''))
  if (!regex) return undefined
  // The services behind these models are mostly written in languages where `\w` and `\d` take the letters of all scripts.
  const wide = /\\[wd]/.test(source) ? compile(widened(source), 'v') : undefined
  return (text) => regex.test(text) || (wide?.test(text) ?? false)
}

function compile(source: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(source, flags)
  } catch {
    return undefined
  }
}

/** Escapes that JavaScript has without the flag `u`; it would take every other letter for itself. */
const ownEscapes = /^(?:[bBdDfnrsStvwW\d]|c[A-Za-z]|x[\da-fA-F]{2}|u[\da-fA-F]{4}|[^A-Za-z])/

/** Python, Java and PCRE have `\A`, `\Z`, `\p{IsHan}` and `[[:alpha:]]`: JavaScript would read them as other text. */
function isForeign(source: string): boolean {
  if (source.includes('[[:')) return true
  const escapes = source.matchAll(/\\(.{1,5})/gsu)
  return [...escapes].some(([, escape = '']) => !ownEscapes.test(escape))
}

function widened(source: string): string {
  const wider = { w: '[\\p{L}\\p{M}\\p{N}_]', d: '\\p{Nd}' } as const
  return source.replace(/\\(.)/gsu, (escape, letter: string) =>
    letter === 'w' || letter === 'd' ? wider[letter] : escape,
  )
}
