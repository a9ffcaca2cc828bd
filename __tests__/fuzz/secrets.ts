import fc from 'fast-check'
import { redactor } from '../../src/base/redact.ts'
import { failureOf } from '../../src/report/failure.ts'
import { galleryOf } from '../../src/report/gallery-page.ts'
import { outputsOf } from '../../src/report/outputs.ts'
import { redactedReport } from '../../src/report/redacted.ts'
import type { Report } from '../../src/report/report.ts'
import { commentOf, summaryOf } from '../../src/report/summary.ts'
import { text } from './hostile.ts'
import { claim, property, type Property } from './property.ts'
import { catalog, report } from './reports.ts'

const token = 's3cr3t-0123456789'
const secrets = [
  'c4f1-app-id-0001',
  'k3y/with+odd=signs~and%41',
  `https://hooks.example.com/creatify?token=${token}&for="kites"&é=<1>'2'\\3`,
  'ghs_0123456789abcdefghijABCDEFGHIJ',
]

/** What encoders make of a text. */
const encoders: readonly ((text: string) => string)[] = [
  (each) => each,
  (each) => JSON.stringify(each).slice(1, -1),
  (each) => JSON.stringify(each).slice(1, -1).replaceAll('/', '\\/'),
  (each) => encodeURIComponent(each),
  (each) => encodeURI(each),
  (each) => encodeURIComponent(each).replaceAll(/%../g, (hex) => hex.toLowerCase()),
  (each) => new URLSearchParams({ x: each }).toString().slice(2),
  (each) => each.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;'),
  (each) => each.replaceAll(/[^A-Za-z0-9]/gu, (one) => `&#${one.codePointAt(0) ?? 0};`),
  (each) =>
    each.replaceAll(/[^A-Za-z0-9]/gu, (one) => `&#x${(one.codePointAt(0) ?? 0).toString(16)};`),
  (each) =>
    each.replaceAll(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
]

/** A secret as an encoder writes it, in JSON or not. */
const spelled = fc
  .tuple(
    fc.constantFrom(...secrets),
    fc.constantFrom(...encoders),
    fc.constantFrom(...encoders.slice(0, 2)),
  )
  .map(([secret, first, second]) => second(first(secret)))

/** What a reader, a browser or a shell makes of a text, step by step. */
function readings(shown: string): readonly string[] {
  const all = [shown]
  for (let round = 0; round < 4; round += 1) {
    for (const decode of [fromHtml, fromJson, fromUrl]) all.push(decode(all.at(-1) ?? ''))
  }
  return all
}

const names: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
}

function fromHtml(html: string): string {
  return html.replaceAll(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi,
    (whole, hex, number, name) => {
      if (typeof name === 'string') return names[name] ?? whole
      const code = typeof hex === 'string' ? parseInt(hex, 16) : Number(number)
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole
    },
  )
}

