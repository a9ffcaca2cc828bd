import type { Chart } from './chart.ts'

/** What the action is held to. */
export interface Goal {
  readonly what: string
  /** undefined: not measured yet. */
  readonly got: number | undefined
  readonly limit: number
  /** Default at most. */
  readonly is?: 'at most' | 'at least'
  /** After the figures: `s`, `MB`. */
  readonly unit?: string
  /** Why it is missed, where it is. */
  readonly reason?: string
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
const level = 0.01

/** Whether the script is better. */
export function isBehind({ ours, theirs }: Duel): boolean {
  return ours > theirs * (1 + level)
}

/** What became of a goal. */
export function verdictOf({ got, limit, is }: Goal): 'met' | 'missed' | 'not measured' {
  if (got === undefined) return 'not measured'
  return (is === 'at least' ? got >= limit : got <= limit) ? 'met' : 'missed'
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
