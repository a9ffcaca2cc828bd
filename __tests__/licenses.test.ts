import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { licensesOf } from '../scripts/licenses.ts'
import { root } from '../scripts/project.ts'

const module = (path: string) => ({ path, size: 1, atStart: true })

test('the licence of a package is told once, whatever of it is bundled', async () => {
  const text = await licensesOf([
    module('node_modules/yaml/dist/index.js'),
    module('node_modules/yaml/dist/doc.js'),
    module('node_modules/fastest-levenshtein/esm/mod.js'),
    module('src/index.ts'),
  ])
  expect(text.match(/^(yaml|fastest-levenshtein)$/gm)).toEqual(['fastest-levenshtein', 'yaml'])
  expect(text).toContain('Permission to use, copy, modify')
  expect(text).toContain('MIT License')
})

test('dist/licenses.txt has every dependency in package.json, since all of them are bundled', async () => {
  const read = async (path: string) => readFile(join(root, path), 'utf8')
  const { dependencies } = JSON.parse(await read('package.json')) as {
    readonly dependencies: Readonly<Record<string, string>>
  }
  const lines = new Set((await read('dist/licenses.txt')).split('\n'))
  expect(Object.keys(dependencies).filter((name) => !lines.has(name))).toEqual([])
})
