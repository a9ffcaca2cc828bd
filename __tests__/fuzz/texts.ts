import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { fileNames } from '../../src/base/filename.ts'
import { fileName } from '../../src/base/filename.ts'
import { sanitizeLine } from '../../src/base/text.ts'
import { openPublisher } from '../../src/report/publish.ts'
import { failureOf, failureOfFindings } from '../../src/report/failure.ts'
import { outputNames } from '../../src/report/outputs.ts'
import { text } from './hostile.ts'
import { claim, property, type Property } from './property.ts'
import { report } from './reports.ts'

/** What the runner takes for a command: `::name` at the start of a line, `##[name]` anywhere. */
export function obeys(line: string): boolean {
  return line.trimStart().startsWith('::') || line.includes('##[')
}

/** A name that every file system takes. */
export function isFileName(name: string): boolean {
  return (
    /^[A-Za-z0-9_-]([A-Za-z0-9._-]{0,98}[A-Za-z0-9_-])?$/.test(name) &&
    !/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(name)
  )
}

/** The runner's own reading of its file, line by line: the last value of a name wins. */
function outputsIn(file: string): ReadonlyMap<string, string> {
  const outputs = new Map<string, string>()
  const lines = file.split('\n')
  for (let at = 0; at < lines.length - 1; at += 1) {
    const [, name, end] = /^([^=]+?)<<(.+)$/.exec(lines[at] ?? '') ?? []
    if (name === undefined) throw new Error(`No output: ${JSON.stringify(lines[at])}`)
    const first = at + 1
    while (at < lines.length && lines[at] !== end) at += 1
    outputs.set(name, lines.slice(first, at).join('\n'))
  }
  return outputs
}

/** Runs `work` with the runner's file of outputs; resolves with what the runner would read. */
async function reading(work: (temp: string) => Promise<void>) {
  const temp = mkdtempSync(join(tmpdir(), 'creatify-fuzz-'))
  const before = process.env['GITHUB_OUTPUT']
  try {
    const file = join(temp, 'output')
    writeFileSync(file, '')
    process.env['GITHUB_OUTPUT'] = file
    await work(temp)
    return outputsIn(readFileSync(file, 'utf8'))
  } finally {
    process.env['GITHUB_OUTPUT'] = before ?? ''
    rmSync(temp, { recursive: true, force: true })
  }
}

const silence = {
  info() {},
  notice() {},
  warning() {},
  group: async <T>(_: string, w: () => Promise<T>) => w(),
}

/** Log lines, outputs and file names. */
export const texts: readonly Property[] = [
  property('a line of the log is one line and no command', {
    cases: { full: 4000, short: 300 },
    of: text,
    holds(each) {
      const line = sanitizeLine(each)
      claim(!/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u.test(line), 'control characters', line)
      claim(!obeys(line), 'a command', line)
      claim(line.length <= 2001, 'too long', line.length)
    },
  }),

  property('an error message is one line that commands nothing', {
    cases: { full: 700, short: 60 },
    of: report,
    holds({ results, findings }) {
      const failures = [failureOf(results, true), failureOfFindings(findings)]
      for (const failure of failures) {
        if (failure !== undefined) claim(!obeys(sanitizeLine(failure)), 'a command', failure)
      }
    },
  }),

  property('a file name is one that every system takes', {
    cases: { full: 3000, short: 200 },
    of: fc.oneof(
      text,
      fc
        .tuple(
          fc.constantFrom('con.', 'aux', '..', 'x'),
          fc.integer({ min: 88, max: 104 }),
          fc.constantFrom('.b', '..', 'b', '. ', ''),
        )
        .map(([start, length, end]) => `${start}${'a'.repeat(length)}${end}`),
    ),
    holds(each) {
      claim(isFileName(fileName(each)), 'no file name', each, fileName(each))
      claim(fileName(fileName(each)) === fileName(each), 'a name of a name differs', each)
    },
  }),

  property('file names differ, whatever their case', {
    cases: { full: 700, short: 60 },
    of: fc.array(fc.oneof(fc.constantFrom('a', 'A', 'a-2', 'A-2', 'con', 'CON'), text), {
      maxLength: 12,
    }),
    holds(names) {
      const made = fileNames(names).map((each) => each.toLowerCase())
      claim(new Set(made).size === names.length, 'two files of one name', names, made)
    },
  }),

  property('the runner reads the outputs that action.yml declares, and no other', {
    cases: { full: 500, short: 40 },
    of: report,
    async holds(each) {
      const outputs = await reading(async (temp) => {
        ;(
          await openPublisher(
            { temp, outputFile: join(temp, 'output') },
            { interval: 1000 },
            silence,
          )
        ).outputs(each)
      })
      const names = [...outputs.keys()].sort().join()
      claim(names === [...outputNames].sort().join(), 'other outputs', names)
      const of = (name: (typeof outputNames)[number]) => outputs.get(name) ?? ''
      for (const name of ['asset-urls', 'results', 'models', 'release-asset-urls'] as const) {
        claim(Array.isArray(JSON.parse(of(name))), 'no list', name, of(name))
      }
      claim(of('results') === JSON.stringify(each.results).toWellFormed(), 'other results')
      claim(of('status') === each.status, 'another status', of('status'))
      claim(Number.isFinite(Number(of('credits-used'))), 'no number', of('credits-used'))
      const tasks = each.results.filter(({ task_id: id }) => id !== null)
      for (const name of ['tasks', 'task-ids'] as const) {
        const lines = of(name) === '' ? [] : of(name).split('\n')
        claim(lines.length === tasks.length, 'not a line a task', name, lines)
      }
    },
  }),
]
