import type { LineCounter } from 'yaml'
import type { Params } from '../api/task.ts'
import type { Finding, Place } from '../base/findings.ts'
import { misreadingsIn, type Misreading } from './misread.ts'
import { mostProblems, notJson, tooDeep } from './yaml-json.ts'
import { pathKey, startOf, spellingsIn, type Path, type Spelling, type Yaml } from './yaml-nodes.ts'
import { explainSyntax, isTooDeep, likelyCause } from './yaml-syntax.ts'

export type { Path } from './yaml-nodes.ts'

/** Inline params have no other bound than what one environment variable holds. */
const longestDocument = 1024 * 1024

/** A document that is one mapping. With problems, `value` is empty. */
export interface Mapping {
  readonly value: Params
  readonly problems: readonly Pick<Finding, 'message' | 'place' | 'key'>[]
  /** Texts of which YAML keeps a part only. */
  readonly misreadings: readonly Misreading[]
  /** Where the key (or, without one, the value) at a path stands, or what is nearest above it; undefined when nowhere. */
  readonly locate: (path: Path) => Place | undefined
  /** A number, boolean or null as it is written, where that differs from its value: `3.10`, `42 #1`. Else undefined. */
  readonly sourceOf: (path: Path) => string | undefined
  /** The same without what ` #` cuts off. */
  readonly spellingOf: (path: Path) => string | undefined
}

/** The most values that aliases expand to, counted as the library does. */
const mostAliases = 100

/**
 * YAML 1.2 or JSON as one JSON object, with the place of everything in it. `like` is an example for users. Never throws for
 * what is written, and quotes nothing of what cannot be read.
 */
export async function parseMapping(
  text: string,
  file: string | undefined,
  like: string,
): Promise<Mapping> {
  const yaml = await import('yaml')
  const lines = new yaml.LineCounter()
  const placeAt = placesIn(lines, file)
  const refuse = (problems: Mapping['problems']): Mapping => ({ ...nothing, problems })

  if (text.length > longestDocument) {
    const message = `This is too large: at most ${longestDocument} characters are read. Shorten it.`
    return refuse([{ message }])
  }
  // Duplicate keys are looked for below: the library's own search takes seconds for 20,000 keys.
  const document = parsed(yaml, text, lines)
  if (!document) return refuse([{ message: tooDeep }])
  const complaints = [...document.errors, ...document.warnings]
  const cause = likelyCause(text)
  const root = document.contents
  const isText = yaml.isScalar(root) && root.value !== null
  if (cause && (complaints.length > 0 || isText)) {
    return refuse([{ message: `This is not YAML: ${cause.message}`, place: placeAt(cause.at) }])
  }
  const deep = complaints.find(isTooDeep)
  const unreadable = deep ? [deep] : complaints.slice(0, mostProblems)
  if (unreadable.length > 0) {
    return refuse(
      unreadable.map((each) => ({ message: explainSyntax(each), place: placeAt(each.pos[0]) })),
    )
  }
  if (root === null || (yaml.isScalar(root) && !isText)) {
    return { ...nothing, locate: () => placeAt(0) }
  }
  if (!yaml.isMap(root)) {
    const found = yaml.isSeq(root) ? 'a list' : 'just text'
    const message = `This takes a mapping of names to values, like \`${like}\`, not ${found}.`
    return refuse([{ message, place: placeAt(root.range[0]) }])
  }
  const problems = notJson(yaml, document, placeAt)
  if (problems.length > 0) return refuse(problems)
  try {
    const value = document.toJS({ maxAliasCount: mostAliases }) as Params
    let spellings: ReadonlyMap<string, Spelling> | undefined
    const spelling = (path: Path) => {
      spellings ??= spellingsIn(yaml, document, text)
      return spellings.get(pathKey(path))
    }
    return {
      value,
      problems,
      misreadings: misreadingsIn(yaml, document, text),
      locate: (path) => {
        const start = startOf(yaml, document, path)
        return start === undefined ? undefined : placeAt(start)
      },
      sourceOf: (path) => spelling(path)?.whole,
      spellingOf: (path) => spelling(path)?.source,
    }
  } catch {
    const message = `The aliases (\`*name\`) in this expand to too much: at most ${mostAliases} values. Write them out.`
    return refuse([{ message }])
  }
}

const nothing: Mapping = {
  value: {},
  problems: [],
  misreadings: [],
  locate: () => undefined,
  sourceOf: () => undefined,
  spellingOf: () => undefined,
}

/** Undefined where the text is nested beyond the parser's means. */
function parsed(yaml: Yaml, text: string, lineCounter: LineCounter) {
  // A long text with a mistake in every character makes as many errors, and their stacks take most of the time.
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = 0
  try {
    return yaml.parseDocument(text, {
      version: '1.2',
      lineCounter,
      prettyErrors: false,
      uniqueKeys: false,
      resolveKnownTags: false,
    })
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  } finally {
    Error.stackTraceLimit = stackTraceLimit
  }
}

function placesIn(lines: LineCounter, file: string | undefined) {
  return (offset: number): Place => {
    const { line, col } = lines.linePos(offset)
    return {
      ...(file !== undefined && { file }),
      line: Math.max(1, line),
      column: Math.max(1, col),
    }
  }
}
