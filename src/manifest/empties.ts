import { isRecord } from '../base/json.ts'
import { didYouMean } from '../base/suggest.ts'
import type { ValueProblem } from './generation.ts'
import type { Combination } from './matrix.ts'
import type { EmptyExpression } from './template.ts'

/** What the combinations of one entry found empty, in the same order, and how its matrix looks. */
interface EntryEmpties {
  readonly empties: readonly (readonly EmptyExpression[])[]
  readonly combinations: readonly Combination[]
  /** Of the step, for the message. */
  readonly event: unknown
}

/**
 * The problems of expressions that came out empty, for each combination of an entry. One that takes a value of the matrix
 * and is empty in every combination is an error: it can never be anything else. What is empty on this event, or in some
 * combinations, may be meant.
 */
export function emptyProblems({
  empties,
  combinations,
  event,
}: EntryEmpties): readonly (readonly ValueProblem[])[] {
  const keyOf = ({ path, source }: EmptyExpression) => JSON.stringify([path, source])
  const times = new Map<string, number>()
  for (const key of empties.flatMap((each) => [...new Set(each.map(keyOf))])) {
    times.set(key, (times.get(key) ?? 0) + 1)
  }
  return empties.map((own) =>
    own.map((each): ValueProblem => {
      const { path, source } = each
      if (!/\bmatrix\b/i.test(source)) return emptyOnEvent(each, event)
      const [count, all] = [times.get(keyOf(each)) ?? 0, combinations.length]
      const shown = `\`\${{ ${source} }}\``
      if (count < all) {
        const message = `${shown} comes out empty in ${count} of ${all} combinations of this matrix. Where that is meant, write \`|| ''\` into it.`
        return { severity: 'warning', path, message }
      }
      const message = `${shown} comes out empty in every combination of this matrix.${suggestion(source, combinations)} Where that is meant, write \`|| ''\` into it.`
      return { severity: 'error', path, message }
    }),
  )
}

/** The problem of an expression that came out empty, where there is no matrix. */
export function emptyOnEvent({ path, source }: EmptyExpression, event: unknown): ValueProblem {
  const on = typeof event === 'string' ? ` on this \`${event}\` event` : ''
  const message = `\`\${{ ${source} }}\` comes out empty${on}. Where that is meant, write \`|| ''\` into it.`
  return { severity: 'warning', path, message }
}

const mostKeys = 200

function suggestion(source: string, combinations: readonly Combination[]): string {
  const word = /\.([\w-]+)$/.exec(source)?.[1]
  if (word === undefined) return ''
  const keys = new Set<string>()
  const collect = (value: unknown): void => {
    if (!isRecord(value) || keys.size > mostKeys) return
    for (const [key, inner] of Object.entries(value)) {
      keys.add(key)
      collect(inner)
    }
  }
  for (const each of combinations) for (const value of Object.values(each)) collect(value)
  return didYouMean(word, [...keys])
}
