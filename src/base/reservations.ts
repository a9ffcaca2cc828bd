import { createHash } from 'node:crypto'
import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { isRecord } from './json.ts'

/** Names that belong to the process that asked first, among all processes that share a folder. */
export interface Reservations {
  /** True when this process reserved it. */
  isOwn(this: void, name: string): boolean
  /** True when any process reserved it. */
  isTaken(this: void, name: string): boolean
  /** `taken`: somebody has it already, this process included. `unknown`: the folder cannot be written to. */
  reserve(this: void, name: string): 'reserved' | 'taken' | 'unknown'
}

/**
 * Reservations as files of a folder, one a name, each made only if it is not there: of two processes at once, one gets it.
 * `spelling` gives equal names one spelling. The folder is made with the first of them.
 */
export function reservations(folder: string, spelling: (name: string) => string): Reservations {
  const own = new Set<string>()
  const fileOf = (name: string) =>
    join(folder, createHash('sha256').update(spelling(name)).digest('hex'))
  return {
    isOwn: (name) => own.has(spelling(name)),
    isTaken: (name) => own.has(spelling(name)) || existsSync(fileOf(name)),
    reserve(name) {
      if (own.has(spelling(name))) return 'taken'
      own.add(spelling(name))
      try {
        mkdirSync(folder, { recursive: true })
      } catch {
        return 'unknown'
      }
      try {
        closeSync(openSync(fileOf(name), 'wx'))
        return 'reserved'
      } catch (error) {
        if (!isRecord(error) || error['code'] !== 'EEXIST') return 'unknown'
        own.delete(spelling(name))
        return 'taken'
      }
    },
  }
}
