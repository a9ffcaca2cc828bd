import { isTaskId, taskKey } from '../api/task.ts'
import { isAbsolute, relative, resolve } from 'node:path'
import { InputError } from '../base/errors.ts'
import { truncate } from '../base/text.ts'
import { webUrl } from '../base/url.ts'
import type { Environment } from './environment.ts'
import { guardedFolder } from './guarded-folders.ts'

/** Reads the trimmed, non-empty text of the input `name`. Throws InputError, which says what the input takes. */
export type Parse<T> = (name: string, value: string) => T

/** One job's part of a manifest: `index` of `of`, counted from 1. */
export interface Shard {
  readonly index: number
  readonly of: number
}

/** One entry of `task-id`. */
export interface AskedTask {
  readonly id: string
  readonly name: string | undefined
}

/** The error for a value that an input does not take. */
export function invalid(name: string, got: string, takes: string): InputError {
  return new InputError(
    `Input \`${name}\` is ${JSON.stringify(truncate(got, 80))}. It takes ${takes}.`,
  )
}

/** YAML's booleans, as GitHub's toolkit takes them. */
export const flag: Parse<boolean> = (name, value) => {
  if (/^(true|True|TRUE)$/.test(value)) return true
  if (isFalse(value)) return false
  throw invalid(name, value, '`true` or `false`')
}

/** Whether a text says no. */
export function isFalse(value: string): boolean {
  return /^(false|False|FALSE)$/.test(value)
}

/** What `reuse` takes. */
export const reuseMode: Parse<'run' | 'always' | 'never'> = (name, value) => {
  if (value === 'run' || value === 'always' || value === 'never') return value
  throw invalid(name, value, '`run`, `always` or `never`')
}

/** What `unknown-params` takes. */
export const unknownParamsMode: Parse<'error' | 'allow'> = (name, value) => {
  if (value === 'error' || value === 'allow') return value
  throw invalid(name, value, '`error` or `allow`')
}

/** What `comment` takes. */
export const commentMode: Parse<boolean | 'without-params'> = (name, value) => {
  if (value === 'without-params') return value
  try {
    return flag(name, value)
  } catch {
    throw invalid(name, value, '`true`, `false` or `without-params`')
  }
}

/** A count of tasks. */
export const wholeNumber: Parse<number> = (name, value) => {
  if (/^[1-9]\d{0,3}$/.test(value)) return Number(value)
  throw invalid(name, value, 'a whole number from 1 to 9999')
}

/** The number of a pull request. */
export const issueNumber: Parse<number> = (name, value) => {
  if (/^[1-9]\d{0,9}$/.test(value)) return Number(value)
  throw invalid(name, value, 'the number of a pull request')
}

/** Credits above zero. */
export const credits: Parse<number> = (name, value) => {
  if (/^\d+(\.\d+)?$/.test(value) && Number(value) > 0) return Number(value)
  throw invalid(name, value, 'a number of credits above zero, like `20` or `7.5`')
}

/** Credits that stay in the account, 0 included. */
export const balance: Parse<number> = (name, value) => {
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value)
  throw invalid(name, value, 'a number of credits, like `100` or `7.5`')
}

const mostShards = 256

/** `2/4`. */
export const shard: Parse<Shard> = (name, value) => {
  const [, index, of] = /^(\d{1,3})\s*\/\s*(\d{1,3})$/.exec(value) ?? []
  const part = { index: Number(index), of: Number(of) }
  if (part.index >= 1 && part.index <= part.of && part.of <= mostShards) return part
  const takes = `a part of a whole, like \`2/4\`: the first counts from 1, and there are at most ${mostShards}`
  throw invalid(name, value, takes)
}

/** What holds credentials of the runner or of this step, and is never a file's business. */
const neverExposed = /^(INPUT_|ACTIONS_|GITHUB_TOKEN$)/i

