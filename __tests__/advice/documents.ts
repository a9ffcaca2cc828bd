import { manifest, params, rewrite, type Told, type Trial } from '../support/advice.ts'

const kite = 'prompt: A red kite'

/** Wrong params, and the right ones. */
function inParams(
  message: string,
  wrong: string,
  right: string | ((text: string, told: Told) => string),
): Trial {
  const change = typeof right === 'string' ? () => right : right
  return { message, given: params(wrong), follow: rewrite(change) }
}

/** A wrong manifest, and the right one. */
function inManifest(
  message: string,
  wrong: string,
  right: string | ((text: string, told: Told) => string),
): Trial {
  const change = typeof right === 'string' ? () => right : right
  return { message, given: manifest(wrong), follow: rewrite(change) }
}

/** The same about a warning, which docs/errors.md does not have. */
function warned({ message: says = '', ...trial }: Trial): Trial {
  return { ...trial, says }
}

/** Puts the text that the message has in quotes in place of what was written without. */
function asShown(written: string) {
  return (text: string, told: Told) => text.replace(written, told(/Quote it: (".+?")\./))
}

const yaml: readonly Trial[] = [
  ...['@kite', '%kite', '`kite`', 'Kite: red', '!kite red'].map((text) =>
    inParams(
      'Text that starts with a special character of YAML',
      `prompt: ${text}`,
      `prompt: '${text}'`,
    ),
  ),
  inParams('A key and a value need', 'prompt A red kite\nseed: 1', kite),
  inParams('A backslash in double quotes starts an escape', 'prompt: "A red \\kite"', (text) =>
    text.replace('\\', '\\\\'),
  ),
  inParams('A backslash in double quotes starts an escape', 'prompt: "A red \\kite"', (text) =>
    text.replaceAll('"', "'"),
  ),
  inParams('The indent does not fit', `notes:\n    a: 1\n  b: 2\n${kite}`, kite),
  inParams('A tab stands where', `${kite}\n\tnum_images: 1`, `${kite}\nnum_images: 1`),
  inParams('A quote is not closed', 'prompt: "A red kite', 'prompt: "A red kite"'),
  inParams(
    'It cannot go on like this here',
    '{ prompt: kite, num_images: 1 } }',
    '{ prompt: kite, num_images: 1 }',
  ),
  inParams('It is in a code fence', `\`\`\`yaml\n${kite}\n\`\`\``, (text) =>
    text
      .split('\n')
      .filter((line) => !line.startsWith('```'))
      .join('\n'),
  ),
  inParams('followed by a full-width colon', 'prompt\uff1aA red kite', (text, told) =>
    text.replace('\uff1a', told(/Write `(.+?)`/)),
  ),
  inParams('The colon of a key is followed by', 'prompt:\u00a0A red kite', kite),
  inParams('starts a comment in YAML', 'prompt: A red kite #1 of 3', asShown('A red kite #1 of 3')),
  inParams('starts a comment in YAML', 'prompt: A red kite #1 of 3', (text) =>
    text.replace('#', '# '),
  ),
  inParams('marks a tag in YAML', 'prompt: ! A red kite', asShown('! A red kite')),
  inParams('is an anchor in YAML and no text', 'prompt: &more kites', asShown('&more kites')),
  inParams('This has several YAML documents', `${kite}\n---\nprompt: A boat`, kite),
  inParams('not a list.', '- prompt: A red kite', kite),
  inParams('not just text.', 'A red kite', (text, told) => told(/like `(\w+: )/) + text),
  inParams('half of a character', 'prompt: "A kite \\ud83d"', 'prompt: "A kite \\ud83d\\ude80"'),
  inParams('the character U+0000', 'prompt: "A kite\\0"', (text) => text.replace('\\0', '')),
  inParams('This is nested too deeply', `${kite}\nnotes: ${'['.repeat(70)}${']'.repeat(70)}`, kite),
  inParams(
    'expand to too much',
    `a: &a [${'x,'.repeat(20)}]\nb: &b [${'*a,'.repeat(20)}]\nc: [${'*b,'.repeat(20)}]\n${kite}`,
    kite,
  ),
  inParams('repeats what an anchor', 'prompt: *kite*', (text) =>
    text.replace('*kite*', '"*kite*"'),
  ),
  inParams(
    'This has more than … aliases',
    `prompt: &a kite\nnotes: [${'*a,'.repeat(1001)}]`,
    'prompt: kite',
  ),
  inParams('stands inside what it repeats', `${kite}\nnotes: &a [*a]`, kite),
  inManifest(
    'A key has to be text',
    'generations: [{ model: nano-banana-2, params: { prompt: kite, ? [a] : 1 } }]',
    'generations: [{ model: nano-banana-2, params: { prompt: kite } }]',
  ),
  inParams('has no merge key', `base: &b { a: 1 }\n<<: *b\n${kite}`, kite),
  inParams('stands twice in this mapping', `${kite}\nprompt: A boat`, (text, told) =>
    text.slice(0, text.lastIndexOf(told(/`(.+?)` stands twice/)) - 1),
  ),
  ...['.inf', '-.inf', '.nan'].map((text) =>
    inParams('is no number that JSON has', `prompt: ${text}`, `prompt: "${text}"`),
  ),
  inParams(
    'is too large to be sent exactly',
    'prompt: 9007199254740993',
    'prompt: "9007199254740993"',
  ),
]

const head = 'generations:\n  - model: nano-banana-2\n'
const plain = `${head}    params: { prompt: A red kite }`
const inMatrix = (matrix: string, prompt = 'A red kite') =>
  `${head}    matrix: ${matrix}\n    params:\n      prompt: ${prompt}`

const shape: readonly Trial[] = [
  inManifest('generations. Split the file', manyOf(26, 200), manyOf(1, 200)),
  inManifest(
    'This generation has no `model`',
    'generations: [{ params: { prompt: kite } }]',
    (text, told) => text.replace('{ params', `{ ${told(/no `(model)`/)}: nano-banana-2, params`),
  ),
  inManifest(
    'This generation has no `model`',
    'generations: [{ params: { prompt: kite } }]',
    (text, told) => `${told(/in `(defaults)`/)}: { model: nano-banana-2 }\n${text}`,
  ),
  inManifest(
    'takes the name of a model, not',
    plain.replace('nano-banana-2', "${{ fromJSON('[1]') }}"),
    plain,
  ),
  inManifest(
    'This name is empty',
    plain.replace('    params', "    name: ${{ github.nothing || '' }}\n    params"),
    plain,
  ),
  inManifest(
    'The one of line … has it already',
    'generations:\n  - { name: kite, model: nano-banana-2, params: { prompt: kite } }\n  - { name: Kite, model: nano-banana-2, params: { prompt: boat } }',
    (text) => text.replace('Kite', 'boat'),
  ),
  inManifest(
    'Put a value of the matrix into the name',
    `${inMatrix('{ size: [{ at: 1K }, { at: 2K }] }', 'At ${{ matrix.size.at }}')}\n    name: kite`,
    (text) => text.replace('name: kite', 'name: kite-${{ matrix.size.at }}'),
  ),
  inManifest(
    '`params` takes a mapping of names to values',
    `${head}    params: "\${{ fromJSON('[1]') }}"`,
    (text) => text.replace('[1]', '{\\"prompt\\": \\"A red kite\\"}'),
  ),
  inManifest('`matrix` takes a mapping', inMatrix(`"\${{ fromJSON('[1]') }}"`), (text) =>
    text.replace('[1]', '{\\"size\\": [\\"1K\\"]}'),
  ),
  inManifest(
    'in a matrix takes a list of values',
    inMatrix(`{ size: "\${{ github.event_name }}" }`),
    (text) => text.replace(/("\$.*?}}")/, '[$1]'),
  ),
  inManifest(
    'in a matrix takes a list of mappings',
    inMatrix(`{ size: [1K], include: "\${{ fromJSON('[1]') }}" }`),
    (text) => text.replace('[1]', '[{\\"size\\": \\"2K\\"}]'),
  ),
  inManifest(
    'Add one, or remove the generation',
    inMatrix(`{ size: "\${{ fromJSON('[]') }}" }`),
    (text) => text.replace('[]', '[\\"1K\\"]'),
  ),
  inManifest(
    'and this matrix has no such key',
    inMatrix('{ size: [1K, 2K], exclude: [{ siz: 1K }] }'),
    (text, told) => text.replace('siz:', `${told(/Did you mean `(.+?)`/)}:`),
  ),
  inManifest(
    'Split this generation in two',
    inMatrix(`{ a: [${'1,'.repeat(17)}], b: [${'1,'.repeat(16)}] }`),
    (text) => {
      const half = text.replace('1,'.repeat(17), '1,'.repeat(8))
      return half + half.replace('generations:', '')
    },
  ),
  inManifest('This matrix has no values, so', inMatrix('{ include: [] }'), (text) =>
    text.replace('{ include', '{ size: [1K], include'),
  ),
  inManifest(
    'has nothing left by `exclude`',
    inMatrix('{ size: [1K], exclude: [{ size: 1K }] }'),
    (text) => text.replace(', exclude: [{ size: 1K }]', ''),
  ),
]

/** A manifest of so many entries with so many combinations each. */
function manyOf(entries: number, combinations: number): string {
  const list = JSON.stringify(Array.from({ length: combinations }, (_, i) => i))
  const entry = (i: number) =>
    `  - { name: "k${i}-\${{ matrix.i }}", model: nano-banana-2, matrix: { i: ${list} }, params: { prompt: kite } }`
  return `generations:\n${Array.from({ length: entries }, (_, i) => entry(i)).join('\n')}`
}

/** An expression in a prompt of params, and what it becomes. */
function inPrompt(
  message: string,
  wrong: string,
  right: string | ((text: string, told: Told) => string),
): Trial {
  const text = (expression: string) => `prompt: >-\n  Kite ${expression}`
  return inParams(message, text(wrong), typeof right === 'string' ? () => text(right) : right)
}

const expressions: readonly Trial[] = [
  inPrompt('has no `}}` that closes it', '${{ github.actor', '${{ github.event_name }}'),
  inPrompt('`${{ }}` is empty', '${{ }}', 'red'),
  inPrompt('there are only the contexts … here.', '${{ githb.event_name }}', (text, told) =>
    text.replace('githb', told(/Did you mean `(.+?)`/)),
  ),
  {
    message: 'list its name in the input `expose-env`',
    given: params('prompt: Kite ${{ vars.COLOR }}'),
    follow: (told, { files }) => {
      expect(told(/Pass the value to the step by `env:`/)).not.toBe('')
      const text = String(files['params.yml']).replace(
        'vars.COLOR',
        `${told(/write `(env)\.NAME`/)}.COLOR`,
      )
      return {
        env: { COLOR: 'red' },
        with: { [told(/input `(expose-env)`/)]: 'COLOR' },
        files: { 'params.yml': text },
      }
    },
  },
  {
    message: 'is not given to files. If it is no secret',
    given: { ...params('prompt: Kite ${{ env.COLOR }}'), env: { COLOR: 'red' } },
    follow: (told) => ({ with: { 'expose-env': told(/`expose-env: (.+?)`/) } }),
  },
  inPrompt('There is no function', "${{ fromJSN('1') }}", (text, told) =>
    text.replace('fromJSN', told(/Did you mean `(.+?)`/)),
  ),
  inPrompt('… cannot be read: ….', '${{ format("red") }}', "${{ format('red') }}"),
  inPrompt('is no expression: … at character', "${{ format('red' }}", "${{ format('red') }}"),
  inPrompt(
    'cannot be read: it is too long',
    `\${{ format('${'x'.repeat(22_000)}') }}`,
    "${{ format('x') }}",
  ),
  inPrompt(
    '`fromJSON` was given nothing',
    '${{ fromJSON(github.nothing) }}',
    "${{ fromJSON(github.nothing || '1') }}",
  ),
  inPrompt('`fromJSON` was given no JSON', "${{ fromJSON('red') }}", '${{ fromJSON(\'"red"\') }}'),
  inPrompt('… cannot be evaluated: …', "${{ fromJSON('red') }}", '${{ fromJSON(\'"red"\') }}'),
  inPrompt(
    'gives infinity or no number at all',
    "${{ fromJSON('1e999') }}",
    "${{ fromJSON('1e9') }}",
  ),
  inPrompt('gives a list in the middle of text', "${{ fromJSON('[1]') }}", (text, told) =>
    text.replace(/\{\{ (.*) \}\}/, `{{ ${told(/with `(.+?)`/)}($1) }}`),
  ),
  inPrompt('gives a list in the middle of text', "${{ fromJSON('[1]') }}", (text, told) =>
    text.replace(/\{\{ (.*) \}\}/, `{{ ${told(/or `(.+?)`/)}($1) }}`),
  ),
  inPrompt('gives a mapping in the middle of text', `\${{ fromJSON('{"a": 1}') }}`, (text, told) =>
    text.replace(/\{\{ (.*) \}\}/, `{{ ${told(/with `(.+?)`/)}($1) }}`),
  ),
  inPrompt(
    'would give more than a million characters',
    `\${{ format('${'{0}'.repeat(1500)}', '${'x'.repeat(1000)}') }}`,
    "${{ format('{0}', 'x') }}",
  ),
  {
    message: 'This file expands to more than',
    given: { ...manifest(longOf(220)), with: { ...manifest('').with, 'unknown-params': 'allow' } },
    follow: rewrite(() => longOf(2)),
  },
  inManifest(
    'would be changed here. Quote it where it stands',
    inMatrix('{ v: [3.10] }', 'Kite ${{ matrix.v }}'),
    (text, told) => text.replace('3.10', told(/Quote it where it stands: (".+?")/)),
  ),
  inManifest(
    'comes out empty in every combination',
    inMatrix('{ v: [{ size: 1 }] }', 'Kite ${{ matrix.v.siz }}'),
    (text, told) => text.replace('siz }}', `${told(/Did you mean `(.+?)`/)} }}`),
  ),
  inManifest(
    'comes out empty in every combination',
    inMatrix('{ v: [{ size: 1 }] }', 'Kite ${{ matrix.v.siz }}'),
    (text, told) => text.replace('siz }}', `siz ${told(/write `(.+?)` into/)} }}`),
  ),
  warned(
    inManifest(
      'comes out empty in … of … combinations of this matrix',
      inMatrix('{ v: [{ s: 1 }, { t: 1 }] }', 'Kite ${{ matrix.v.s }}'),
      (text, told) => text.replace('v.s }}', `v.s ${told(/write `(.+?)` into/)} }}`),
    ),
  ),
  warned(
    inPrompt('comes out empty on this `push` event', '${{ github.event.nothing }}', (text, told) =>
      text.replace(' }}', ` ${told(/write `(.+?)` into/)} }}`),
    ),
  ),
  inPrompt('is not given to files: they could send it away', '${{ github.token }}', 'red'),
  inManifest(
    'There is no `matrix.…` here',
    inMatrix('{ size: [1K] }', 'Kite ${{ matrix.siz }}'),
    (text, told) => text.replace('.siz ', `.${told(/Did you mean `(.+?)`/)} `),
  ),
  warned(inParams('This block of text is empty', `${kite}\nnegative: |`, kite)),
]

/** A manifest with so many copies of a prompt of 100,000 characters. */
function longOf(count: number): string {
  const prompt = JSON.stringify('x'.repeat(4000))
  const combinations = Array.from({ length: count }, (_, i) => i)
  const entry = `{ name: "a-\${{ matrix.i }}", model: nano-banana-2, matrix: { i: ${JSON.stringify(combinations)} }, params: { prompt: kite, ...LONG } }`
  return `generations:\n  - ${entry}`.replace('...LONG', `notes: [${`${prompt},`.repeat(30)}]`)
}

const chain = (expression: string, more = '') =>
  `generations:
  - { name: still, model: nano-banana-2, params: { prompt: A red kite${more} } }
  - name: clip
    model: flux-2-pro/edit
    params:
      prompt: A boat
      image_urls: ["\${{ ${expression} }}"]
