import list from '../../src/tasks/documented-prices.json'
import { documentedPrice, priceKey, type PriceList } from '../../src/tasks/prices.ts'
import { documentedPrice as fromCopy, priceChanges } from '../../scripts/prices.ts'

const read = 'autumn 2026'
const prices: PriceList = {
  flat: { credits: 0.5, read },
  start: { credits: 1, read, from: true },
  table: {
    credits: 2,
    read,
    from: true,
    table: { columns: ['720p', '1080p'], rows: { '5s': [2, 6], '10s': [4, 12] } },
  },
  oneColumn: { credits: 1.5, read, table: { columns: [], rows: { '1K': [1.5], '4K': [3] } } },
  quality: {
    credits: 0.5,
    read,
    from: true,
    table: { columns: ['1024x1024', '1536x1024'], rows: { low: [0.5, 0.5], high: [1.5, 2] } },
  },
  older: {
    credits: 12,
    read: 'Nov 2025',
    older: true,
    table: { columns: [], rows: { '5s': [12] } },
  },
}

test.each<[string, string, Record<string, unknown>, number, boolean]>([
  ['one price for the model', 'flat', { prompt: 'A kite' }, 0.5, true],
  ['one price, several pictures', 'flat', { num_images: 4 }, 2, true],
  ['a number of pictures that is no number', 'flat', { num_images: 'many' }, 0.5, false],
  ['a from-price', 'start', { prompt: 'A kite' }, 1, false],
  ['a cell of a table', 'table', { duration: 5, resolution: '1080p' }, 6, true],
  ['a duration as text', 'table', { duration: '10', resolution: '720P' }, 4, true],
  ['a duration with its unit', 'table', { duration: '10s', resolution: '1080p' }, 12, true],
  ['a row of a table', 'table', { duration: 10 }, 4, false],
  ['a column of a table', 'table', { resolution: '1080p' }, 6, false],
  ['nothing of a table', 'table', {}, 2, false],
  ['a duration that the table does not have', 'table', { duration: 30 }, 2, false],
  ['a table by resolution alone', 'oneColumn', { resolution: '4K' }, 3, true],
  ['quality and size', 'quality', { quality: 'high', size: '1536x1024' }, 2, true],
  ['a cell of an older list', 'older', { duration: '5' }, 12, false],
])('%s', (_, model, params, credits, exact) => {
  expect(documentedPrice(model, params, prices)).toMatchObject({ credits, exact })
})

test('a model that is not listed has no price, whatever it is called', () => {
  for (const model of ['unknown', 'constructor', '__proto__', '']) {
    expect(documentedPrice(model, {}, prices)).toBeUndefined()
  }
})

test("the schema's default number of pictures counts where none is given", () => {
  expect(documentedPrice('flat', {}, prices, { num_images: 2 })).toMatchObject({ credits: 1 })
  expect(documentedPrice('flat', { num_images: 3 }, prices, { num_images: 2 })).toMatchObject({
    credits: 1.5,
  })
})

test('every price that is shipped is a number above zero, and its tables have no gaps', () => {
  const wrong = Object.entries(list as PriceList).filter(([, { credits, table }]) => {
    const width = table?.columns.length === 0 ? 1 : table?.columns.length
    const rows = Object.values(table?.rows ?? {})
    return !(credits > 0) || rows.some((row) => row.length !== width || row.some((c) => !(c > 0)))
  })
  expect(wrong).toEqual([])
  expect(Object.keys(list).length).toBeGreaterThan(70)
  expect(documentedPrice('veo3.1/image-to-video', {}, list as PriceList)).toMatchObject({
    credits: 64,
    exact: false,
  })
})

test.each([
  ['0.5 credits', { credits: 0.5, read }],
  ['From 2.0 credits', { credits: 2, read, from: true }],
  ['1.0 credit (mid-2026 list)', { credits: 1, read: 'mid-2026', older: true }],
  [
    '64 credits (Nov 2025 list); current price unknown',
    { credits: 64, read: 'Nov 2025', older: true },
  ],
  ['unknown (excerpt cut before price)', undefined],
])('a copy of the price list that says %s', (price, expected) => {
  expect(fromCopy({ model_name: 'x', price }, read)).toEqual(expected)
})

test('a new copy of the price list tells which prices changed, came and went', () => {
  expect(
    priceChanges(
      { a: { credits: 1, read }, b: { credits: 2, read }, c: { credits: 1, read } },
      {
        a: { credits: 0.5, read: 'later', from: true },
        b: { credits: 2, read: 'later' },
        d: { credits: 3, read },
      },
    ),
  ).toEqual(['a: 1 -> from 0.5', 'c: 1 -> no price', 'd: no price -> 3'])
})

test('prices are kept apart by what may change them, not by the picture', () => {
  const key = (params: Record<string, unknown>) => priceKey('m', params)
  expect(key({ prompt: 'A red kite', seed: 1 })).toBe(key({ prompt: 'A blue kite', seed: 2 }))
  expect(key({ image_url: 'https://a.example/1.png' })).toBe(
    key({ image_url: 'https://b.example/2' }),
  )
  expect(key({ num_images: 1 })).not.toBe(key({ num_images: 2 }))
  expect(key({ resolution: '1K' })).not.toBe(key({ resolution: '2K' }))
  expect(key({ resolution: '1K' })).not.toBe(priceKey('other', { resolution: '1K' }))
  expect(key({ prompt: 'A red kite' })).not.toBe(key({ prompt: 'Kite' }))
  expect(key({ image_urls: ['https://a.example/1.png'] })).toBe(
    key({ image_urls: ['http://b.example/2.png'] }),
  )
  expect(key({ image_urls: ['https://a.example/1.png'] })).not.toBe(
    key({ image_urls: ['https://a.example/1.png', 'https://a.example/2.png'] }),
  )
  expect(key({ a: 1, b: { c: 2, d: [3] } })).toBe(key({ b: { d: [3], c: 2 }, a: 1 }))
})
