import { createHmac, randomBytes } from 'node:crypto'
import { STATUS_CODES, type IncomingHttpHeaders } from 'node:http'
import type { Answer } from '../messages.ts'

/** An answer whose body is held in memory. */
export interface WholeAnswer extends Answer {
  readonly body?: Buffer
}

/** What storage needs of a request; `path` with the query. */
export interface BlobRequest {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

interface Blob {
  readonly path: string
  /** By id, until a block list puts them together. */
  readonly blocks: Map<string, Buffer>
  content: Buffer | undefined
  modified: Date
}

/** GitHub signs for about as long. */
const signedForMs = 10 * 60_000

/**
 * Azure Blob Storage as far as its SDK needs it behind a signed URL: Put Blob, Put Block, Put Block
 * List, Get Blob with a range, and Get Blob Properties.
 */
export class Blobs {
  readonly #blobs = new Map<string, Blob>()
  readonly #secret = randomBytes(32)

  /** Makes room for a blob; answers its path. */
  reserve(): string {
    // Account, container, blob: on an IP address the SDK reads the account from the path.
    const path = `/cachestore/actions-cache/${randomBytes(16).toString('hex')}`
    this.#blobs.set(path, { path, blocks: new Map(), content: undefined, modified: new Date() })
    return path
  }

  /** undefined until the upload is complete. */
  size(path: string): number | undefined {
    return this.#blobs.get(path)?.content?.length
  }

  /** The path with a query that opens it for a while, to be put behind an origin. */
  signed(path: string, allowed: 'read' | 'write'): string {
    const permission = allowed === 'read' ? 'r' : 'cw'
    const until = new Date(Date.now() + signedForMs).toISOString()
    const signature = this.#signature(path, permission, until)
    const query = { sp: permission, sv: '2025-11-05', sr: 'b', se: until, sig: signature }
    return `${path}?${new URLSearchParams(query).toString()}`
  }

  /** Appends to a blob, as the chunks of protocol 1 do; false: there is none. */
  append(path: string, chunk: Buffer): boolean {
    const blob = this.#blobs.get(path)
    if (blob === undefined) return false
    put(blob, Buffer.concat([blob.content ?? Buffer.alloc(0), chunk]))
    return true
  }

  clear(): void {
    this.#blobs.clear()
  }

  answer({ method, path, headers, body }: BlobRequest): WholeAnswer {
    const { pathname, searchParams: query } = new URL(path, 'http://blobs')
    const reads = method === 'GET' || method === 'HEAD'
    if (!this.#opens(pathname, query, reads ? 'r' : 'cw'))
      return failure(403, 'AuthenticationFailed')
    const blob = this.#blobs.get(pathname)
    if (blob === undefined) return failure(404, 'BlobNotFound')
    if (reads) return read(blob, headers)
    if (method !== 'PUT') return failure(405, 'UnsupportedHttpVerb')

    const part = query.get('comp')
    if (part === 'block') return putBlock(blob, query.get('blockid'), body)
    if (part === 'blocklist') return putBlockList(blob, body.toString())
    if (part !== null) return failure(400, 'InvalidQueryParameterValue')
    if (headers['x-ms-blob-type'] !== 'BlockBlob') return failure(400, 'MissingRequiredHeader')
    return put(blob, body)
  }

  #opens(path: string, query: URLSearchParams, permission: string): boolean {
    const until = query.get('se') ?? ''
    if (query.get('sp') !== permission || !(Date.parse(until) > Date.now())) return false
    return query.get('sig') === this.#signature(path, permission, until)
  }

  #signature(path: string, permission: string, until: string): string {
    const hmac = createHmac('sha256', this.#secret)
    return hmac.update(`${permission}\n${until}\n${path}`).digest('base64')
  }
}

function put(blob: Blob, content: Buffer): WholeAnswer {
  blob.content = content
  blob.modified = new Date()
  blob.blocks.clear()
  return { status: 201, headers: { ...properties(blob), 'x-ms-request-server-encrypted': 'true' } }
}

function putBlock(blob: Blob, id: string | null, content: Buffer): WholeAnswer {
  if (id === null) return failure(400, 'MissingRequiredQueryParameter')
  blob.blocks.set(id, content)
  return { status: 201, headers: { 'x-ms-request-server-encrypted': 'true' } }
}

function putBlockList(blob: Blob, list: string): WholeAnswer {
  // Ids are Base64: nothing in them is escaped.
  const ids = Array.from(list.matchAll(/<Latest>([^<]*)<\/Latest>/g), ([, id = '']) => id)
  const blocks = ids.map((id) => blob.blocks.get(id)).filter((block) => block !== undefined)
  if (blocks.length < ids.length) return failure(400, 'InvalidBlockList')
  return put(blob, Buffer.concat(blocks))
}

function read(blob: Blob, headers: IncomingHttpHeaders): WholeAnswer {
  const { content } = blob
  if (content === undefined) return failure(404, 'BlobNotFound')
  const type = { 'content-type': 'application/octet-stream' }
  const range = rangeOf(headers)
  if (range === undefined) {
    return { status: 200, headers: { ...properties(blob), ...type }, body: content }
  }
  const end = Math.min(range.end, content.length - 1)
  if (range.start > end) return failure(416, 'InvalidRange')
  const extent = { 'content-range': `bytes ${range.start}-${end}/${content.length}` }
  const body = content.subarray(range.start, end + 1)
  return { status: 206, headers: { ...properties(blob), ...type, ...extent }, body }
}

/** Both ends count; undefined: the whole, which is also what Azure makes of a range it cannot read. */
function rangeOf(headers: IncomingHttpHeaders): { start: number; end: number } | undefined {
  const asked = headers['x-ms-range'] ?? headers.range
  const [, start, end] = /^bytes=(\d+)-(\d*)$/.exec(String(asked)) ?? []
  if (start === undefined) return undefined
  return { start: Number(start), end: end ? Number(end) : Infinity }
}

function properties({ modified, path }: Blob): Record<string, string> {
  return {
    'accept-ranges': 'bytes',
    'last-modified': modified.toUTCString(),
    etag: `"${path.slice(-8)}${modified.getTime().toString(16)}"`,
    'x-ms-blob-type': 'BlockBlob',
  }
}

function failure(status: number, code: string): WholeAnswer {
  const message = STATUS_CODES[status] ?? 'Error'
  const error = `<Error><Code>${code}</Code><Message>${message}</Message></Error>`
  const text = `<?xml version="1.0" encoding="utf-8"?>${error}`
  return {
    status,
    headers: { 'content-type': 'application/xml', 'x-ms-error-code': code },
    body: Buffer.from(text),
  }
}
