import type { Finding } from '../base/findings.ts'
import { isRecord } from '../base/json.ts'
import { didYouMean } from '../base/suggest.ts'
import { pluralize } from '../base/text.ts'
import { SpelledScalar } from '../documents/spelled-scalar.ts'
import type { Mapping, Path } from '../documents/yaml.ts'
import type { ManifestFile } from './draft.ts'
import { emptyOnEvent } from './empties.ts'
import { findingOf, type ValueProblem } from './generation.ts'
import { crossMatrix, mostCombinations, type Overwriting } from './matrix.ts'
import type { TemplateScope } from './template.ts'
import type { WrittenEntry } from './written.ts'

/** What an entry makes: one generation for each scope. */
interface Expansion {
  readonly scopes: readonly TemplateScope[]
  readonly findings: readonly Finding[]
}

/** The combinations of an entry's matrix; none where it is wrong, and one that is empty where there is no matrix. */
export function scopesOf(
  { matrix }: WrittenEntry,
  entry: number,
  { evaluator, document: { locate, spellingOf }, event }: ManifestFile,
): Expansion {
  if (matrix === undefined) {
    return { scopes: [{ combination: {}, keys: [], axes: [] }], findings: [] }
  }
  const at: Path = ['generations', entry, 'matrix']
  const { value, problems: wrong, empty } = evaluator.evaluate(matrix, at, {})
  const problems = [...wrong, ...empty.map((each) => emptyOnEvent(each, event))]
  const errors = problems.some(({ severity }) => severity === 'error') ? [] : wrongIn(value, at)
  const findings = [...problems, ...errors].map((each) => findingOf(each, undefined, locate))
  if (findings.some(({ severity }) => severity === 'error')) return { scopes: [], findings }
  const expanded = expand(withSpellings(value, at, spellingOf) as WrittenMatrix)
  if (typeof expanded !== 'string') {
    const warnings = expanded.overwritten.map((each) => overwriting(each, at))
    findings.push(...warnings.map((each) => findingOf(each, undefined, locate)))
    return { scopes: expanded.scopes, findings }
  }
  const refused = findingOf({ severity: 'error', path: at, message: expanded }, undefined, locate)
  return { scopes: [], findings: [...findings, refused] }
}

/** Lists of values by key, and lists of mappings as `include` and `exclude`. */
type WrittenMatrix = Readonly<Record<string, readonly unknown[]>>

interface ExpandedMatrix {
  readonly scopes: readonly TemplateScope[]
  readonly overwritten: readonly Overwriting[]
}

/** The scopes of a matrix, or why there are none. */
function expand(matrix: WrittenMatrix): ExpandedMatrix | string {
  const crossed = crossMatrix(matrix)
  if (!crossed) {
    return `This matrix makes more than ${mostCombinations} combinations. Split this generation in two.`
  }
  const { combinations, overwritten } = crossed
  const axes = axesOf(matrix)
  if (combinations.length === 0) {
    const why = axes.length === 0 ? 'has no values' : 'has nothing left by `exclude`'
    return `This matrix ${why}, so it generates nothing.`
  }
  const keys = [...new Set(combinations.flatMap((each) => Object.keys(each)))]
  return { scopes: combinations.map((combination) => ({ combination, keys, axes })), overwritten }
}

/** A value in which scalars know how they are spelled at their place. */
function withSpellings(value: unknown, path: Path, spellingOf: Mapping['spellingOf']): unknown {
  if (Array.isArray(value)) {
    return value.map((each, i) => withSpellings(each, [...path, i], spellingOf))
  }
  if (isRecord(value)) {
    const entries = Object.entries(value).map(
      ([key, each]) => [key, withSpellings(each, [...path, key], spellingOf)] as const,
    )
    return Object.fromEntries(entries)
  }
  if (typeof value !== 'number' && typeof value !== 'boolean') return value
  const source = spellingOf(path)
  return source === undefined ? value : new SpelledScalar(value, source)
}

function overwriting({ include, key, combinations }: Overwriting, at: Path): ValueProblem {
  const message = `\`${key}\` of this \`include\` overwrites the value of an earlier one in ${pluralize(combinations.size, 'combination')}: as on GitHub, \`include\` adds to the combinations and does not multiply them. To get every value with every other, write \`${key}\` as a list of the matrix.`
  return { severity: 'warning', path: [...at, 'include', include, key], message }
}

/** What keeps a value from being a matrix. */
function wrongIn(matrix: unknown, at: Path): readonly ValueProblem[] {
  if (!isRecord(matrix)) {
    const message = '`matrix` takes a mapping of names to lists of values.'
    return [{ severity: 'error', path: at, message }]
  }
  const wrong = Object.entries(matrix).flatMap(([key, list]): ValueProblem[] => {
    const message = wrongList(key, list)
    return message === undefined ? [] : [{ severity: 'error', path: [...at, key], message }]
  })
  return wrong.length > 0 ? wrong : unknownExcluded(matrix, at)
}

function wrongList(key: string, list: unknown): string | undefined {
  const takesMappings = key === 'include' || key === 'exclude'
  if (!Array.isArray(list) || (takesMappings && !list.every(isRecord))) {
    const takes = takesMappings ? 'a list of mappings' : 'a list of values'
    return `\`${key}\` in a matrix takes ${takes}.`
  }
  return list.length === 0 && !takesMappings
    ? `\`${key}\` has no values, so this generates nothing. Add one, or remove the generation.`
    : undefined
}

function unknownExcluded(
  matrix: Readonly<Record<string, unknown>>,
  at: Path,
): readonly ValueProblem[] {
  const axes = axesOf(matrix)
  const excluded = Array.isArray(matrix['exclude']) ? matrix['exclude'].filter(isRecord) : []
  return excluded.flatMap((pattern, i) =>
    Object.keys(pattern)
      .filter((key) => !axes.includes(key))
      .map((key): ValueProblem => {
        const message = `\`exclude\` names \`${key}\`, and this matrix has no such key.${didYouMean(key, axes)}`
        return { severity: 'error', path: [...at, 'exclude', i, key], message }
      }),
  )
}

function axesOf(matrix: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.keys(matrix).filter((key) => key !== 'include' && key !== 'exclude')
}
