import { judge } from '../../src/assets/media.ts'

test('sixteen times the attributes of an SVG take no hundred times as long', () => {
  const best = (count: number) => {
    const attributes = Array.from({ length: count }, (_, i) => `a${i}="b"`).join(' ')
    const head = Buffer.from(`<svg ${attributes}/>`)
    const times = Array.from({ length: 7 }, () => {
      const began = performance.now()
      expect(judge(head, undefined, undefined)).toMatchObject({ ext: 'svg' })
      return performance.now() - began
    })
    return Math.min(...times)
  }
  best(10_000)
  expect(best(160_000) / best(10_000)).toBeLessThan(100)
})
