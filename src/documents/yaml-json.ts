import type { Document, Node } from 'yaml'
import type { Place } from '../base/findings.ts'
import { keyOf, type Yaml } from './yaml-nodes.ts'

const deepest = 64
const mostAliasesWritten = 1000
const tooManyAliases = `This has more than ${mostAliasesWritten} aliases (\`*name\`). Write them out.`

/** How many problems of one text are told. */
export const mostProblems = 50

/** What is said of a text that is nested too deeply. */
export const tooDeep = `This is nested too deeply: at most ${deepest} levels.`

/** Why a text cannot be sent as it is; undefined where it can. */
export function problemOfText(text: string): string | undefined {
  if (!text.isWellFormed()) {
    return 'This text has half of a character (a lone surrogate). Write it again.'
  }
  return text.includes('\0')
    ? 'This text has the character U+0000, which no prompt needs. Remove it.'
    : undefined
}

/** What YAML can say and JSON cannot, or not exactly; and keys that stand twice. */
export function notJson(yaml: Yaml, document: Document.Parsed, placeAt: (offset: number) => Place) {
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
      if (!target) {
        report(
          alias,
          `\`*${alias.source}\` repeats what an anchor \`&${alias.source}\` above it names, and there is none. If it is text, quote the text.`,
        )
      }
      if (target && ancestors.some((ancestor) => ancestor === target)) {
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
      if (typeof value === 'string') {
        const problem = problemOfText(value)
        if (problem !== undefined) report({ range }, problem)
      }
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
