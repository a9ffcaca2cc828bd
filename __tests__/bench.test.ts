import { readFile } from 'node:fs/promises'
import { pageFile, pageText, verdicts } from '../bench/page.ts'
import { tellAll } from '../bench/parts.ts'
import type { Section } from '../bench/section.ts'

test('bench/README.md is what bench/figures say: otherwise `npm run bench -- page` writes it', async () => {
  expect(await readFile(pageFile, 'utf8')).toBe(pageText(await tellAll()))
})

test('a goal is met, missed with its reason, or not measured, and the better script is named', () => {
  const section: Section = {
    heading: 'Flight',
    blocks: [],
    goals: [
      { what: 'seconds', got: 2, limit: 2, unit: 's', reason: 'Wind.' },
      {
        what: 'height',
        got: 9,
        limit: 10,
        is: 'at least',
        unit: 'm',
        reason: 'The line is short.',
      },
      { what: 'falls', got: undefined, limit: 0 },
    ],
    duels: [
      { what: 'weight', ours: 3, theirs: 2 },
      { what: 'price', ours: 1, theirs: 1 },
    ],
  }
  const text = verdicts([section])
  expect(text.split('\n').slice(2, 5)).toEqual([
    '| seconds | at most 2 s | 2 s | met |',
    '| height | at least 10 m | 9 m | **missed** |',
    '| falls | at most 0 |  | not measured |',
  ])
  expect(text).toContain('**Missed:** height. The line is short.')
  expect(text).not.toContain('Wind.')
  expect(text).toContain('**The shell script is better in:** weight (2, the action 3).')
})
