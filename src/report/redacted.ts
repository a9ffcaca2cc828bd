import type { Result } from '../assets/save.ts'
import { redactRecord, type Redact } from '../base/redact.ts'
import type { Report } from './report.ts'

/** A result without secrets in what it says. Ids, URLs and paths stay as they are: they are used, not only read. */
export function redactedResult(result: Result, redact: Redact): Result {
  const { failed_reason: reason } = result
  return {
    ...result,
    name: redact(result.name),
    model_name: redact(result.model_name),
    input_params: redactRecord(result.input_params, redact),
    failed_reason: reason === null ? null : redact(reason),
    assets: result.assets.map((asset) => ({
      ...asset,
      type: redact(asset.type),
      media_type: asset.media_type === null ? null : redact(asset.media_type),
    })),
  }
}

/** A report without secrets in what it says: all that shows it gets it from here. */
export function redactedReport(report: Report, redact: Redact): Report {
  const { failure, problem, note, findings, valid, models, budget } = report
  const optional = (text: string | undefined) => (text === undefined ? undefined : redact(text))
  return {
    ...report,
    failure: optional(failure),
    problem: optional(problem),
    note: optional(note),
    results: report.results.map((result) => redactedResult(result, redact)),
    valid: valid.map(({ name, model, params, gaps }) => ({
      name: redact(name),
      model: redact(model),
      params: redactRecord(params, redact),
      gaps: gaps.map(({ property, why }) => ({ property: optional(property), why: redact(why) })),
    })),
    findings: findings.map((finding) => ({
      ...finding,
      message: redact(finding.message),
      ...(finding.generation !== undefined && { generation: redact(finding.generation) }),
      ...(finding.key !== undefined && { key: redact(finding.key) }),
    })),
    models: models?.map((model) => ({
      model_name: redact(model.model_name),
      generation_type: redact(model.generation_type),
      input_params_schema: redactRecord(model.input_params_schema, redact),
    })),
    budget: budget && {
      limit: budget.limit,
      spent: budget.spent,
      spentOn: new Map([...budget.spentOn].map(([model, sum]) => [redact(model), sum])),
    },
  }
}
