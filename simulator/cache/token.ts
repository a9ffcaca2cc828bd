import { createHmac } from 'node:crypto'
import { isRecord } from '../params.ts'

/** What a token may do with the entries of one ref. */
export interface Grant {
  readonly ref: string
  readonly write: boolean
}

/** The default branch: its entries are seen from every ref. */
export const defaultRef = 'refs/heads/main'

/** The grants of a job on `ref`: it writes its own entries and reads those of the default branch too. */
export function grantsOn(ref: string, write: boolean): readonly Grant[] {
  const own = { ref, write }
  return ref === defaultRef ? [own] : [own, { ref: defaultRef, write: false }]
}

/** Looks like the runner's JWT, whose `ac` lists what it may do to the cache of which ref. */
export function runtimeToken(grants: readonly Grant[], secret: Buffer): string {
  // 1 reads, 2 writes.
  const scopes = grants.map(({ ref, write }) => ({ Scope: ref, Permission: write ? 3 : 1 }))
  const expires = Math.ceil(Date.now() / 1000) + 6 * 3600
  const claims = { iss: 'simulator', ac: JSON.stringify(scopes), exp: expires }
  const parts = [{ typ: 'JWT', alg: 'HS256' }, claims]
  const signed = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
  return [...signed, signatureOf(signed.join('.'), secret)].join('.')
}

/** The grants of a token of this service, in the order of its claims; undefined: it is none. */
export function grantsOf(authorization: string, secret: Buffer): readonly Grant[] | undefined {
  const [, signed = '', claims = '', signature] =
    /^Bearer ([\w-]+\.([\w-]+))\.([\w-]+)$/.exec(authorization) ?? []
  if (signature !== signatureOf(signed, secret)) return undefined
  const { ac }: Record<string, unknown> = {
    ...(JSON.parse(Buffer.from(claims, 'base64url').toString()) as object),
  }
  const scopes: unknown = JSON.parse(String(ac))
  if (!Array.isArray(scopes)) return undefined
  return scopes.filter(isRecord).map(({ Scope: ref, Permission: allowed }) => ({
    ref: String(ref),
    write: (Number(allowed) & 2) !== 0,
  }))
}

function signatureOf(signed: string, secret: Buffer): string {
  return createHmac('sha256', secret).update(signed).digest('base64url')
}
