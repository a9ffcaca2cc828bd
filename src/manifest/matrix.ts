import { isRecord } from '../base/json.ts'

/** One leg of a matrix: values by key. */
export type Combination = Readonly<Record<string, unknown>>

/** The most legs that one matrix makes; a workflow's matrix has the same limit. */
export const mostCombinations = 256

/**
 * The legs of a matrix as a workflow has them: every value with every other, the first key changing last; without what
 * `exclude` matches; `include` extends the legs it changes no original value of, or else adds one. Undefined when there
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
    (legs, key) =>
      legs.flatMap((leg) => (axes[key] ?? []).map((value) => ({ ...leg, [key]: value }))),
    keys.length === 0 ? [] : [{}],
  )
  const excluded = exclude.filter(isRecord)
  const kept = crossed.filter((leg) => !excluded.some((pattern) => agrees(leg, pattern)))
  const added: Combination[] = []
  const extended = kept.map((leg) => ({ ...leg }))
  for (const extra of include.filter(isRecord)) {
    const original = Object.fromEntries(Object.entries(extra).filter(([key]) => keys.includes(key)))
    const hits = kept.flatMap((leg, i) => (agrees(leg, original) ? [i] : []))
    const beside = Object.entries(extra).filter(([key]) => !keys.includes(key))
    for (const i of hits) Object.assign(extended[i] ?? {}, Object.fromEntries(beside))
    if (hits.length === 0) added.push({ ...extra })
  }
  const legs = [...extended, ...added]
  return legs.length > mostCombinations ? undefined : legs
}

function agrees(leg: Combination, pattern: Combination): boolean {
  return Object.entries(pattern).every(([key, value]) => fits(leg[key], value))
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
  return typeof value === typeof pattern ? value === pattern : numberOf(value) === numberOf(pattern)
}

function numberOf(value: unknown): number {
  return value === undefined ? NaN : Number(value)
}
