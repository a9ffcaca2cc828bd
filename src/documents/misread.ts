import type { Document, Node, Pair, Scalar } from 'yaml'
import type { Finding } from '../base/findings.ts'
import { aliasesIn, cutAt, keyOf, type Path, type Yaml } from './yaml-nodes.ts'

/** A value that YAML reads otherwise than it is written. */
export interface Misreading {
  readonly severity: Finding['severity']
  readonly path: Path
  readonly message: string
}

/** How many misreadings of one text are told. */
const mostMisreadings = 50
/** Longer text is not repeated in advice. */
const longestShown = 200

/**
 * Texts written without quotes of which YAML keeps a part only: cut at ` #`, or begun with `&`, which names an anchor. An
 * error where text of several words is cut, or nothing is left of it; else a warning.
 */
export function misreadingsIn(
  yaml: Yaml,
  document: Document.Parsed,
  text: string,
): readonly Misreading[] {
  const found: Misreading[] = []
  const repeated = aliasesIn(yaml, document)
  yaml.visit(document, {
    Scalar(key, scalar, ancestors) {
      if (key === 'key') return
      const misread = misreadingOf(scalar, text, repeated)
      if (!misread) return
      found.push({ ...misread, path: pathOf(yaml, ancestors, scalar) })
      if (found.length >= mostMisreadings) return yaml.visit.BREAK
      return undefined
    },
  })
  return found
}

function misreadingOf(
  { type, value, source = '', range, anchor, tag }: Scalar,
  text: string,
  repeated: ReadonlySet<string>,
): Omit<Misreading, 'path'> | undefined {
  const isNothing = (value === null || tag === '!') && source === ''
  if (value === '' && (type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED')) {
    const message =
      'This block of text is empty. Write its lines below, indented, or quote the text.'
    return { severity: 'warning', message }
  }
  if (type !== 'PLAIN' || !range || !(typeof value === 'string' || isNothing)) return undefined
  const [start, end] = range
  const cut = cutAt(text, end)
  const isAnchor = anchor !== undefined && !repeated.has(anchor)
  const name = isAnchor ? `&${anchor}` : tag === '!' ? '!' : undefined
  const from = name === undefined ? start : text.lastIndexOf(name, start)
  const written = text.slice(from, end + cut.length).trim()
  if (name === '!') {
    const message = `\`!\` marks a tag in YAML and is no text. ${quote(written)}`
    return { severity: 'error', message }
  }
  if (name !== undefined) {
    const message = `\`${name}\` is an anchor in YAML and no text, and nothing here refers to it. ${quote(written)}`
    return { severity: 'error', message }
  }
  if (cut === '') return undefined
  const left = isNothing ? 'nothing is left' : `only ${JSON.stringify(shorten(source))} is left`
  const message = `\` #\` starts a comment in YAML, so ${left}. ${quote(written)} If it is a comment, write a space after the \`#\`.`
  return { severity: isNothing || hasSeveralWords(source) ? 'error' : 'warning', message }
}

/** An expression counts as one word. */
function hasSeveralWords(source: string): boolean {
  return /\S\s+\S/.test(source.replaceAll(/\$\{\{.*?\}\}/gs, 'x'))
}

/** The advice to quote what is written, so that all of it is text. */
export function quote(written: string): string {
  return written.length > longestShown || /[\r\n]/.test(written)
    ? 'Put the whole text in quotes.'
    : `Quote it: ${JSON.stringify(written)}.`
}

function shorten(source: string): string {
  return source.length > longestShown ? `${source.slice(0, longestShown)}…` : source
}

function pathOf(yaml: Yaml, ancestors: readonly (Document | Node | Pair)[], scalar: Scalar): Path {
  const chain: readonly unknown[] = [...ancestors, scalar]
  return ancestors.flatMap((each, i): Path => {
    if (yaml.isPair(each)) return [keyOf(yaml, each.key)]
    return yaml.isSeq(each) ? [each.items.indexOf(chain[i + 1])] : []
  })
}
