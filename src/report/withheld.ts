import type { RunContext } from '../inputs/context.ts'
import { fileInput, type Inputs } from '../inputs/inputs.ts'
import type { Finding } from '../base/findings.ts'
import { failureOfFindings } from './failure.ts'
import type { Report } from './report.ts'

/**
 * What a step may show of its file: all, but for a dry run on an event on which someone without write access may have written it, or had it
 * read what is not theirs.
 */
export function withholding(
  { dryRun, source }: Pick<Inputs, 'dryRun' | 'source'>,
  { untrustedEvent: event }: Pick<RunContext, 'untrustedEvent'>,
): { readonly isShown: boolean; readonly shown: (report: Report) => Report } {
  const isShown = !dryRun || event === undefined || !fileInput(source)
  return { isShown, shown: (report) => (isShown ? report : withheld(report, event)) }
}

/**
 * A report that repeats nothing of the file it is about: numbers and places stay, names, params and the words of findings
 * go. For a dry run on `event`, where someone without write access may have the file read something that is not theirs.
 */
function withheld(report: Report, event: string): Report {
  const reason = `What is wrong here is not shown on the event ${event}, because it would quote the file.`
  const findings = report.findings.map(({ severity, place }): Finding => {
    return { severity, message: reason, ...(place && { place }) }
  })
  const { failure } = report
  const wrong = failureOfFindings(findings)
  return {
    ...report,
    findings,
    failure: failure && (wrong ?? failure.replace(/( answered \d+)[^]*/, '$1.')),
    results: report.results.map((result, i) => ({
      ...result,
      name: numbered(i),
      model_name: '',
      input_params: {},
      failed_reason: result.failed_reason && reason,
    })),
    valid: report.valid.map((_, i) => ({ name: numbered(i), model: '…', params: {}, gaps: [] })),
  }
}

function numbered(i: number): string {
  return `generation ${i + 1}`
}
