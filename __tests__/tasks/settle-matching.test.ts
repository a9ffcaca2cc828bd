import { unseen, type Params } from '../../src/api/task.ts'
import { match, rehostsIn, type Match } from '../../src/tasks/matching.ts'

const model = 'nano-banana-2'
const prompt = 'A red kite'
const url = 'https://example.com/a.png'
const copy = 'https://cdn.creatify.ai/images/0f3a.png'

test.each<[string, Params, Params, Match]>([
  ['the same', { prompt, seed: 7 }, { seed: 7, prompt }, 'equal'],
  ['a prompt that was trimmed', { prompt: ' A red kite\n' }, { prompt }, 'equal'],
  ['line ends of another kind', { prompt: 'A red\nkite' }, { prompt: 'A red\r\nkite' }, 'equal'],
  ['defaults filled in', { prompt }, { prompt, num_images: 1 }, 'equal'],
  ['text for a number', { n: 2 }, { n: '2' }, 'equal'],
  ['a number for text', { duration: '5' }, { duration: 5 }, 'equal'],
  ['a number written otherwise', { scale: 0.5 }, { scale: '0.50' }, 'equal'],
  ['text for a boolean', { audio: true }, { audio: 'true' }, 'equal'],
  ['nested values', { a: { b: [1, 'x'] } }, { a: { b: ['1', 'x '], c: 0 } }, 'equal'],
  ['another prompt', { prompt }, { prompt: 'A blue kite' }, 'contradicted'],
  ['another number', { prompt, n: 2 }, { prompt, n: 3 }, 'contradicted'],
  ['another nested value', { a: { b: [1] } }, { a: { b: [2] } }, 'contradicted'],
  ['a list of another length', { sizes: [1] }, { sizes: [1, 2] }, 'contradicted'],
  ['empty text for zero', { n: 0 }, { n: '' }, 'contradicted'],
  ['texts that are equal as numbers only', { code: '010' }, { code: '10' }, 'contradicted'],
  ['a param left out', { prompt, seed: 7 }, { prompt }, 'unclear'],
  ['no params at all', { prompt }, {}, 'unclear'],
  ['a param left out, and another that differs', { prompt, n: 1 }, { n: 2 }, 'contradicted'],
  ['one value for a list', { image_urls: [url] }, { image_urls: url }, 'unclear'],
  ['null for a value', { prompt, seed: 7 }, { prompt, seed: null }, 'unclear'],
  ['another URL', { image_url: url }, { image_url: 'https://example.com/b.png' }, 'unclear'],
  ['a URL of a known copy', { image_url: url }, { image_url: copy }, 'equal'],
  ['a URL of a known copy in a list', { image_urls: [url] }, { image_urls: [copy] }, 'equal'],
  ['a picture in the text of the request', { i: 'data:image/png;base64,AA' }, { i: copy }, 'equal'],
  ['fewer URLs', { image_urls: [url, url] }, { image_urls: [url] }, 'unclear'],
])('%s', (_, sent, shown, expected) => {
  const task = { ...unseen('t'), model, params: shown }
  expect(match(task, { model, params: sent }, new Set(['cdn.creatify.ai']))).toBe(expected)
})

test('a task of another model is contradicted, one of an unknown model is not', () => {
  const none = new Set<string>()
  const task = { ...unseen('t'), params: { prompt } }
  expect(match({ ...task, model: 'other' }, { model, params: { prompt } }, none)).toBe(
    'contradicted',
  )
  expect(match(task, { model, params: { prompt } }, none)).toBe('unclear')
})

test('hosts that the API copies files to are those of URLs in the place of others', () => {
  const sent = { image_url: url, more: [url, 'text'], prompt, same: copy }
  const shown = {
    image_url: copy,
    more: ['https://b.example/x', 'https://c.example/y'],
    same: copy,
  }
  expect(rehostsIn(sent, shown)).toEqual(['cdn.creatify.ai', 'b.example'])
})
