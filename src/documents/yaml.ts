import type { Document, LineCounter, Node, Pair, Scalar } from 'yaml'
import type { Params } from '../api/task.ts'
import type { Finding } from '../base/findings.ts'
import { type Place } from '../base/findings.ts'

/** The way to a value: keys and indexes from the top of a document. */
export type Path = readonly (string | number)[]

/** Inline params have no other bound than what one environment variable holds. */
const largestText = 1024 * 1024

/** A document that is one mapping. With problems, `value` is empty. */
export interface Mapping {
  readonly value: Params
  readonly problems: readonly Pick<Finding, 'message' | 'place' | 'key'>[]
  /** Where the key (or, without one, the value) at a path stands, or what is nearest above it; undefined when nowhere. */
  readonly locate: (path: Path) => Place | undefined
}

const deepest = 64
const mostAliases = 100
const mostAliasesWritten = 1000
const tooManyAliases = `This has more than ${mostAliasesWritten} aliases (\`*name\`). Write them out.`
const mostProblems = 50

/**
 * YAML 1.2 or JSON as one JSON object, with the place of everything in it. `like` is an example for people. Never throws for
 * what is written.
 */
export async function parseMapping(
  text: string,
  file: string | undefined,
  like: string,
): Promise<Mapping> {
  const yaml = await import('yaml')
  const lines = new yaml.LineCounter()
  const placeAt = placesIn(lines, file)
  const nowhere = () => undefined
  const refuse = (problems: Mapping['problems']): Mapping => ({
    value: {},
    problems,
    locate: nowhere,
  })

  if (text.length > largestText) {
    const message = `This is too large: at most ${largestText} characters are read. Shorten it.`
    return refuse([{ message }])
  }
  // Duplicate keys are looked for below: the library's own search takes seconds for 20,000 keys.
  const document = parsed(yaml, text, lines)
  if (!document) return refuse([{ message: tooDeep }])
  const complaints = [...document.errors, ...document.warnings]
  const deep = complaints.find(({ message }) => message.includes(stackOverflow))
  const unreadable = deep ? [deep] : complaints.slice(0, mostProblems)
  if (unreadable.length > 0) {
    return refuse(
      unreadable.map(({ message, pos }) => ({ message: notYaml(message), place: placeAt(pos[0]) })),
    )
  }
  const root = document.contents
  if (root === null || (yaml.isScalar(root) && root.value === null)) {
    return { value: {}, problems: [], locate: () => placeAt(0) }
  }
  if (!yaml.isMap(root)) {
    const found = yaml.isSeq(root) ? 'a list' : `just ${JSON.stringify(text.trim().slice(0, 40))}`
    const message = `This takes a mapping of names to values, like \`${like}\`, not ${found}.`
    return refuse([{ message, place: placeAt(root.range[0]) }])
  }
  const problems = notJson(yaml, document, placeAt)
  if (problems.length > 0) return refuse(problems)
  try {
    const value = document.toJS({ maxAliasCount: mostAliases }) as Params
    return { value, problems, locate: (path) => locate(yaml, document, path, placeAt) }
  } catch {
    const message = `The aliases (\`*name\`) in this expand to too much: at most ${mostAliases} values. Write them out.`
    return refuse([{ message }])
  }
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

function notYaml(message: string): string {
  if (message.includes(stackOverflow)) return tooDeep
  if (message.includes('multiple documents'))
    return 'This has several YAML documents (`---`). Keep one.'
  const sentence = message.replace(/\s+/g, ' ').trim()
  const cure = /mapping/i.test(sentence) ? ' Where a `:` stands inside text, quote the text.' : ''
  return `This is not YAML: ${sentence}${/[.!?]$/.test(sentence) ? '' : '.'}${cure}`
}

/** What the library makes of input that is nested beyond its means. */
const stackOverflow = 'call stack'
const tooDeep = `This is nested too deeply: at most ${deepest} levels.`

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

type Yaml = typeof import('yaml')

/** What YAML can say and JSON cannot, or not exactly; and keys that stand twice. */
function notJson(yaml: Yaml, document: Document.Parsed, placeAt: (offset: number) => Place) {
  const problems: { message: string; place: Place }[] = []
  const report = (node: unknown, message: string) => {
    if (problems.length < mostProblems) {
      problems.push({ message, place: placeAt((node as Node | null)?.range?.[0] ?? 0) })
    }
  }
  const tooNested = (node: unknown, ancestors: readonly unknown[]) => {
    if (ancestors.filter(yaml.isCollection).length < deepest) return
    report(node, tooDeep)
    return yaml.visit.SKIP
  }
  // The library's own search for an anchor goes through the whole document, for every alias.
  const anchors = new Map<string, Node>()
  const remember = (node: Node & { anchor?: string | undefined }) => {
    if (node.anchor !== undefined) anchors.set(node.anchor, node)
  }
  let aliases = 0
  yaml.visit(document, {
    Alias(_, alias, ancestors) {
      aliases += 1
      if (aliases > mostAliasesWritten) {
        report(alias, tooManyAliases)
        return yaml.visit.BREAK
      }
      const target = anchors.get(alias.source)
      if (ancestors.some((ancestor) => ancestor === target)) {
        report(alias, `\`*${alias.source}\` stands inside what it repeats. Write the values out.`)
      }
      return undefined
    },
    Seq(_, list, ancestors) {
      remember(list)
      return tooNested(list, ancestors)
    },
    Map(_, map, ancestors) {
      remember(map)
      const seen = new Set<string>()
      for (const { key } of map.items) {
        if (!yaml.isScalar(key)) {
          report(key, 'A key has to be text. Put it in quotes.')
          continue
        }
        const name = keyOf(yaml, key)
        if (name === '<<') report(key, 'YAML 1.2 has no merge key `<<`. Write the values out.')
        else if (seen.has(name))
          report(key, `\`${name}\` stands twice in this mapping. Keep one of them.`)
        seen.add(name)
      }
      return tooNested(map, ancestors)
    },
    Scalar(_, scalar) {
      remember(scalar)
      const { value, source = String(value), range } = scalar
      if (typeof value !== 'number') return
      if (!Number.isFinite(value)) {
        report({ range }, `${source} is no number that JSON has. Quote it if the model takes text.`)
      } else if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
        report(
          { range },
          `${source} is too large to be sent exactly. Quote it if the model takes text.`,
        )
      }
    },
  })
  return problems
}

function locate(
  yaml: Yaml,
  document: Document.Parsed,
  path: Path,
  placeAt: (offset: number) => Place,
): Place | undefined {
  let node: unknown = document.contents
  let start: number | undefined = (node as Node | null)?.range?.[0]
  for (const step of path) {
    if (yaml.isAlias(node)) node = node.resolve(document)
    if (yaml.isMap(node)) {
      const pair = node.items.find(({ key }) => keyOf(yaml, key) === String(step)) as
        Pair<Scalar, Node> | undefined
      if (!pair) return start === undefined ? undefined : placeAt(start)
      start = pair.key.range?.[0]
      node = pair.value
    } else if (yaml.isSeq(node)) {
      node = node.items[Number(step)]
      start = (node as Node | undefined)?.range?.[0] ?? start
    } else return start === undefined ? undefined : placeAt(start)
  }
  return start === undefined ? undefined : placeAt(start)
}

function keyOf(yaml: Yaml, key: unknown): string {
  // A key that is a mapping is refused; as text it may be endless.
  const name = yaml.isScalar(key) ? key.value : undefined
  return typeof name === 'string' || typeof name === 'number' || typeof name === 'boolean'
    ? String(name)
    : ''
}
