/** The most that one answer may have after decoding: a catalog of all models has less than 1 MB. */
export const largestAnswer = 32 * 1024 * 1024
/** Of the answer of an error, what is read: enough for its words. */
export const largestErrorAnswer = 64 * 1024

/** What an answer's body says; `isWhole` is false where it went on. */
export interface Body {
  readonly text: string
  readonly isWhole: boolean
}

/**
 * Reads a body as a stream and stops at `limit` bytes after decoding, so that a small answer that is large once it is
 * unpacked takes no memory. Rejects when the connection breaks.
 */
export async function readBody(response: Response, limit: number): Promise<Body> {
  const chunks: Uint8Array[] = []
  let left = limit
  const body: AsyncIterable<Uint8Array> | null = response.body
  for await (const chunk of body ?? []) {
    chunks.push(chunk.subarray(0, left))
    left -= chunk.length
    // Leaving the loop cancels the stream and with it the connection.
    if (left < 0) break
  }
  return { text: new TextDecoder().decode(Buffer.concat(chunks)), isWhole: left >= 0 }
}

/** The JSON of a body; undefined where it is none, or nested deeper than what walks it can bear. */
export function jsonIn(text: string): unknown {
  if (depthOf(text) > deepest) return undefined
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** Nothing the API documents is nested deeper than its JSON Schemas, and what walks an answer recurses. */
const deepest = 200

function depthOf(json: string): number {
  let [depth, most, quoted] = [0, 0, false]
  for (let i = 0; i < json.length; i += 1) {
    const mark = json[i]
    if (mark === '"') quoted = !quoted
    else if (quoted) i += mark === '\\' ? 1 : 0
    else if (mark === '[' || mark === '{') most = Math.max(most, (depth += 1))
    else if (mark === ']' || mark === '}') depth -= 1
  }
  return most
}
