import { tooDeep } from './yaml-json.ts'

/** A problem of the YAML library, without its words: they quote the text, which may be no YAML but a secret. */
export interface SyntaxProblem {
  readonly code: string
  readonly message: string
}

/** What the library makes of input that is nested beyond its means. */
const stackOverflow = 'call stack'

/** True for a problem that comes of nesting alone. */
export function isTooDeep({ message }: SyntaxProblem): boolean {
  return message.includes(stackOverflow)
}

const noColon = 'A key and a value need `: ` between them, on one line.'
const needsQuotes =
  'Text that starts with a special character of YAML, or has `: ` in it, needs quotes.'

/** What is wrong, by the library's codes. */
const sentences: Readonly<Record<string, string>> = {
  BAD_DIRECTIVE: needsQuotes,
  BAD_DQ_ESCAPE:
    'A backslash in double quotes starts an escape that YAML does not have. Write it twice, or use single quotes.',
  BAD_INDENT: 'The indent does not fit the lines around it, or a bracket is not closed.',
  BAD_SCALAR_START: needsQuotes,
  BLOCK_AS_IMPLICIT_KEY: needsQuotes,
  MULTILINE_IMPLICIT_KEY: noColon,
  TAB_AS_INDENT: 'A tab stands where YAML takes spaces only.',
  TAG_RESOLVE_FAILED: needsQuotes,
}

/** What is said of a text that is no YAML. Never quotes it. */
export function explainSyntax(problem: SyntaxProblem): string {
  if (isTooDeep(problem)) return tooDeep
  if (problem.code === 'MULTIPLE_DOCS') return 'This has several YAML documents (`---`). Keep one.'
  return `This is not YAML: ${sentenceOf(problem)}`
}

function sentenceOf({ code, message }: SyntaxProblem): string {
  if (code === 'MISSING_CHAR') {
    if (message.startsWith('Implicit map keys')) return noColon
    if (message.startsWith('Missing closing')) return 'A quote is not closed.'
  }
  return (
    sentences[code] ??
    'It cannot go on like this here. Often a comma, a bracket or a quote is missing.'
  )
}

/** A mistake that YAML does not name, or takes for one long text. `at` is its offset. */
interface LikelyCause {
  readonly message: string
  readonly at: number
}

const likelyCauses: readonly (readonly [pattern: RegExp, message: string])[] = [
  [/^\s*(?:```|~~~)/, 'It is in a code fence. Remove the lines with ``` around it.'],
  [
    /^[ \t]*(?:- )?["']?[\w.$-]+["']?\uff1a/m,
    'A key is followed by a full-width colon (U+FF1A). Write `: `.',
  ],
  [
    /^[ \t]*(?:- )?["']?[\w.$-]+["']?[ \t]*:[\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff]/m,
    'The colon of a key is followed by a no-break space or another one that YAML does not know. Write a plain space.',
  ],
]

/** What users paste that looks right and is not. For texts that are no mapping. */
export function likelyCause(text: string): LikelyCause | undefined {
  for (const [pattern, message] of likelyCauses) {
    const match = pattern.exec(text)
    if (match) return { message, at: match.index }
  }
  return undefined
}
