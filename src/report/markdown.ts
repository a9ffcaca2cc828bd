import { webUrl } from '../base/url.ts'
import { sanitizeLine, withVisibleControls } from '../base/text.ts'

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

/**
 * Text from outside as running text, in Markdown or HTML: nothing in it is a link, mention, reference, emoji code, element
 * or emphasis. GitHub looks for those in rendered text too, so what starts one is parted by a zero-width space.
 */
export function prose(text: string): string {
  return sanitizeLine(text)
    .replaceAll(/([@#])(?=[\w-])/g, '$1\u200b')
    .replaceAll('://', ':\u200b//')
    .replaceAll(/(?<![a-z0-9])(www|GH)(?=[.-])/gi, '$1\u200b')
    .replaceAll(/:(?=[\w+-]+:)/g, ':\u200b')
    .replaceAll(
      /[\\`*{}[\]<>&|~!#@$^=]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|^[-+]|(?<=^\d+)[.)]/g,
      (mark) => `&#${mark.charCodeAt(0)};`,
    )
}

/** A message of ours as running text: what stands between backticks is code, all else is text as `prose` has it. */
export function sentence(message: string): string {
  return spans(message, code)
}

/** The same inside a table. */
export function sentenceCell(message: string): string {
  return spans(message, cell)
}

function spans(message: string, asCode: (text: string) => string): string {
  return sanitizeLine(message)
    .split(/(`[^`]+`)/)
    .map((part, i) => {
      if (i % 2 === 1) return asCode(part.slice(1, -1))
      const [before = ''] = /^\s*/.exec(part) ?? []
      const [after = ''] = part.trim() === '' ? [] : (/\s*$/.exec(part) ?? [])
      return `${before}${prose(part)}${after}`
    })
    .join('')
}

/** Text from outside in a fence that nothing in it can end. */
export function fenced(text: string, language: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1))
  return `${fence}${language}\n${withVisibleControls(text)}\n${fence}`
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
  return withVisibleControls(text)
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
