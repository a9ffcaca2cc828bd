import fc from 'fast-check'

/** What JavaScript objects inherit. */
export const inherited = [
  '__proto__',
  'constructor',
  'toString',
  'valueOf',
  'hasOwnProperty',
  'toJSON',
]

const commands = [
  '::error::pwned',
  '::set-output name=status::done',
  '::stop-commands::abc',
  '::add-mask::a',
  '##[error]pwned',
  '##[add-mask]x',
  '###[group]',
  '::',
  '##',
  '[',
  ':',
]

const markup = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '</code>',
  '</details></td></table>',
  '<!--',
  '-->',
  '<!-- creatify -->',
  '](javascript:alert(1))',
  '![x](https://evil.example/x.png)',
  '[x](https://evil.example)',
  'https://evil.example/x',
  'www.evil.example',
  '@octocat',
  'octo/repo#1',
  '**bold**',
  '_em_',
  '~~del~~',
  '$x$',
  '\\',
  '\\|',
  '|',
  '||',
  '"',
  "'",
  '&lt;',
  '&#96;',
  '<',
  '>',
  '# x',
  '- [ ] x',
  '> [!NOTE]',
  '---',
]

const breaks = [
  '\n',
  '\r',
  '\r\n',
  '\n\n',
  '\u0085',
  '\u2028',
  '\u2029',
  '\v',
  '\f',
  '\t',
  ' ',
  '  ',
]

const invisible = [
  '\u200b',
  '\u200d',
  '\u00ad',
  '\ufeff',
  '\u202e',
  '\u2066',
  '\u2069',
  '\u061c',
  '\0',
  '\u001b[31m',
  '\u009b',
  '\ud800',
  '\udc00',
  '\u{1f468}\u200d\u{1f469}',
  'e\u0301',
  '\u05d0',
]

const paths = [
  '..',
  '../',
  '../../etc/passwd',
  '/',
  '/etc/passwd',
  'C:\\',
  '..\\..\\',
  '.',
  '...',
  'CON',
  'con.',
  'aux.png',
  'NUL.',
  'LPT1',
  'COM9.x',
  '~',
  '.git',
  'creatify-results',
]

/** Short pieces that mean something to somebody. */
const piece = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...commands, ...markup) },
  { weight: 2, arbitrary: fc.constantFrom(...breaks, ...invisible) },
  { weight: 1, arbitrary: fc.constantFrom(...paths, ...inherited, '${{', '}}', '${{ github }}') },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 12 }).map((n) => '`'.repeat(n)) },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 6 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
)

/** Text from outside. */
export const text = fc.oneof(
  { weight: 12, arbitrary: fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')) },
  { weight: 1, arbitrary: fc.tuple(piece, fc.integer({ min: 100, max: 3000 })).map(repeated) },
)

/** The same without what an environment cannot hold. */
export const passable = text.map((each) => each.replaceAll('\0', '').toWellFormed())

function repeated([each, times]: readonly [string, number]): string {
  return each.repeat(times).slice(0, 6000)
}

/** A key of a mapping. */
export const key = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('prompt', 'image_url', 'image_urls', 'num_images', 'a') },
  { weight: 2, arbitrary: fc.constantFrom(...inherited) },
  { weight: 2, arbitrary: text },
)

const numbers = [0, -0, -1, 1, 1.5, 1e21, -1e300, 5e-324, 2 ** 53, 2 ** 53 + 2, Number.MAX_VALUE]

const scalar = fc.oneof(
  text,
  fc.constantFrom('', 'true', '5', 'null', '.nan', '1e3', '0x10', '~', 'no', '2001-01-01'),
  fc.constantFrom(...numbers),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
)

/** A mapping with keys of its own, whatever they are called. */
export function mapping<T>(
  keys: fc.Arbitrary<string>,
  values: fc.Arbitrary<T>,
  maxLength = 5,
): fc.Arbitrary<Record<string, T>> {
  return fc
    .array(fc.tuple(keys, values), { maxLength })
    .map((entries) => Object.fromEntries(entries))
}

/** Any JSON. */
export const json = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    scalar,
    fc.array(tie('any'), { maxLength: 5 }),
    mapping(key, tie('any')),
  ),
})).any

/** A JSON object. */
export const record: fc.Arbitrary<Record<string, unknown>> = mapping(key, json)

/** Where files are, or are said to be. */
export const url = fc.oneof(
  fc.constantFrom(
    'https://cdn.example/a.png',
    'https://cdn.example/a|b.png',
    'https://cdn.example/"><img src=x>`|',
    'https://user:pass@cdn.example/a.png',
    'http://cdn.example/a.png',
    'javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'https://',
    '//evil.example/x',
    'https://cdn.example/?a=1&b=2#`c`',
    'file:///etc/passwd',
  ),
  text.map((each) => `https://cdn.example/${each}`),
  text,
)
