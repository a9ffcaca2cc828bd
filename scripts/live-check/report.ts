import type { Report } from './check.ts'

/** Markdown for the terminal and the job summary alike. */
export function reportText({ rows, observed, spent }: Report): string {
  const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ')
  const table = rows.map(
    ({ says, verdict, evidence, about }) =>
      `| ${cell(says)} | ${verdict} | ${about === undefined ? '' : `\`${about}\``} | ${cell(evidence)} |`,
  )
  const unknown = rows.filter(({ verdict }) => verdict === 'unknown')
  const wrong = rows.filter(({ verdict, breaks }) => verdict === 'does not' && breaks)
  const list = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(', ') || 'none'
  return `| assumption | verdict | switch | what shows it |
| --- | --- | --- | --- |
${table.join('\n')}

Known now: ${list(Object.keys(observed))}.
Still unknown: ${list(unknown.flatMap(({ about }) => about ?? []))}.
Spent: ${spent} credits, by the documented prices.
${
  wrong.length === 0
    ? 'The action works with what was seen.'
    : `The action would behave wrongly: ${wrong.map(({ says }) => `not true that ${says}`).join('; ')}.`
}
`
}

/** Whether the action would behave wrongly with what was seen. */
export function isWrong({ rows }: Report): boolean {
  return rows.some(({ verdict, breaks }) => verdict === 'does not' && breaks)
}
