import { readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import TestSequencer from '@jest/test-sequencer'

const folder = join(import.meta.dirname, '..')
/** Seconds by file, as `npm run test:times -- --keep` wrote them. */
const times = JSON.parse(readFileSync(join(import.meta.dirname, 'times.json'), 'utf8'))

/** The longest file first, so that none is left alone at the end. A file that was never timed is as good as a long one. */
export default class extends TestSequencer {
  sort(tests) {
    const seconds = ({ path }) => times[relative(folder, path).split(sep).join('/')] ?? 30
    return [...tests].sort((a, b) => seconds(b) - seconds(a))
  }
}
