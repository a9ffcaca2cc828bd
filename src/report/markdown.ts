import type { Params } from '../api/task.ts'
import { webUrl } from '../base/url.ts'
import { sanitizeLine } from '../base/text.ts'

/** Params as folded JSON: those of one generation, or of several under their names. */
export function foldedParams(
  all: readonly { readonly name: string; readonly params: Params }[],
): string {
  const [only] = all
  const title =
    all.length === 1 && only ? `Params of <code>${attribute(only.name)}</code>` : 'Params'
  const parts = all.map(({ name, params }) =>
    all.length === 1 ? fenced(params) : `${code(name)}\n\n${fenced(params)}`,
  )
  return `<details><summary>${title}</summary>\n\n${parts.join('\n\n')}\n\n</details>`
}

function fenced(params: Params): string {
  const json = JSON.stringify(params, null, 2)
  const fence = '`'.repeat(Math.max(3, longestRun(json) + 1))
  return `${fence}json\n${json}\n${fence}`
}

/**
 * Text from outside as a Markdown code span: inside one, GitHub makes no links, mentions, images, HTML or emphasis. The
 * fence is longer than any run of backticks in the text.
 */
export function code(text: string): string {
  const line = sanitizeLine(text)
  const fence = '`'.repeat(longestRun(line) + 1)
  const pad = /^`|`$|^ | $|^$/.test(line) ? ' ' : ''
  return fence + pad + line + pad + fence
}

/** The same inside a table, where only a pipe could still end the cell. */
export function cell(text: string): string {
  return code(text).replaceAll(
    /(\\*)\|/g,
    (_, before: string) => `${before}${before === '' ? '' : ' '}\\|`,
  )
}

function longestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((longest, { length }) => Math.max(longest, length), 0)
}

/** Text from outside as the value of an attribute, or the content of an element, of HTML in Markdown. */
export function attribute(text: string): string {
  return escaped(sanitizeLine(text))
}

/** Text from outside as the value of a quoted attribute, or the content of an element, of HTML. Line breaks stay. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
    .replaceAll('`', '&#96;')
}

/** A URL for an attribute. */
export function safeUrl(url: string): string | undefined {
  const parsed = webUrl(url)
  return parsed && escaped(parsed.href).replaceAll('|', '%7C')
}
