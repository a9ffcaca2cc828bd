import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** Environment for a Node process that is to leave the most memory it had in `file`, in bytes. */
export function peakIn(file: string): Readonly<Record<string, string>> {
  const module = pathToFileURL(join(import.meta.dirname, 'watermark.js')).href
  return { NODE_OPTIONS: `--import=${module}`, PEAK_FILE: file }
}
