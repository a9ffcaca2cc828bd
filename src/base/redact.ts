import { isRecord } from './json.ts'

/** Text without the secrets of the step: `***` stands for each. */
export type Redact = (text: string) => string

/** A shorter value is a word that texts have by chance. */
const shortest = 8

/**
 * Takes secrets of at least 8 characters out of text, in the spellings that JSON, URLs and HTML have for them, each
 * character in any of the spellings, and where a text was cut (`…`), their beginning as well.
 */
export function redactor(secrets: readonly string[]): Redact {
  const long = [...new Set(secrets)].filter(({ length }) => length >= shortest)
  if (long.length === 0) return (text) => text
  // The longest first: of two that begin alike, no end stays.
  const patterns = long.toSorted((a, b) => b.length - a.length).flatMap(patternsOf)
  let pattern: RegExp | undefined
  return (text) => text.replace((pattern ??= new RegExp(patterns.join('|'), 'gu')), '***')
}

function patternsOf(secret: string): readonly string[] {
  const characters = Array.from(secret.toWellFormed())
  const start = spelled(characters.slice(0, shortest)).join('')
  const rest = spelled(characters.slice(shortest))
  const open = rest.map((each) => `(?:${each}`).join('')
  return [`${start}${rest.join('')}`, `${start}${open}${')?'.repeat(rest.length)}(?=…)`]
}

/**
 * Patterns for a text, one a character. Backslashes in a row have one together: encoders write up to four for each, and the
 * ways to divide a long row among them are too many to try.
 */
function spelled(characters: readonly string[]): readonly string[] {
  const runs = characters.join('').match(/\\+|[^\\]/gsu) ?? []
  return runs.map((run) => {
    if (run[0] !== '\\' || run.length === 1) return spellingsOf(run)
    const { length } = run
    return `(?:\\\\{${length},${4 * length}}|${spellingsOf('\\', false)}{${length}})`
  })
}

/**
 * A pattern for one character, also as it is unless `plain` is false. Letters and digits are written alike everywhere;
 * encoders may have worked twice.
 */
function spellingsOf(character: string, plain = true): string {
  if (/[A-Za-z0-9]/.test(character)) return character
  const code = character.codePointAt(0) ?? 0
  const units = Array.from(character.length === 2 ? [0, 1] : [0], (i) => character.charCodeAt(i))
  const bytes = [...Buffer.from(character)]
  return `(?:${[
    ...(plain ? [`\\\\{0,3}\\u{${code.toString(16)}}`] : []),
    units.map((unit) => `\\\\{1,3}u${hex(unit, 4)}`).join(''),
    bytes.map((byte) => `%(?:25){0,3}${hex(byte, 2)}`).join(''),
    `&(?:amp;){0,3}#(?:0{0,8}${code}|[xX]0{0,8}${hex(code, 1)});`,
    ...(named[character] ?? []).map((name) => `&(?:amp;){0,3}${name};`),
    ...(escaped[character] ?? []),
  ].join('|')})`
}

const named: Readonly<Record<string, readonly string[]>> = {
  '&': ['amp'],
  '<': ['lt'],
  '>': ['gt'],
  '"': ['quot'],
  "'": ['apos'],
}

const escaped: Readonly<Record<string, readonly string[]>> = {
  ' ': ['\\+'],
  '\t': ['\\\\{1,3}t'],
  '\n': ['\\\\{1,3}n'],
}

/** Hexadecimal digits in either case. */
function hex(n: number, digits: number): string {
  const text = n.toString(16).padStart(digits, '0')
  return text.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`)
}

/** JSON without secrets, in keys too. The same object where there were none. */
export function redactJson(value: unknown, redact: Redact): unknown {
  if (typeof value === 'string') return redact(value)
  if (Array.isArray(value)) {
    const items = value.map((each) => redactJson(each, redact))
    return items.every((each, i) => each === value[i]) ? value : items
  }
  return isRecord(value) ? redactRecord(value, redact) : value
}

/** The same for a JSON object. */
export function redactRecord(
  record: Readonly<Record<string, unknown>>,
  redact: Redact,
): Readonly<Record<string, unknown>> {
  const entries = Object.entries(record)
  const clean = entries.map(([key, value]) => [redact(key), redactJson(value, redact)] as const)
  const isSame = clean.every(([key, value], i) => {
    const [oldKey, oldValue] = entries[i] ?? []
    return key === oldKey && value === oldValue
  })
  return isSame ? record : Object.fromEntries(clean)
}
