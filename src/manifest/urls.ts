import { truncate } from '../base/text.ts'
import type { Params } from '../api/task.ts'
import { isRecord } from '../base/json.ts'
import type { Path } from '../documents/yaml.ts'

/** A value of params that the API fetches. */
export interface UrlParam {
  readonly path: Path
  readonly value: string
}

/** The texts that are URLs by the name of their param (`image_url`, `image_urls`) or by the schema's format. */
export function urlParamsIn(
  params: Params,
  schema: Readonly<Record<string, unknown>>,
): readonly UrlParam[] {
  const found: UrlParam[] = []
  withUrlParams(params, schema, (value, path) => {
    found.push({ path, value })
    return value
  })
  return found
}

/** The params with each text that is a URL by its param's name or format changed. */
export function withUrlParams(
  params: Params,
  schema: Readonly<Record<string, unknown>>,
  change: (value: string, path: Path) => string,
): Params {
  const properties = isRecord(schema['properties']) ? schema['properties'] : {}
  const visit = (value: unknown, path: Path, isUrl: boolean): unknown => {
    if (typeof value === 'string') return isUrl && value !== '' ? change(value, path) : value
    if (Array.isArray(value)) return value.map((each, i) => visit(each, [...path, i], isUrl))
    if (!isRecord(value)) return value
    const entries = Object.entries(value)
    return Object.fromEntries(
      entries.map(([key, each]) => [key, visit(each, [...path, key], isUrlName(key))]),
    )
  }
  return Object.fromEntries(
    Object.entries(params).map(([key, value]) => [
      key,
      visit(value, [key], isUrlName(key) || hasUrlFormat(properties[key])),
    ]),
  )
}

function isUrlName(key: string): boolean {
  return /(^|_)ur[il]s?$/i.test(key)
}

function hasUrlFormat(property: unknown): boolean {
  if (!isRecord(property)) return false
  const { format, items } = property
  return (typeof format === 'string' && /^ur[il]$/.test(format)) || hasUrlFormat(items)
}

/** True for a path of the workspace, and not a URL. A drive letter is no scheme. */
export function isPath(value: string): boolean {
  return !/^[a-z][a-z0-9+.-]+:/i.test(value)
}

/** What is wrong with a URL, as the end of a sentence about it, and what to write instead. */
export interface UrlProblem {
  readonly severity: 'error' | 'warning'
  readonly message: string
}

/** Why the API could not fetch a URL; undefined where it may. `loopback`: the API, and so its files, may be on this machine. */
export function urlProblem(value: string, loopback: boolean): UrlProblem | undefined {
  const url = URL.parse(value)
  if (!url) return undefined
  switch (url.protocol) {
    case 'http:':
    case 'https:':
      break
    case 'data:':
      return warning('is a `data:` URL. The API documents public URLs only and may refuse it.')
    case 'file:':
      return error('is a file of this machine, which the API cannot read.')
    default:
      return warning(`is a \`${url.protocol}\` URL. The API may take \`https:\` URLs only.`)
  }
  if (isPrivate(url.hostname) && !(loopback && isLoopbackAddress(url.hostname))) {
    const host = truncate(url.hostname, 80)
    return error(`is on \`${host}\`, which only this machine or its network can reach.`)
  }
  const raw = rawOfPage(url)
  if (raw === undefined) return undefined
  return error(`is GitHub's page about the file, not the file. Use ${raw}`)
}

function error(message: string): UrlProblem {
  return { severity: 'error', message }
}

function warning(message: string): UrlProblem {
  return { severity: 'warning', message }
}

/** The file that a page of github.com shows. */
function rawOfPage(url: URL): string | undefined {
  if (!/^(www\.)?github\.com$/.test(url.hostname) || url.searchParams.has('raw')) return undefined
  const [, repository, rest] = /^\/([^/]+\/[^/]+)\/blob\/(.+)$/.exec(url.pathname) ?? []
  return repository === undefined || rest === undefined
    ? undefined
    : `https://raw.githubusercontent.com/${repository}/${rest}`
}

/** An address, not the name `localhost`, which people write for servers of their own. */
function isLoopbackAddress(hostname: string): boolean {
  return hostname === '[::1]' || hostname.startsWith('127.')
}

/** Names and addresses that are not of the public internet. Names are not looked up. */
function isPrivate(hostname: string): boolean {
  const host = hostname.replace(/\.$/, '')
  if (host.startsWith('[')) return isPrivateV6(host.slice(1, -1))
  if (/^\d+(\.\d+){3}$/.test(host)) return isPrivateV4(host)
  return !host.includes('.') || /\.(localhost|local|internal|lan|home\.arpa)$/.test(host)
}

function isPrivateV4(address: string): boolean {
  const [a = 0, b = 0] = address.split('.').map(Number)
  if (a === 0 || a === 10 || a === 127) return true
  if (a === 100) return b >= 64 && b < 128
  if (a === 169) return b === 254
  if (a === 172) return b >= 16 && b < 32
  return a === 192 && b === 168
}

/** `address` as URL writes it: in hexadecimal, shortened. */
function isPrivateV6(address: string): boolean {
  const [, high, low] = /^::ffff:([\da-f]+):([\da-f]+)$/.exec(address) ?? []
  if (high !== undefined && low !== undefined) {
    const bits = Number.parseInt(high, 16) * 65_536 + Number.parseInt(low, 16)
    return isPrivateV4([24, 16, 8, 0].map((shift) => (bits >>> shift) & 255).join('.'))
  }
  return address === '::' || address === '::1' || /^(f[cd]|fe[89ab])/.test(address)
}
