/** Where something was written. Lines and columns count from 1. */
export interface Place {
  /** Path in the workspace with `/`, or undefined for the inline `params` (they have no file to annotate). */
  readonly file?: string
  readonly line: number
  readonly column: number
}

/** A problem in what was asked, with its place. Errors block every create; warnings do not. */
export interface Finding {
  readonly severity: 'error' | 'warning'
  /** The generation it belongs to; undefined when the file as a whole is meant. */
  readonly generation?: string
  /** The param, as a dotted path below `params`. */
  readonly key?: string
  readonly place?: Place
  /** One or two sentences: what is wrong and what to write instead. */
  readonly message: string
}

/** In the order of the file. What is wrong for every leg of a matrix is told once. */
export function distinct(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Set<string>()
  const at = ({ place }: Finding) => place ?? { line: 0, column: 0 }
  const sorted = findings.toSorted((a, b) => at(a).line - at(b).line || at(a).column - at(b).column)
  return sorted.filter(({ message, place, severity }) => {
    const key = JSON.stringify([severity, message, place])
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
