import type { Chart } from './chart.ts'

/** What the action is held to. */
export interface Goal {
  readonly what: string
  readonly got: number
  /** At most this. */
  readonly limit: number
}

/** One figure of the action beside the same of the shell script; less is better. */
export interface Duel {
  readonly what: string
  readonly ours: number
  readonly theirs: number
}

/** What one part of the benchmark has to say. */
export interface Section {
  readonly heading: string
  /** Markdown and charts, in order. */
  readonly blocks: readonly (string | Chart)[]
  readonly goals: readonly Goal[]
  readonly duels: readonly Duel[]
}

/** Two figures less than this share apart are level. */
export const level = 0.01

/** How a duel ended for the action. */
export function verdictOf({ ours, theirs }: Duel): 'ahead' | 'level' | 'behind' {
  if (ours < theirs * (1 - level)) return 'ahead'
  return ours <= theirs * (1 + level) ? 'level' : 'behind'
}

/** Whether a goal is met. */
export function isMet({ got, limit }: Goal): boolean {
  return got <= limit
}

/** A figure with at most two digits behind the point. */
export function figure(value: number): string {
  if (Number.isInteger(value)) return value.toLocaleString('en')
  return value.toLocaleString('en', {
    minimumFractionDigits: Math.abs(value) < 100 ? 2 : 0,
    maximumFractionDigits: Math.abs(value) < 100 ? 2 : 0,
  })
}

/** A Markdown table. Its first column is words; the others are figures, which stand to the right, or words too. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  cells: 'figures' | 'words' = 'figures',
): string {
  const line = (parts: readonly string[]) => `| ${parts.join(' | ')} |`
  const ruler = head.map((_, i) => (i === 0 || cells === 'words' ? '---' : '--:'))
  return [head, ruler, ...rows].map(line).join('\n')
}
