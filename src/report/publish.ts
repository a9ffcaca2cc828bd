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
import { sanitizeLine } from '../base/text.ts'
import type { RunContext } from '../inputs/context.ts'
import { whereOf } from './failure.ts'
import { outputsOf, taskOutputs } from './outputs.ts'
import type { Report } from './report.ts'
import { summaryOf } from './summary.ts'
import type { Result } from '../assets/save.ts'

/** The runner's log. Every text is made harmless here, so that no room below has to. */
export function runnerLog(): Log {
  return {
    info(text) {
      core.info(sanitizeLine(text))
    },
    notice(text) {
      core.notice(sanitizeLine(text))
    },
    warning(text, place) {
      core.warning(sanitizeLine(text), place && annotationAt(place))
    },
    async group(title, work) {
      core.startGroup(sanitizeLine(title))
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
   * Sets the outputs about task ids the moment one is known; after the first twenty at most once a second, since the
   * runner's file only grows. What is not out yet is set by `outputs`.
   */
  progress(this: void, results: () => readonly Result[]): void
  /**
   * Annotations of findings: at most nine errors (the red sentence is the tenth that GitHub shows) and nine warnings. A
   * single error that has no file to stand in is told by the red sentence alone.
   */
  findings(findings: readonly Finding[]): void
  summary(report: Report): Promise<void>
}

const mostAnnotations = 9
const toldAtOnce = 20

/** Files go into the runner's temp folder under names that collide with nothing. */
export async function openPublisher(
  { temp }: Pick<RunContext, 'temp' | 'outputFile'>,
  { interval }: Durations['outputs'],
  log: Log,
): Promise<Publisher> {
  await mkdir(temp, { recursive: true })
  const id = randomUUID()
  const files = {
    results: join(temp, `creatify-results-${id}.json`),
    models: join(temp, `creatify-models-${id}.json`),
  }
  let pending: () => readonly Result[] = () => []
  let told = 0
  let timer: NodeJS.Timeout | undefined
  const tellTasks = () => {
    timer = undefined
    core.setOutput('status', 'unfinished')
    for (const [name, value] of Object.entries(taskOutputs(pending()))) core.setOutput(name, value)
  }
  const warned = new Set<string>()
  return {
    progress(results) {
      pending = results
      told += 1
      if (told <= toldAtOnce) tellTasks()
      else timer ??= setTimeout(tellTasks, interval)
    },

    outputs(report) {
      clearTimeout(timer)
      writeFileSync(files.results, JSON.stringify(report.results, null, 2))
      if (report.models) writeFileSync(files.models, JSON.stringify(report.models))
      const { outputs, tooLarge } = outputsOf(report, files)
      for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value)
      for (const name of tooLarge.filter((each) => !warned.has(each))) {
        warned.add(name)
        log.warning(
          `The output \`${name}\` is too large for GitHub and is []. The file in \`${name}-file\` has all of it.`,
        )
      }
    },

    findings(findings) {
      for (const severity of ['error', 'warning'] as const) {
        const some = findings.filter((each) => each.severity === severity).slice(0, mostAnnotations)
        if (severity === 'error' && some.length === 1 && some[0]?.place?.file === undefined)
          continue
        for (const finding of some) {
          const { place, generation } = finding
          const where = place?.file === undefined ? whereOf(finding) : ''
          const text = sanitizeLine(`${where}${finding.message}`)
          core[severity](text, {
            title: sanitizeLine(generation ?? 'Creatify'),
            ...(place && annotationAt(place)),
          })
        }
      }
    },

    async summary(report) {
      try {
        await core.summary.addRaw(summaryOf(report)).write()
      } catch (error) {
        log.info(`There is no job summary (${messageOf(error)}).`)
      }
    },
  }
}

function annotationAt({ file, line, column }: Place): core.AnnotationProperties {
  return file === undefined ? {} : { file, startLine: line, startColumn: column }
}
