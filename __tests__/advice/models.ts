import { startRawFiles } from '../../simulator/raw.ts'
import type { CatalogModel } from '../../simulator/simulator.ts'
import { manifest, params, paste, rewrite, type Told, type Trial } from '../support/advice.ts'

type Schema = Readonly<Record<string, unknown>>
type Change = string | ((text: string, told: Told) => string)

function changeTo(right: Change) {
  return rewrite(typeof right === 'string' ? () => right : right)
}

/** Params that do not fit a model whose only param `value` has this schema, and what they become. */
function held(message: string, schema: Schema, wrong: string, right: Change): Trial {
  const model: CatalogModel = {
    model_name: 'sample',
    generation_type: 'text_to_image',
    credits: 1,
    input_params_schema: { type: 'object', required: ['value'], properties: { value: schema } },
  }
  return {
    message,
    options: { catalog: [model] },
    given: params(`value: ${wrong}`, 'sample'),
    follow: changeTo(typeof right === 'string' ? `value: ${right}` : right),
  }
}

/** Puts in what the message names. */
const put = (wrong: string, pattern: RegExp) => (text: string, told: Told) =>
  text.replace(wrong, told(pattern))

const values: readonly Trial[] = [
  held('… is …, and … takes ….', { type: 'string' }, '5', put('5', /Quote it: (".+?")\./)),
  held('… is …, and … takes ….', { type: 'string' }, 'true', put('true', /Quote it: (".+?")\./)),
  held('… is …, and … takes ….', { type: 'string' }, '3.10', put('3.10', /Quote it: (".+?")\./)),
  held(
    '… is …, and … takes ….',
    { type: 'integer' },
    '"5"',
    put('"5"', /Leave out the quotes: (\d+)\./),
  ),
  held(
    '… is …, and … takes ….',
    { type: 'boolean' },
    '"true"',
    put('"true"', /Leave out the quotes: (\w+)\./),
  ),
  held(
    '… is …, and … takes ….',
    { enum: ['16:9', '1:1'] },
    '16/9',
    put('16/9', /Did you mean (".+?")\?/),
  ),
  held('… is …, and … takes ….', { enum: ['16:9', '1:1'] }, 'wide', put('wide', /takes ("16:9")/)),
  held('… is …, and … takes ….', { enum: ['4s', '8s'] }, '8', put('8', /Did you mean (".+?")\?/)),
  held('… is …, and … takes ….', { enum: ['5', '10'] }, '5', put('5', /Quote it: (".+?")\./)),
  held('… is …, and … takes ….', { const: 'on' }, 'off', put('off', /takes ("on")/)),
  held(
    '… is …, and … takes ….',
    { anyOf: [{ type: 'integer' }, { type: 'null' }] },
    'red',
    put('red', /or (null)\./),
  ),
  held(
    '… is …, and … takes at least ….',
    { type: 'number', minimum: 3 },
    '1',
    put('1', /at least (\d+)/),
  ),
  held(
    '… is …, and … takes at most ….',
    { type: 'number', maximum: 3 },
    '7',
    put('7', /at most (\d+)/),
  ),
  held(
    '… is …, and … takes more than ….',
    { type: 'integer', exclusiveMinimum: 3 },
    '3',
    (text, told) => text.replace('3', String(Number(told(/more than (\d+)/)) + 1)),
  ),
  held(
    '… is …, and … takes less than ….',
    { type: 'integer', exclusiveMaximum: 3 },
    '3',
    (text, told) => text.replace('3', String(Number(told(/less than (\d+)/)) - 1)),
  ),
  held(
    '… has …, and … takes at least ….',
    { type: 'string', minLength: 5 },
    'kit',
    (_, told) => `value: ${'x'.repeat(Number(told(/at least (\d+)/)))}`,
  ),
  held(
    '… has …, and … takes at most ….',
    { type: 'string', maxLength: 5 },
    'red kites',
    (_, told) => `value: ${'x'.repeat(Number(told(/at most (\d+)/)))}`,
  ),
  held(
    '… has …, and … takes at least ….',
    { type: 'array', minItems: 2 },
    '[1]',
    (_, told) => `value: [${'1,'.repeat(Number(told(/at least (\d+)/)))}]`,
  ),
  held(
    '… has …, and … takes at most ….',
    { type: 'array', maxItems: 2 },
    '[1, 2, 3]',
    (_, told) => `value: [${'1,'.repeat(Number(told(/at most (\d+)/)))}]`,
  ),
  held('takes a value of the format', { type: 'string', format: 'date' }, 'today', '2026-11-26'),
  held('takes text that matches', { type: 'string', pattern: '^a+$' }, 'bbb', 'aaa'),
  held(
    '… is …: ….',
    { type: 'integer', multipleOf: 8 },
    '12',
    (_, told) => `value: ${told(/multiple of (\d+)/)}`,
  ),
  {
    message: '`…` is missing: … needs this',
    given: params('num_images: 1'),
    follow: rewrite((text, told) => `${text}\n${told(/`(.+?)` is missing/)}: A red kite`),
  },
  {
    message: '… is empty.',
    given: manifest(
      'generations: [{ model: nano-banana-2, matrix: {}, params: { prompt: kite } }]',
    ),
    follow: rewrite((text, told) =>
      text.replace(`${told(/`.*?(\w+)` is empty/)}: {}`, 'matrix: { size: [1K] }'),
    ),
  },
  {
    message: '… is empty.',
    given: manifest(
      'generations: [{ model: nano-banana-2, matrix: {}, params: { prompt: kite } }]',
    ),
    follow: rewrite((text, told) => text.replace(`${told(/`.*?(\w+)` is empty/)}: {},`, '')),
  },
  {
    message: '… takes no … ….',
    given: manifest(
      'generations: [{ modle: nano-banana-2, params: { prompt: kite } }]\ndefaults: { model: nano-banana-2 }',
    ),
    follow: rewrite((text, told) => text.replace('modle', told(/Did you mean `(.+?)`/))),
  },
  {
    message: '… has no param `…`',
    given: params('prompt: A red kite\nnum_image: 1'),
    follow: rewrite((text, told) => text.replace('num_image', told(/Did you mean `(.+?)`/))),
  },
  {
    message: '… has no param `…`',
    given: params('prompt: A red kite\nseed: 1'),
    follow: paste(/set `(.+?: .+?)`/),
    then: ({ exitCode }) => {
      expect(exitCode).toBe(0)
    },
  },
  {
    message: 'No model of this manifest has a param',
    given: manifest(
      'defaults: { params: { num_image: 1 } }\ngenerations: [{ model: nano-banana-2, params: { prompt: kite } }]',
    ),
    follow: rewrite((text, told) => text.replace('num_image', told(/Did you mean `(.+?)`/))),
  },
  {
    message: 'No model of this manifest has a param',
    given: manifest(
      'defaults: { params: { style: 1 } }\ngenerations: [{ model: nano-banana-2, params: { prompt: kite } }]',
    ),
    follow: paste(/set `(.+?: .+?)`/),
  },
]

