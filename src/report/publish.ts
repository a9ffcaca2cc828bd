import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import * as core from '@actions/core'
import type { Durations } from '../base/durations.ts'
import { messageOf } from '../base/errors.ts'
import { type Finding } from '../base/findings.ts'
import { type Place } from '../base/findings.ts'
import { type Log } from '../base/log.ts'
import type { Redact } from '../base/redact.ts'
import { sanitizeLine } from '../base/text.ts'
import type { RunContext } from '../inputs/context.ts'
import { failureOfOutputs, haveOwnLines, whereOf } from './failure.ts'
import { OutputFile } from './output-file.ts'
import { outputNames, outputsOf } from './outputs.ts'
import { nothing, type Report } from './report.ts'
import { ResultsFile } from './results-file.ts'
import { summaryOf, type Heading } from './summary.ts'
import type { Result } from '../assets/save.ts'

/** The runner's log. Every text loses its secrets and its commands here, so that no other code has to. */
export function runnerLog(redact: Redact): Log {
  const clean = (text: string) => sanitizeLine(redact(text))
  return {
    info(text) {
      core.info(clean(text))
    },
    notice(text) {
      core.notice(clean(text))
    },
    warning(text) {
      core.warning(clean(text))
    },
    async group(title, work) {
      core.startGroup(clean(title))
      try {
        return await work()
      } finally {
        core.endGroup()
      }
    },
  }
}

/** Where a step's report goes: outputs, results file, summary. */
export interface Publisher {
  /** Sets every output and writes the results file. The last call wins. */
  outputs(report: Report): void
  /**
   * Writes outputs and results file as of now: the first twenty changes at once, later ones within the interval, so that
   * whatever happens to the process, what is paid for is on disk.
   */
  progress(this: void, results: () => readonly Result[]): void
  /** The error message where the outputs could not be written; undefined where they are. */
  problem(this: void, results: readonly Result[]): string | undefined
  /**
   * Findings, one line each: at most nine errors (the error message is the tenth that GitHub shows) and nine warnings as
   * annotations, the others in the log only. A single error that has no file to stand in is told by the error message alone.
   */
  findings(findings: readonly Finding[]): void
  summary(report: Report, heading: Heading): Promise<void>
}

const mostAnnotations = 9
/** Of findings of one severity, lines in the log. */
const mostLines = 200
/** Changes of the first tasks are written at once, later ones together. */
const writtenAtOnce = 20

/** Files go into the runner's temp folder under names that collide with nothing. */
export async function openPublisher(
  { temp, outputFile: outputPath }: Pick<RunContext, 'temp' | 'outputFile'>,
  { interval }: Durations['outputs'],
  log: Log,
): Promise<Publisher> {
  // Where there is no room for it, the first file that is written says so.
  await mkdir(temp, { recursive: true }).catch(() => undefined)
  const id = randomUUID()
  const files = {
    results: join(temp, `creatify-results-${id}.json`),
    models: join(temp, `creatify-models-${id}.json`),
  }
  const resultsFile = new ResultsFile(files.results)
  const outputFile = outputPath === undefined ? undefined : new OutputFile(outputPath)
  const warned = new Set<string>()
  const warnOnce = (what: string, text: string) => {
    if (!warned.has(what)) log.warning(text)
    warned.add(what)
  }
  let problem: string | undefined
  let latest: () => readonly Result[] = () => []
  let changes = 0
  let timer: NodeJS.Timeout | undefined

  const write = (report: Report) => {
    clearTimeout(timer)
    timer = undefined
    try {
      resultsFile.write(report.results)
      if (report.models) writeFileSync(files.models, JSON.stringify(report.models))
    } catch (error) {
      warnOnce(
        'files',
        `The file in \`results-file\` could not be written (${messageOf(error)}). Use the output \`results\`.`,
      )
    }
    const { outputs, tooLarge } = outputsOf(report, files)
    const ordered = Object.fromEntries(outputNames.map((name) => [name, outputs[name]]))
    try {
      outputFile?.write(ordered)
      problem = undefined
    } catch (error) {
      problem = `${outputPath}: ${messageOf(error)}`
    }
    return tooLarge
  }
  const writeProgress = () => {
    write({ ...nothing, status: 'unfinished', results: latest() })
  }

  return {
    progress(results) {
      latest = results
      changes += 1
      if (changes <= writtenAtOnce) writeProgress()
      else timer ??= setTimeout(writeProgress, interval)
    },

    outputs(report) {
      const tooLarge = write(report)
      if (tooLarge.length > 0) {
        warnOnce(
          'size',
          `Outputs are too large for GitHub and empty: \`${tooLarge.join('`, `')}\`. The files in \`results-file\` and \`models-file\` have everything.`,
        )
      }
    },

    problem: (results) => (problem === undefined ? undefined : failureOfOutputs(problem, results)),

    findings(findings) {
      for (const severity of ['error', 'warning'] as const) {
        const some = findings.filter((each) => each.severity === severity)
        if (severity === 'error' && !haveOwnLines(some)) continue
        for (const [i, finding] of some.slice(0, mostLines).entries()) {
          const { place, generation } = finding
          // The runner's log shows nothing of an annotation but its message.
          const text = sanitizeLine(`${whereOf(finding)}${finding.message}`)
          const title = sanitizeLine(generation ?? 'Creatify')
          if (i < mostAnnotations)
            core[severity](text, { title, ...(place && annotationAt(place)) })
          else log.info(text)
        }
        if (some.length > mostLines) log.info(`And ${some.length - mostLines} more.`)
      }
    },

    async summary(report, heading) {
      try {
        await core.summary.addRaw(summaryOf(report, heading)).write()
      } catch (error) {
        log.info(`There is no job summary (${messageOf(error)}).`)
      }
    },
  }
}

/** Nothing where the name of the file could be read as a command: a changed name would be that of no file. */
function annotationAt({ file, line, column }: Place): core.AnnotationProperties {
  if (file === undefined || sanitizeLine(file) !== file) return {}
  return { file, startLine: line, startColumn: column }
}
