/** A table of lengths of time, with each divided by `pace`. */
export function faster<Table>(table: Table, pace: number): Table {
  const text = JSON.stringify(table, (_, value: unknown) =>
    typeof value === 'number' ? value / pace : value,
  )
  return JSON.parse(text) as Table
}