const models: readonly Trial[] = [
  {
    message: 'There is no model `…`',
    given: params('prompt: A red kite', 'nano-bananna-2'),
    follow: (told) => ({ with: { model: told(/Did you mean `(.+?)`/) } }),
  },
  {
    message: 'There is no model `…`',
    given: { with: { model: 'nano-bananna-2', params: 'prompt: A red kite' } },
    follow: (told, given, world) =>
      paste(/`(list-models: \w+)`/, { with: { model: '', params: '' } })(told, given, world),
  },
  {
    message: '`list-models`: there is no model',
    given: { with: { 'list-models': 'text_to_imge' } },
    follow: (told) => ({ with: { 'list-models': told(/Did you mean `(.+?)`/) } }),
  },
  {
    message: 'makes text, and this action saves files',
    given: params('prompt: A red kite', 'example/text-to-text'),
    follow: () => ({ with: { model: 'nano-banana-2' } }),
  },
]

const edit = 'flux-2-pro/edit'
const picture = (url: string) => `prompt: A boat\nimage_urls: [${url}]`
const commit = '0123456789abcdef0123456789abcdef01234567'

/** A path among the params, where GitHub shows other files, and what becomes of it. */
function ofFile(
  message: string,
  change: Partial<Trial> & Pick<Trial, 'follow'>,
  shown = true,
): Trial {
  return {
    message,
    given: async (_, stack) => {
      const raw = await startRawFiles({ commit, files: shown ? { 'old.png': 'old' } : {} })
      stack.defer(async () => raw.stop())
      return {
        ...params(picture('./hero.png'), edit),
        files: {
          ...params(picture('./hero.png'), edit).files,
          'hero.png': 'new',
          'old.png': 'old',
        },
        env: { GITHUB_SHA: commit, CREATIFY_RAW_FILES_HOST: raw.origin },
      }
    },
    ...change,
  }
}

