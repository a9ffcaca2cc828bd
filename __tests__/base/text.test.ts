import fc from 'fast-check'
import { sanitizeLine, truncate } from '../../src/base/text.ts'

const segmenter = new Intl.Segmenter()

function characters(text: string): readonly string[] {
  return [...segmenter.segment(text)].map(({ segment }) => segment)
}

test('a text is cut between characters: emoji, flags, families, accents', () => {
  const pieces = ['a', '😀', '🇩🇪', '👨‍👩‍👧‍👦', 'é', 'के', '👍🏽', ' ']
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...pieces), { maxLength: 60 }),
      fc.integer({ min: 1, max: 120 }),
      (parts, most) => {
        const text = parts.join('')
        const short = truncate(text, most)
        if (text.length <= most) return short === text
        const kept = characters(short.slice(0, -1))
        return (
          short.endsWith('…') &&
          short.length <= most + 1 &&
          kept.every((each, i) => each === characters(text)[i])
        )
      },
    ),
  )
})

test('a reason of 1,500 emoji has no half a character in the log', () => {
  expect(sanitizeLine('a' + '😀'.repeat(1500)).isWellFormed()).toBe(true)
  expect(truncate(`${'a'.repeat(399)}${'\u0301'.repeat(200)}😀`, 400).isWellFormed()).toBe(true)
})
