import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { peakIn } from '../../scripts/peak.ts'
import { lightJob } from '../support/attempts.ts'
import { expectCreates, stillModel } from '../support/manifests.ts'

const kinds = ['dry run', 'run'] as const

/** A list of so many values. */
function many<T>(count: number, value: (i: number) => T): readonly T[] {
  return Array.from({ length: count }, (_, i) => value(i))
}

function named(count: number, value: (i: number) => unknown): Readonly<Record<string, unknown>> {
  return Object.fromEntries(many(count, (i) => [`k${i}`, value(i)]))
}

/** So many combinations, in as many entries as they need. */
function crossed(count: number, params: Readonly<Record<string, unknown>>) {
  return many(Math.ceil(count / 250), (i) => ({
    name: `e${i}`,
    matrix: { x: many(250, (j) => j) },
    params,
  }))
}

const model = stillModel

/** Files below 1 MB that expand to gigabytes, and the input that takes them. */
const bombs: readonly (readonly [string, 'manifest' | 'params-file', () => unknown])[] = [
  [
    'a default prompt of 900 KB for 5,000 combinations',
    'manifest',
    () => ({
      defaults: { model, params: { prompt: 'x'.repeat(900_000) } },
      generations: crossed(5000, {}),
    }),
  ],
  [
    '40,000 default keys for 4,750 combinations',
    'manifest',
    () => ({
      defaults: { model, params: named(40_000, () => 1) },
      generations: crossed(4750, {}),
    }),
  ],
  [
    '400 parents of 4,250 children',
    'manifest',
    () => ({
      defaults: { model },
      generations: [
        ...many(400, (i) => ({ name: `p${i}` })),
        ...crossed(4250, { urls: many(400, (i) => `\${{ generations.p${i}.task_id }}`) }),
      ],
    }),
  ],
  [
    'github.event 30,000 times',
    'params-file',
    () => ({ prompt: many(30_000, () => '${{ github.event }}') }),
  ],
]

test.each(
  bombs.flatMap(([name, input, written]) =>
    kinds.map((kind) => [name, kind, input, written] as const),
  ),
)('%s, in a %s: refused with one message, in less than 500 MB', async (_, kind, input, written) => {
  await using job = await lightJob()
  const text = JSON.stringify(written())
  expect(text.length).toBeLessThan(1024 * 1024)
  await job.write('asked.yml', text)
  await job.write(
    '../event.json',
    JSON.stringify(named(1000, (i) => ({ i, body: 'x'.repeat(50) }))),
  )
  const file = join(job.temp, 'peak')
  const transcript = await job.run({
    with: {
      ...(input === 'params-file' && { model }),
      [input]: 'asked.yml',
      'dry-run': String(kind === 'dry run'),
    },
    env: { ...peakIn(file), GITHUB_EVENT_PATH: `${job.workspace}/../event.json` },
  })
  const [message = '', ...more] = transcript.errors
  expect(message).toContain('This file expands to more than 20 million characters')
  expect(more.filter((each) => !/^1 problem in /.test(each))).toEqual([])
  expect(Number(await readFile(file, 'utf8'))).toBeLessThan(500_000_000)
  // Generous: it takes a second or two on a machine that does nothing else.
  expect(transcript.ms).toBeLessThan(60_000)
  expectCreates(job, 0)
})
