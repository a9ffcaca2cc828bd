import type { Result } from '../assets/save.ts'
import { pluralize } from '../base/text.ts'

/** What was bought for how much, and what became of the rest, a part each: `2 bought for 2 credits`, `1 failed`. */
export function totalsOf(results: readonly Result[]): readonly string[] {
  const done = results.filter(({ status }) => status === 'done')
  const kinds = [
    ['bought', done.filter(({ reused }) => !reused)],
    ['reused', done.filter(({ reused }) => reused)],
    ...(['failed', 'unfinished', 'submitted', 'skipped'] as const).map(
      (word) => [word, results.filter(({ status }) => status === word)] as const,
    ),
  ] as const
  return kinds.flatMap(([word, some]) => {
    const paid = some.filter(({ reused }) => !reused)
    const credits = paid.reduce((sum, { credits_used: used }) => sum + used, 0)
    const price = credits === 0 ? '' : ` for ${pluralize(Number(credits.toFixed(6)), 'credit')}`
    return some.length === 0 ? [] : [`${some.length} ${word}${price}`]
  })
}
