/** Something that a schema says and that cannot be checked. */
export interface Gap {
  /** The property whose values it is about; undefined where it is about several together. */
  readonly property: string | undefined
  /** Why, in words that follow a colon: `$ref` leads nowhere (…). */
  readonly why: string
}

const mostGaps = 5

/** What was not checked, as a sentence with a space before it. Empty where everything was. */
export function notChecked(gaps: readonly Gap[]): string {
  const named = [
    ...new Set(
      gaps.map(({ property, why }) =>
        property === undefined ? `some rules of the schema (${why})` : `\`${property}\` (${why})`,
      ),
    ),
  ]
  if (named.length === 0) return ''
  const more = named.length > mostGaps ? ` and ${named.length - mostGaps} more` : ''
  return ` Not checked: ${named.slice(0, mostGaps).join(', ')}${more}.`
}
