/** Checks each row of a table. Fails once, with all rows that are wrong and what is wrong with them. */
export async function checkRows<Row extends string | readonly [unknown, ...unknown[]]>(
  rows: readonly Row[],
  check: (row: Row) => void | Promise<void>,
): Promise<void> {
  const wrong: string[] = []
  for (const row of rows) {
    try {
      await check(row)
    } catch (error) {
      wrong.push(
        `${JSON.stringify(row)}\n${error instanceof Error ? error.message : String(error)}`,
      )
    }
  }
  if (rows.length === 0) throw new Error('The table has no rows.')
  if (wrong.length > 0) {
    throw new Error(`${wrong.length} of ${rows.length} rows are wrong:\n\n${wrong.join('\n\n')}`)
  }
}