function fromJson(json: string): string {
  return json.replaceAll(/\\(?:u([0-9a-f]{4})|(["\\/]))/gi, (_, hex, sign) =>
    typeof sign === 'string' ? sign : String.fromCharCode(parseInt(String(hex), 16)),
  )
}

function fromUrl(url: string): string {
  return url.replaceAll(/(?:%[0-9a-f]{2})+/gi, (bytes) => {
    try {
      return decodeURIComponent(bytes)
    } catch {
      return bytes
    }
  })
}

function keepsSecrets(where: string, shown: string): void {
  for (const reading of readings(shown)) {
    const secret = secrets.find((each) => reading.includes(each))
    claim(secret === undefined, `a secret in ${where}`, secret, shown)
    claim(!reading.includes(token), `a token in ${where}`, shown)
  }
}

/** Not prose: what is looked up, fetched or opened by it. */
const used = new Set([
  'url',
  'thumbnail_url',
  'path',
  'task_id',
  'sha256',
  'status',
  'severity',
  'file',
])

/** The same with secrets in what it says. */
function saying(value: unknown, next: () => string): unknown {
  if (typeof value === 'string') return `${value.slice(0, 40)} ${next()} ${value.slice(40)}`
  if (Array.isArray(value)) return value.map((each) => saying(each, next))
  if (value instanceof Map) {
    return new Map([...value].map(([key, each]) => [`${String(key)} ${next()}`, each as unknown]))
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, used.has(key) ? each : saying(each, next)]),
  )
}

const frame = { marker: '<!-- ours -->', job: '', before: new Map<string, string>(), footer: '' }
const about = { repository: 'o/r', sha: '4f1c9e0', runUrl: 'https://ours.example/', date: '' }
const files = { results: '/tmp/results.json', models: '/tmp/models.json' }

/** Whatever shows a report, by its name. */
function sinks(each: Report): Readonly<Record<string, string>> {
  const { outputs } = outputsOf(each, files)
  return {
    summary: summaryOf(each, { job: '', uses: './' }),
    comment: commentOf(each, { ...frame, withParams: true }),
    'comment without params': commentOf(each, { ...frame, withParams: false }),
    gallery: galleryOf(each.results, about),
    'file of results': JSON.stringify(each.results, null, 2),
    failure: `${each.failure ?? ''} ${failureOf(each.results, true) ?? ''} ${each.note ?? ''}`,
    annotations: JSON.stringify(each.findings),
    ...outputs,
  }
}

/** No secret comes to light. */
export const secretly: readonly Property[] = [
  property('a secret is taken out of text in every spelling, and of what was cut', {
    cases: { full: 2000, short: 150 },
    of: fc.tuple(text, spelled, text, fc.nat(60)),
    holds([before, secret, after, cut]) {
      const redact = redactor(secrets)
      const shown = redact(before + secret + after)
      keepsSecrets('text', shown)
      claim(redact(shown) === shown, 'not done in one step', shown)
      const whole = secrets[3] ?? ''
      const part = whole.slice(0, 8 + (cut % (whole.length - 8)))
      claim(!redact(`${before} ${part}…`).includes(part), 'the beginning of a secret', part)
    },
  }),

  property('no secret is in any place that shows a report, and nothing that is used is changed', {
    cases: { full: 700, short: 50 },
    of: fc.tuple(
      fc.oneof({ weight: 4, arbitrary: report }, { weight: 1, arbitrary: catalog }),
      fc.array(spelled, { minLength: 1, maxLength: 5 }),
    ),
    holds([each, spellings]) {
      let at = 0
      const next = () => spellings[at++ % spellings.length] ?? ''
      const { released, ...prose } = each
      const said = { ...(saying(prose, next) as Report), released }
      const shown = redactedReport(said, redactor(secrets))
      for (const [where, written] of Object.entries(sinks(shown))) keepsSecrets(where, written)
      const kept = (all: Report) =>
        all.results.map(({ task_id: id, assets }) => [
          id,
          assets.map(({ url, thumbnail_url: thumbnail, path }) => [url, thumbnail, path]),
        ])
      claim(JSON.stringify(kept(shown)) === JSON.stringify(kept(each)), 'another id, URL or path')
      claim(shown.released === released, 'other URLs of the release')
    },
  }),

  property('text that is nearly a secret again and again is read in time', {
    cases: { full: 100, short: 8 },
    bound: 2000,
    of: fc.tuple(
      fc.constantFrom(...secrets, '\\'.repeat(20), '%'.repeat(20), '&'.repeat(20), '/ '.repeat(9)),
      fc.integer({ min: 1, max: 60 }),
      fc.constantFrom('', 'x', '\\', '%25', '&amp;', '…'),
      fc.constantFrom(...encoders),
    ),
    holds([secret, length, between, encode]) {
      const unit = encode(secret).slice(0, length) + between
      redactor([...secrets, secret])(unit.repeat(Math.ceil(300_000 / unit.length)))
    },
  }),
]
