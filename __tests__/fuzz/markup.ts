import fc from 'fast-check'
import { Marked } from 'marked'
import { galleryOf } from '../../src/report/gallery-page.ts'
import { attribute, cell, code, foldedParams, safeUrl } from '../../src/report/markdown.ts'
import { commentOf, summaryOf } from '../../src/report/summary.ts'
import { record, text, url } from './hostile.ts'
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
}

/** Every text of ours between two pieces of code. */
const own = new RegExp(
  `^(${[
    'Creatify: (\\d+ of \\d+ done|\\d+ (task|model)s?( submitted)?|valid, nothing created|\\w+)',
    'Name|Model|Status|Credits|Time|Files|Where|What|(Required|Optional) params|\\[!(CAUTION|NOTE)\\]',
    '✅ done|📨 submitted|❌ failed|⏳ unfinished|⏭️ skipped|✅|❌|⚠️|ours|and',
    'fits the schema of|Params( of)?|And \\d+ more|Spent \\S+ of at most \\S+ credits?',
    'Not started for it|Balance before this step: \\S+ credits?|\\d[\\d.e+-]*',
    '[\\d.]+s|\\d+m\\d+s|\\d+h\\d+m|There is too much to show here; the output|has all of it',
  ].join('|')})?[.,:]?$`,
)

const elements = new Set(
  'h2 h3 blockquote p table thead tbody tr th td br code pre a img details summary sub'.split(' '),
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
    .map((each) => each.replaceAll(/\s+/g, ' ').trim())
  strange.push(...words.filter((each) => each !== '' && !own.test(each)))
  claim(strange.length === 0, 'stands outside code', strange.slice(0, 3), markdown, html)
  const head = /^\| [^\n]*\|$/gm
  for (const row of markdown.match(head) ?? [])
    claim(!/[\r\v\f\u2028]/.test(row), 'a torn row', row)
}

function isFine(element: string, key: string, value: string): boolean {
  if (element === 'a') return key === 'href' && /^https:\/\/[^\s"<>`|]*$/.test(value)
  if (element !== 'img') return false
  if (key === 'src') return /^https:\/\/[^\s"<>`|]*$/.test(value)
  return (key === 'width' && /^\d+$/.test(value)) || (key === 'alt' && !/[<>`]/.test(value))
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

const frame = { marker: '<!-- ours -->', footer: '<sub>ours</sub>' }

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

  property('folded params show their JSON and nothing else', {
    cases: { full: 700, short: 60 },
    of: fc.array(fc.record({ name: text, params: record }), { minLength: 1, maxLength: 3 }),
    holds(all) {
      isOurs(foldedParams(all))
      const html = marked.parse(foldedParams(all)) as string
      claim((html.match(/<details>/g) ?? []).length === 1, 'more than one element', html)
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
      const summary = summaryOf(each)
      isOurs(summary)
      if (each.models) return
      const expected = [...each.results.map(() => 6), ...each.findings.map(() => 3)]
      claim(
        rows(summary).join() === expected.join(),
        'rows or cells too many',
        rows(summary),
        summary,
      )
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
