import { readFileSync } from 'node:fs'

/** Environment variables by name, as of the start of the process. Only the entry reads the real ones. */
export type Environment = Readonly<Record<string, string | undefined>>

/** The payload of the event that started the run; undefined where the runner gives none, or none that can be read. */
export function readEvent(env: Environment): unknown {
  const path = env['GITHUB_EVENT_PATH'] ?? ''
  if (path === '') return undefined
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}
