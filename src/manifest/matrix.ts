import { isRecord } from '../base/json.ts'

/** One combination of a matrix: values by key. */
export type Combination = Readonly<Record<string, unknown>>

/** The most combinations that one matrix makes; a workflow's matrix has the same limit. */
export const mostCombinations = 256

/**
 * The combinations of a matrix as a workflow has them: every value with every other, the first key changing last; without what
 * `exclude` matches; `include` extends those it changes no original value of, or else adds one. Undefined when there
 * would be more than 256. Takes lists of values by key, and lists of mappings as `include` and `exclude`.
 */
export function combinationsOf(
  matrix: Readonly<Record<string, readonly unknown[]>>,
): readonly Combination[] | undefined {
  const { include = [], exclude = [], ...axes } = matrix
  const keys = Object.keys(axes)
  const total = Object.values(axes).reduce((product, { length }) => product * length, 1)
  if (total > mostCombinations || include.length > mostCombinations) return undefined
  const crossed = keys.reduce<readonly Combination[]>(
    (all, key) =>
      all.flatMap((each) => (axes[key] ?? []).map((value) => ({ ...each, [key]: value }))),
    keys.length === 0 ? [] : [{}],
  )
  const excluded = exclude.filter(isRecord)
  const kept = crossed.filter((each) => !excluded.some((pattern) => agrees(each, pattern)))
  const added: Combination[] = []
  const extended = kept.map((each) => ({ ...each }))
  for (const extra of include.filter(isRecord)) {
    const original = Object.fromEntries(Object.entries(extra).filter(([key]) => keys.includes(key)))
    const hits = kept.flatMap((each, i) => (agrees(each, original) ? [i] : []))
    const beside = Object.entries(extra).filter(([key]) => !keys.includes(key))
    for (const i of hits) Object.assign(extended[i] ?? {}, Object.fromEntries(beside))
    if (hits.length === 0) added.push({ ...extra })
  }
  const combinations = [...extended, ...added]
  return combinations.length > mostCombinations ? undefined : combinations
}

function agrees(combination: Combination, pattern: Combination): boolean {
  return Object.entries(pattern).every(([key, value]) => fits(combination[key], value))
}

/** As the runner compares: what the pattern has, leaf by leaf, by the language's own `==`. */
function fits(value: unknown, pattern: unknown): boolean {
  if (Array.isArray(pattern)) {
    return Array.isArray(value) && pattern.every((each, i) => fits(value[i], each))
  }
  if (isRecord(pattern)) return isRecord(value) && agrees(value, pattern)
  if (typeof value === 'object' && value !== null) return false
  if (typeof value === 'string' && typeof pattern === 'string') {
    return value.toUpperCase() === pattern.toUpperCase()
  }
  return typeof value === typeof pattern ? value === pattern : toNumber(value) === toNumber(pattern)
}

function toNumber(value: unknown): number {
  return value === undefined ? NaN : Number(value)
}
