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

/** Numbers, booleans and nulls whose spelling is not that of their value, by `pathKey`. */
export function spellingsIn(yaml: Yaml, document: Document.Parsed): ReadonlyMap<string, string> {
  const spellings = new Map<string, string>()
  const visit = (node: unknown, path: Path): void => {
    if (yaml.isAlias(node)) visit(node.resolve(document), path)
    else if (yaml.isMap(node)) {
      for (const { key, value } of node.items) visit(value, [...path, keyOf(yaml, key)])
    } else if (yaml.isSeq(node)) {
      for (const [i, each] of node.items.entries()) visit(each, [...path, i])
    } else if (yaml.isScalar(node) && typeof node.value !== 'string') {
      const { source = '', value } = node
      if (source !== '' && source !== String(value)) spellings.set(pathKey(path), source)
    }
  }
  visit(document.contents, [])
  return spellings
}

/** A key as text; empty for a key that is a list or a mapping. */
export function keyOf(yaml: Yaml, key: unknown): string {
  // A key that is a mapping is refused; as text it may be endless.
  const name = yaml.isScalar(key) ? key.value : undefined
  return typeof name === 'string' || typeof name === 'number' || typeof name === 'boolean'
    ? String(name)
    : ''
}
