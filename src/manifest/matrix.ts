import { canonical, isRecord } from '../base/json.ts'
import { SpelledScalar } from '../documents/spelled-scalar.ts'

/** One combination of a matrix: values by key. */
export type Combination = Readonly<Record<string, unknown>>

/** A value of `include` that is gone, because a later entry of `include` has the same key. */
export interface Overwriting {
  /** Index of the last entry that overwrote it. */
  readonly include: number
  readonly key: string
  /** Indexes of the combinations it is about. */
  readonly combinations: ReadonlySet<number>
}

/** What a matrix makes. */
export interface CrossedMatrix {
  readonly combinations: readonly Combination[]
  readonly overwritten: readonly Overwriting[]
}

/** The most combinations that one matrix makes; a workflow's matrix has the same limit. */
export const mostCombinations = 256

/**
 * The combinations of a matrix as a workflow has them: every value with every other, the first key changing last; without what
 * `exclude` matches; `include` extends those it changes no original value of, or else adds one. Undefined when there
 * would be more than 256. Takes lists of values by key, and lists of mappings as `include` and `exclude`.
 */
export function crossMatrix(
  matrix: Readonly<Record<string, readonly unknown[]>>,
): CrossedMatrix | undefined {
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
  const overwritten = new Map<string, Overwriting & { readonly combinations: Set<number> }>()
  const extended = kept.map((each) => ({ ...each }))
  for (const [index, extra] of include.filter(isRecord).entries()) {
    const original = Object.fromEntries(Object.entries(extra).filter(([key]) => keys.includes(key)))
    const hits = kept.flatMap((each, i) => (agrees(each, original) ? [i] : []))
    const beside = Object.entries(extra).filter(([key]) => !keys.includes(key))
    for (const i of hits) {
      for (const [key, value] of beside) {
        const combination = extended[i] ?? {}
        if (Object.hasOwn(combination, key) && canonical(combination[key]) !== canonical(value)) {
          const { combinations = new Set<number>() } = overwritten.get(key) ?? {}
          overwritten.set(key, { include: index, key, combinations: combinations.add(i) })
        }
        setOwn(combination, key, value)
      }
    }
    if (hits.length === 0) added.push({ ...extra })
  }
  const combinations = [...extended, ...added]
  return combinations.length > mostCombinations
    ? undefined
    : { combinations, overwritten: [...overwritten.values()] }
}

/** Sets a key of any name, `__proto__` too. */
function setOwn(target: object, key: string, value: unknown): void {
  Object.defineProperty(target, key, {
    value,
    writable: true,
    enumerable: true,
    configurable: true,
  })
}

function agrees(combination: Combination, pattern: Combination): boolean {
  return Object.entries(pattern).every(([key, value]) => fits(combination[key], value))
}

/** As the runner compares: what the pattern has, leaf by leaf, by the language's own `==`. */
function fits(value: unknown, pattern: unknown): boolean {
  if (value instanceof SpelledScalar) return fits(value.value, pattern)
  if (pattern instanceof SpelledScalar) return fits(value, pattern.value)
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
