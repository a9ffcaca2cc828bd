import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/**
 * Environment for a Node process that is to leave the most memory it had in `file`, in bytes: of the whole process, or what was in use
 * after garbage was collected (`live`).
 */
export function peakIn(
  file: string,
  of: 'process' | 'live' = 'process',
): Readonly<Record<string, string>> {
  const module = pathToFileURL(join(import.meta.dirname, 'watermark.js')).href
  return { NODE_OPTIONS: `--import=${module}`, PEAK_FILE: file, PEAK_OF: of }
}
