import type { Transcript } from './scenario.ts'

/** One element of the output `results`. */
export interface Result {
  readonly name: string
  readonly model_name: string
  readonly input_params: Readonly<Record<string, unknown>>
  readonly status: string
  readonly task_id: string | null
  readonly reused: boolean
  readonly credits_used: number
  readonly failed_reason: string | null
  readonly seconds: number | null
  readonly assets: readonly {
    readonly type: string
    readonly url: string
    readonly thumbnail_url: string | null
    readonly path: string | null
    readonly bytes: number | null
    readonly sha256: string | null
    readonly media_type: string | null
  }[]
}

export function resultsOf({ outputs }: Transcript): readonly Result[] {
  return JSON.parse(outputs['results'] ?? '') as readonly Result[]
}

/** The result of a step with one generation. */
export function resultOf(transcript: Transcript): Result {
  const [result, ...more] = resultsOf(transcript)
  if (result === undefined || more.length > 0) throw new Error(transcript.outputs['results'] ?? '')
  return result
}

/** A small image, looked for at once: for scenarios that are about something else. */
export const kite = {
  model: 'nano-banana-2',
  params: 'prompt: A red kite',
  'poll-interval': '200ms',
}

/** A real file that costs nothing to serve. */
export const tinyPng = { bytes: 1000, contentType: 'image/png' }

/**
 * What GitHub would read as Markdown or HTML: the text without its code spans, fenced blocks and `alt` texts (CommonMark: a run of
 * backticks ends at the next run of the same length).
 */
export function outsideCode(markdown: string): string {
  const prose = markdown
    .replaceAll(/^(`{3,})json\n[^]*?\n\1$/gm, '')
    .replaceAll(/<code>[^<`]*<\/code>| alt="[^"`]*"/g, '')
  let outside = ''
  let rest = prose
  for (;;) {
    const open = /`+/.exec(rest)
    if (open === null) return outside + rest
    outside += rest.slice(0, open.index)
    const after = rest.slice(open.index + open[0].length)
    const close = [...after.matchAll(/`+/g)].find(([run]) => run.length === open[0].length)
    if (close === undefined) {
      outside += open[0]
      rest = after
    } else {
      rest = after.slice(close.index + close[0].length)
    }
  }
}

/** Milliseconds between one and the next. */
export function gaps(times: readonly { readonly at: number }[]): readonly number[] {
  return times.slice(1).map(({ at }, i) => at - (times[i]?.at ?? at))
}
