import fc from 'fast-check'
import { Marked } from 'marked'
import { galleryOf } from '../../src/report/gallery-page.ts'
import {
  attribute,
  cell,
  code,
  prose,
  safeUrl,
  sentence,
  sentenceCell,
} from '../../src/report/markdown.ts'
import { commentOf, summaryOf } from '../../src/report/summary.ts'
import { text, url } from './hostile.ts'
import { claim, property, type Property } from './property.ts'
import { catalog, report } from './reports.ts'

const marked = new Marked({ gfm: true, async: false })

const tag = /<(\/?)([a-z][a-z0-9]*)((?: [a-z-]+(?:="[^"]*")?)*) ?\/?>|<!doctype html>/g

/** HTML without what stands in its code. Everything in it is then ours, or slipped through. */
function outside(html: string): string {
  return html
    .replaceAll(/<pre><code[^>]*>[^<]*<\/code><\/pre>/g, '<pre>')
    .replaceAll(/<code>[^<]*<\/code>/g, '<code>')
    .replaceAll(/<(td|th|tr|table|thead|tbody)( align="\w+")?>/g, '<$1>')
    .replaceAll('<br clear="all">', '<br>')
}

/** What GitHub would make a link, a mention, a reference or an emoji of, in text that it has rendered. */
const linked = /[@#][\w-]|:\/\/|(?<![a-z0-9])(?:www\.|GH-\d)|:[\w+-]+:/i

const elements = new Set(
  'ul li h2 h3 blockquote p b table thead tbody tr th td br code pre a img details summary sub'.split(
    ' ',
  ),
)

/** No element, link, image or word of Markdown comes from outside. */
function isOurs(markdown: string): void {
  const html = outside(marked.parse(markdown) as string)
  const strange: string[] = []
  const bare = html.replaceAll(tag, (whole, _close, name: string, attributes: string) => {
    if (!elements.has(name)) strange.push(whole)
    for (const [, key, value] of attributes.matchAll(/([a-z-]+)="([^"]*)"/g)) {
      if (!isFine(name, key ?? '', value ?? '')) strange.push(whole)
    }
    return '\0'
  })
  const words = bare
    .replaceAll('<!-- ours -->', '')
    .split('\0')
    .map((each) =>
      decoded(each)
        .replaceAll(/[^\S\u200b]+/g, ' ')
        .trim(),
    )
  strange.push(...words.filter((each) => linked.test(each)))
  claim(strange.length === 0, 'stands outside code', strange.slice(0, 3), markdown, html)
  const head = /^\| [^\n]*\|$/gm
  for (const row of markdown.match(head) ?? [])
    claim(!/[\r\v\f\u2028]/.test(row), 'a torn row', row)
}

function decoded(html: string): string {
  return html
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
}

function isFine(element: string, key: string, value: string): boolean {
  if (element === 'a') return key === 'href' && /^https:\/\/[^\s"<>`|]*$/.test(value)
  if (element === 'p') return key === 'dir' && value === 'auto'
  if (element === 'td') return key === 'align' && value === 'center'
  if (element !== 'img') return false
  if (key === 'src') return /^https:\/\/[^\s"<>`|]*$/.test(value)
  return /^(width|height)$/.test(key)
    ? /^\d+$/.test(value)
    : /^(alt|title)$/.test(key) && !/[<>`]/.test(value)
}

/** How many cells each row of each table has. */
function rows(markdown: string): readonly number[] {
  return marked
    .lexer(markdown)
    .flatMap((token) => (token.type === 'table' ? (token['rows'] as unknown[][]) : []))
    .map((row) => row.length)
}

const about = {
  repository: 'octo-org/octo-repo',
  sha: '4f1c9e0',
  runUrl: 'https://ours.example/run',
  date: '2026-11-26',
}

const frame = {
  marker: '<!-- ours -->',
  job: 'ours',
  before: new Map<string, string>(),
  footer: '<sub>ours</sub>',
}

/** What people see of texts from outside. */
export const markup: readonly Property[] = [
  property('a code span shows its text and nothing else', {
    cases: { full: 2000, short: 150 },
    of: text,
    holds(each) {
      const html = marked.parse(code(each)) as string
      claim(/^<p><code>[^<]*<\/code><\/p>\n$/.test(html), 'more than a code span', code(each), html)
    },
  }),

  property('a cell of a table shows its text and nothing else', {
    cases: { full: 2000, short: 150 },
    of: fc.tuple(text, text),
    holds([a, b]) {
      const markdown = `| a | b |\n| --- | --- |\n| ${cell(a)} | ${cell(b)} |\n`
      const html = marked.parse(markdown) as string
      const expected =
        /<tbody><tr>\n<td><code>[^<]*<\/code><\/td>\n<td><code>[^<]*<\/code><\/td>\n<\/tr>\n<\/tbody>/
      claim(expected.test(html), 'more than two cells of code', markdown, html)
    },
  }),

  property('running text shows its text and nothing else', {
    cases: { full: 2000, short: 150 },
    of: text,
    holds(each) {
      for (const markdown of [
        prose(each),
        `> ${prose(each)}`,
        `<p dir="auto">${prose(each)}</p>`,
      ]) {
        isOurs(markdown)
        const html = marked.parse(markdown) as string
        claim(!/<(?!\/?(p|blockquote)\b)/.test(html), 'more than text', markdown, html)
      }
    },
  }),

  property('a message shows its code as code and the rest as text, in a table too', {
    cases: { full: 2000, short: 150 },
    of: text,
    holds(each) {
      isOurs(sentence(each))
      const markdown = `| a | b |\n| --- | --- |\n| ${sentenceCell(each)} | x |\n`
      isOurs(markdown)
      claim(rows(markdown).join() === '2', 'cells too many', markdown)
    },
  }),

  property('an attribute stays one, and a link is https without credentials', {
    cases: { full: 2000, short: 150 },
    of: fc.tuple(text, url),
    holds([each, href]) {
      claim(!/[<>"`\r\n]/.test(attribute(each)), 'an attribute that ends', attribute(each))
      const link = safeUrl(href)
      if (link === undefined) return
      claim(/^(https:\/\/[^@/]+\/|http:\/\/(localhost|127\.|\[::1\]))/.test(link), 'a link', link)
      claim(!/[<>"`|\s]/.test(link), 'a link that ends', link)
    },
  }),

  property('the summary has no markup from outside', {
    cases: { full: 1500, short: 100 },
    of: fc.oneof({ weight: 4, arbitrary: report }, { weight: 1, arbitrary: catalog }),
    holds(each) {
      const summary = summaryOf(each, { job: 'ours', uses: './' })
      isOurs(summary)
      if (each.models) return
      // A column in which nothing stands is left out; what is written has as many cells as the head.
      const lines = summary.split('\n').filter((line) => line.startsWith('| '))
      // What problems have stopped is not shown as failed: then only the problems have a table.
      const counts = [each.results.length, 0].map((results) => {
        const heads = 2 * Number(results > 0) + 2 * Number(each.findings.length > 0)
        return {
          rows: results + each.findings.length,
          lines: results + each.findings.length + heads,
        }
      })
      const shown = counts.find(({ rows: count }) => count === rows(summary).length)
      claim(shown !== undefined, 'a torn table', summary)
      claim(lines.length === shown?.lines, 'rows too many', summary)
    },
  }),

  property('the comment has no markup from outside, and fits', {
    cases: { full: 700, short: 60 },
    of: fc.tuple(report, fc.boolean()),
    holds([each, withParams]) {
      const comment = commentOf(each, { ...frame, withParams })
      claim(comment.length <= 65_536, 'too long', comment.length)
      claim(comment.startsWith(frame.marker), 'no marker', comment)
      isOurs(comment)
    },
  }),

  property('the gallery has no elements from outside', {
    cases: { full: 700, short: 60 },
    of: report,
    holds({ results }) {
      const tame = results.map((each) => ({
        ...each,
        name: 'x',
        model_name: each.model_name && 'x',
      }))
      // The filter has an option a model.
      const skeleton = (html: string) =>
        html
          .replaceAll('<option>', '')
          .replaceAll('</option>', '')
          .match(/<[^!>\s]+/g)
          ?.join(' ')
      const html = galleryOf(results, about)
      const quiet = galleryOf(
        tame.map((each) => ({
          ...each,
          failed_reason: each.failed_reason === null ? null : 'x',
          input_params: Object.keys(each.input_params).length === 0 ? {} : { x: 'x' },
        })),
        about,
      )
      claim(skeleton(html) === skeleton(quiet), 'other elements', skeleton(html), skeleton(quiet))
      claim(
        !/ (src|href)="(?!\.\/[\w.%-]+"|data:,"|#"|https:\/\/ours\.example\/run")/.test(html),
        'a link that leads away',
        html,
      )
    },
  }),
]