const urls: readonly Trial[] = [
  {
    message: 'which is neither a URL nor a file in the workspace',
    given: params(picture('./hero.png'), edit),
    follow: rewrite((text) => text.replace('./hero.png', 'https://example.com/hero.png')),
  },
  ofFile('which the API cannot fetch: …', {
    follow: (_, { files }) => ({
      files: { 'params.yml': String(files['params.yml']).replace('hero', 'old') },
    }),
  }),
  {
    message: 'which the API cannot fetch: …',
    given: () => ({
      ...params(picture('creatify-assets/nano-banana-2.png'), edit),
      with: { ...params('', edit).with, 'dry-run': 'false' },
      files: {
        ...params(picture('creatify-assets/nano-banana-2.png'), edit).files,
        'creatify-assets/nano-banana-2.png': 'made',
      },
    }),
    follow: async (told, { files }, { job }) => {
      const step = await job.run({ with: { model: 'nano-banana-2', params: 'prompt: A red kite' } })
      const url = step.outputs[told(/step's output `(.+?)`/)] ?? ''
      const [text] = [String(files['params.yml'])]
      return {
        files: { 'params.yml': text.replace('creatify-assets/nano-banana-2.png', `"${url}"`) },
      }
    },
  },
  {
    message: 'is a file of this machine',
    given: params(picture('"file:///tmp/hero.png"'), edit),
    follow: rewrite((text) => text.replace('file:///tmp', 'https://example.com')),
  },
  {
    message: 'which only this machine or its network can reach',
    given: params(picture('"http://localhost/hero.png"'), edit),
    follow: rewrite((text) => text.replace('http://localhost', 'https://example.com')),
  },
  {
    message: "is GitHub's page about the file",
    given: params(picture('"https://github.com/octo/art/blob/main/my%20hero.png"'), edit),
    follow: rewrite((text, told) => text.replace(/https:[^"]+/, told(/Use (\S+)/))),
    then: (second) => {
      expect(second.errors).toEqual([])
      expect(second.summary).toContain(
        'https://raw.githubusercontent.com/octo/art/main/my%20hero.png',
      )
    },
  },
]

const film = (still: string, clip: string, name: string) => `generations:
  - { name: still, model: ${still}, params: { prompt: A red kite } }
  - { name: picture, model: nano-banana-2, params: { prompt: A red kite } }
  - { name: film, model: veo3.1/fast, params: { prompt: A red kite } }
  - name: clip
    model: ${clip}
    params: { prompt: A boat, ${name}: ["\${{ generations.still.assets[0].url }}"] }
`

const kinds: readonly Trial[] = [
  {
    message: '`…` wants the URL of an …',
    given: manifest(film('veo3.1/fast', edit, 'image_urls')),
    follow: rewrite((text) => text.replace('generations.still', 'generations.picture')),
  },
  {
    message: '`…` wants the URL of a video',
    given: manifest(film('nano-banana-2', 'wan3.0/reference-to-video', 'video_urls')),
    follow: rewrite((text) => text.replace('generations.still', 'generations.film')),
  },
]

export const trials: readonly Trial[] = [...values, ...models, ...urls, ...kinds]