`
const right = 'generations.still.assets[0].url'

const chains: readonly Trial[] = [
  inManifest(
    'Name the generation whose result is meant',
    chain('generations.*.assets[0].url'),
    (text, told) =>
      text.replace('generations.*.assets[0].url', told(/like `(.+?)`/).replace('NAME', 'still')),
  ),
  inManifest(
    'There is no generation `…` in this file',
    chain('generations.stil.assets[0].url'),
    (text, told) => text.replace('.stil.', `.${told(/Did you mean `(.+?)`/)}.`),
  ),
  inManifest(
    'which waits for it: none can start',
    chain(right, ', notes: "${{ generations.clip.task_id }}"'),
    chain(right),
  ),
  inManifest(
    'waits for itself: none can start',
    chain('generations.clip.assets[0].url'),
    chain(right),
  ),
  {
    message: 'and `wait: false` waits for none',
    given: { ...manifest(chain(right)), with: { ...manifest('').with, wait: 'false' } },
    follow: (told) => ({ with: { [told(/and `(\w+): false`/)]: '' } }),
  },
  {
    message: 'is not in that result, which has',
    given: {
      with: { manifest: 'creatify.yml' },
      files: { 'creatify.yml': chain('generations.still.assets[3].url') },
    },
    follow: rewrite((text, told) => text.replace('assets[3].url', told(/`(assets\[0\]\.url)`/))),
  },
]

export const trials: readonly Trial[] = [...yaml, ...shape, ...expressions, ...chains]