/** Names of variables, with their values in `env`; empty where they are not set. */
export function exposedFrom(env: Environment): Parse<Readonly<Record<string, string>>> {
  return (name, value) => {
    const names = value.split(/[\s,]+/).filter((each) => each !== '')
    const wrong = names.find((each) => !/^[A-Za-z_]\w*$/.test(each) || neverExposed.test(each))
    if (wrong !== undefined) {
      const takes = 'names of environment variables, one a line, none of them of the runner'
      throw invalid(name, wrong, takes)
    }
    return Object.fromEntries(names.map((each) => [each, env[each] ?? '']))
  }
}

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }
const longestDuration = 576 * 3_600_000

/** Milliseconds. */
export const duration: Parse<number> = (name, value) => {
  const [, amount, unit = 's'] = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(value) ?? []
  const ms = Number(amount) * (units[unit] ?? NaN)
  if (ms > 0 && ms <= longestDuration) return ms
  const takes =
    'one number above zero with one unit, like `500ms`, `90s`, `30m` or `2h` (at most 576h); a bare number is seconds'
  throw invalid(name, value, takes)
}

/** A secret that goes into an HTTP header. */
export const headerValue: Parse<string> = (name, value) => {
  if (/^[\x21-\x7e]+$/.test(value)) return value
  throw new InputError(
    `Input \`${name}\` has a space, a line break or a character outside ASCII. Copy the value again from the API dashboard into the secret.`,
  )
}

/** Where Creatify's API is. */
export const apiUrl: Parse<URL> = (name, value) => {
  const url = webUrl(value)
  if (url && !url.search && !url.hash) return url
  // A user, a query and a fragment may be a token.
  const shown = /[@?#]/.test(value) ? '(not shown)' : value
  const takes = 'an `https://` URL without user, query or fragment (`http://` only on loopback)'
  throw invalid(name, shown, takes)
}

/** It may hold a token: it is never shown. */
export const webhookUrl: Parse<string> = (name, value) => {
  const url = URL.parse(value)
  if (url && /^https?:$/.test(url.protocol) && value.length <= 200) return value
  const got = value.length > 200 ? `(${value.length} characters)` : '(not shown)'
  throw invalid(name, got, 'an `http://` or `https://` URL of at most 200 characters')
}

/** Absolute, lexically inside `workspace` and outside `.git` and `.github`. */
export function folderIn(workspace: string): Parse<string> {
  return (name, value) => {
    const path = resolve(workspace, value)
    const away = relative(workspace, path)
    if (value.includes('\0') || isAbsolute(away) || away.split(/[\\/]/)[0] === '..') {
      throw invalid(name, value, 'a folder inside the workspace, like `assets/launch`')
    }
    if (guardedFolder(away) === undefined) return path
    throw invalid(name, value, 'a folder outside `.git` and `.github`, like `assets/launch`')
  }
}

/** The tag of a release; GitHub's `github.ref` has a prefix that releases do not have. */
export const releaseTag: Parse<string> = (_, value) => value.replace(/^refs\/tags\/(?=.)/, '')

/** `ID` or `NAME=ID`, separated by line breaks or commas. */
export const taskEntries: Parse<readonly AskedTask[]> = (name, value) => {
  const entries = value.split(/[\n,]/).map((entry) => entry.trim())
  const tasks = entries
    .filter((entry) => entry !== '')
    .map((entry): AskedTask => {
      const [, own, id = ''] = /^(?:(.*\S)\s*=\s*)?([^\s=]*)$/.exec(entry) ?? []
      const takes = 'task ids, each as `ID` or `NAME=ID`, separated by line breaks or commas'
      if (!isTaskId(id)) throw invalid(name, entry, takes)
      return { id, name: own }
    })
  const twice = tasks.find(
    ({ id }, at) => tasks.findIndex((task) => taskKey(task.id) === taskKey(id)) < at,
  )
  if (twice)
    throw new InputError(`Input \`task-id\` has the task ${twice.id} twice. Remove one of them.`)
  return tasks
}

/** One path or glob a line. */
export const pathLines: Parse<readonly string[]> = (_, value) =>
  value
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** Undefined: no list is asked for. Empty: the whole catalog. */
export const catalogFilter: Parse<readonly string[] | undefined> = (_, value) => {
  if (/^false$/i.test(value)) return undefined
  if (/^true$/i.test(value)) return []
  const names = value.split(/[,\n]/).map((name) => name.trim())
  return names.filter((name) => name !== '')
}
