import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { mutants } from '../scripts/mutants/list.ts'
import { root } from '../scripts/project.ts'

test.each(mutants)(
  'the fault “$fault” can be put into the code of today',
  async ({ file, code, quick = [], slow = [] }) => {
    const text = await readFile(join(root, file), 'utf8')
    expect(text.split(code)).toHaveLength(2)
    expect(quick.length + slow.length).toBeGreaterThan(0)
    for (const name of [...quick, ...slow])
      expect(existsSync(join(root, '__tests__', name))).toBe(true)
    expect(quick.filter((name) => /\.(slow|measure|nightly)\.test\.ts$/.test(name))).toEqual([])
  },
)
