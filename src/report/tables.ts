import { posix } from 'node:path'
import type { Result } from '../assets/save.ts'
import type { Finding } from '../base/findings.ts'
import { formatDuration } from '../base/text.ts'
import { whereOf } from './failure.ts'
import { cell, safeUrl, sentenceCell } from './markdown.ts'
import { placeOf } from './pictures.ts'
import type { Report } from './report.ts'

const marks = {
  failed: '❌&nbsp;failed',
  unfinished: '⏳&nbsp;unfinished',
  skipped: '⏭️&nbsp;skipped',
  submitted: '▶️&nbsp;submitted',
  done: '✅&nbsp;bought',
} as const

const order = Object.keys(marks)

/** What became of each generation, failures first; at most so many. */
export function resultsTable(
  { results, released }: Pick<Report, 'results' | 'released'>,
  most: number,
): string {
  const rows = results
    .toSorted((a, b) => order.indexOf(a.status) - order.indexOf(b.status))
    .slice(0, most)
    .map((result) => [
      result.status === 'done' && result.reused ? '♻️&nbsp;reused' : marks[result.status],
      cell(result.name),
      result.model_name === '' ? '' : cell(result.model_name),
      result.credits_used === 0 ? '' : String(result.credits_used),
      result.seconds === null ? '' : formatDuration(result.seconds * 1000),
      result.assets.map((asset) => fileLink(asset, released)).join('<br>'),
    ])
  return columns(['Status', 'Name', 'Model', 'Credits', 'Time', 'Files'], rows)
}

/** A column in which nothing stands is left out. */
export function columns(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const isUsed = head.map((_, i) => rows.some((row) => row[i] !== ''))
  const line = (cells: readonly string[]) => `| ${cells.filter((_, i) => isUsed[i]).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

function fileLink(asset: Result['assets'][number], released: Report['released']): string {
  const href = safeUrl(placeOf(asset, released))
  const label = asset.path === null ? `${asset.type} (not saved)` : posix.basename(asset.path)
  return href === undefined ? cell(label) : `<a href="${href}">${cell(label)}</a>`
}

/** Problems, each below its place: a narrow screen shows both without scrolling. */
export function findingsTable(findings: readonly Finding[]): string {
  const rows = findings.map((finding) => {
    const where = whereOf(finding).replace(/: $/, '') || finding.generation || ''
    const place = where === '' ? '' : `${cell(where)}<br>`
    return [finding.severity === 'error' ? '❌' : '⚠️', place + sentenceCell(finding.message)]
  })
  return columns(['', 'Problem'], rows)
}
