import type { Document, Node, Pair, Scalar } from 'yaml'

/** The library, which is loaded when it is needed. */
export type Yaml = typeof import('yaml')

/** The way to a value: keys and indexes from the top of a document. */
export type Path = readonly (string | number)[]

/** Where the key (or, without one, the value) at a path starts, or what is nearest above it: an offset in the text. */
export function startOf(yaml: Yaml, document: Document.Parsed, path: Path): number | undefined {
  let node: unknown = document.contents
  let start: number | undefined = (node as Node | null)?.range?.[0]
  for (const step of path) {
    if (yaml.isAlias(node)) node = node.resolve(document)
    if (yaml.isMap(node)) {
      const pair = node.items.find(({ key }) => keyOf(yaml, key) === String(step)) as
        Pair<Scalar, Node> | undefined
      if (!pair) return start
      start = pair.key.range?.[0]
      node = pair.value
    } else if (yaml.isSeq(node)) {
      node = node.items[Number(step)]
      start = (node as Node | undefined)?.range?.[0] ?? start
    } else return start
  }
  return start
}

/** A path as a key of maps. Indexes may be numbers or text. */
export function pathKey(path: Path): string {
  return JSON.stringify(path.map(String))
}

/** The anchors that something refers to. */
export function aliasesIn(yaml: Yaml, document: Document.Parsed): ReadonlySet<string> {
  const repeated = new Set<string>()
  yaml.visit(document, {
    Alias: (_, { source }) => {
      repeated.add(source)
    },
  })
  return repeated
}

/** How a number, boolean or null is written. */
export interface Spelling {
  /** Undefined where that is how the value is written anyway. */
  readonly source: string | undefined
  /** The same with an anchor that nothing refers to, and what ` #` cuts off where no space follows it: `42 #1`. */
  readonly whole: string
}

/** Numbers, booleans and nulls whose spelling is not that of their value, or is cut, by `pathKey`. */
export function spellingsIn(
  yaml: Yaml,
  document: Document.Parsed,
  text: string,
): ReadonlyMap<string, Spelling> {
  const spellings = new Map<string, Spelling>()
  const repeated = aliasesIn(yaml, document)
  const visit = (node: unknown, path: Path): void => {
    if (yaml.isAlias(node)) visit(node.resolve(document), path)
    else if (yaml.isMap(node)) {
      for (const { key, value } of node.items) visit(value, [...path, keyOf(yaml, key)])
    } else if (yaml.isSeq(node)) {
      for (const [i, each] of node.items.entries()) visit(each, [...path, i])
    } else if (yaml.isScalar(node) && typeof node.value !== 'string') {
      const { source = '', value, range, anchor } = node
      if (source === '' || !range) return
      const [start, end] = range
      const isAnchored = anchor !== undefined && !repeated.has(anchor)
      const from = isAnchored ? text.lastIndexOf(`&${anchor}`, start) : start
      const whole = text.slice(from, end + cutAt(text, end).length).trim()
      const usual = String(value)
      if (whole === usual) return
      spellings.set(pathKey(path), { source: source === usual ? undefined : source, whole })
    }
  }
  visit(document.contents, [])
  return spellings
}

/** What ` #` cuts off text that ends at an offset. Nothing where a space follows it: then it is a comment. */
export function cutAt(text: string, end: number): string {
  const line = text.indexOf('\n', end)
  return /^[ \t]*#(?=\S)[^\r\n]*/.exec(text.slice(end, line === -1 ? undefined : line))?.[0] ?? ''
}

/** A key as text; empty for a key that is a list or a mapping. */
export function keyOf(yaml: Yaml, key: unknown): string {
  // A key that is a mapping is refused; as text it may be endless.
  const name = yaml.isScalar(key) ? key.value : undefined
  return typeof name === 'string' || typeof name === 'number' || typeof name === 'boolean'
    ? String(name)
    : ''
}
