import { isUtf8 } from 'node:buffer'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { Socket } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  brotliCompressSync,
  createBrotliCompress,
  createDeflate,
  createGzip,
  deflateSync,
  gzipSync,
} from 'node:zlib'
import { faultyAnswer, worksFirst, type Faults } from './faults.ts'
import {
  json,
  type Answer,
  type Drip,
  type Encoding,
  type RecordedRequest,
  type StreamedBody,
} from './messages.ts'

/** A server of the simulator. */
export interface Origin<R extends string> {
  readonly name: RecordedRequest['origin']
  readonly port: number
  readonly tls: { readonly key: string; readonly cert: string } | undefined
  readonly faults: Pick<Faults<R>, 'take'>
  readonly clockSkewMs: number
  /** Default true. */
  readonly dateHeader?: boolean
  /** An idle connection is closed after this, unannounced; default longer than any test. */
  readonly idleConnectionMs?: number | undefined
  readonly requests: RecordedRequest<R>[]
  readonly routeOf: (method: string, path: string) => R | undefined
  /** `bytes`: the body as it came. */
  readonly work: (request: RecordedRequest<R>, bytes: Buffer) => Answer | Promise<Answer>
  readonly onEnd: (request: RecordedRequest<R>) => void
  /** A larger request is refused; default 2 MiB. */
  readonly largestBody?: number
}

type Recording<R extends string> = {
  -readonly [K in keyof RecordedRequest<R>]: RecordedRequest<R>[K]
}

/** No documented request of the API comes near it. */
const largestOfApi = 2 * 1024 * 1024

/** Listens on the loopback interface until `close` is called. */
export async function listen<R extends string>(
  origin: Origin<R>,
): Promise<{ readonly port: number; close(): Promise<void> }> {
  const sockets = new Set<Socket>()
  const requestsOf = new WeakMap<Socket, number>()
  const underWay = new Set<Promise<void>>()
  const closing = new AbortController()

  const accept = (incoming: IncomingMessage, response: ServerResponse): void => {
    // A client that went away, or a simulator that stops, ends a conversation in the middle.
    const conversation = converse(incoming, response)
      .catch(() => incoming.socket.destroy())
      .then(() => void underWay.delete(conversation))
    underWay.add(conversation)
  }

  async function converse(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url: path = '/' } = incoming
    const request: Recording<R> = {
      at: performance.now(),
      route: origin.routeOf(method, path),
      origin: origin.name,
      method,
      path,
      headers: incoming.headers,
      before: requestsOf.get(incoming.socket) ?? 0,
      body: undefined,
      status: undefined,
    }
    requestsOf.set(incoming.socket, request.before + 1)
    origin.requests.push(request)
    try {
      await answerTo(request, incoming, response)
    } finally {
      origin.onEnd(request)
    }
  }

  async function answerTo(
    request: Recording<R>,
    incoming: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const body = await read(incoming, origin.largestBody ?? largestOfApi)
    request.body = body === undefined ? undefined : parsed(body)

    const fault = origin.faults.take(request)
    const worked = fault === undefined || worksFirst(fault)
    const real = worked ? await work(request, body) : undefined
    if (fault?.delayMs) await sleep(fault.delayMs, undefined, { signal: closing.signal })
    if (fault?.reset !== undefined) {
      reset(incoming.socket)
      return
    }
    if (fault?.hang !== undefined) return
    const answer =
      fault === undefined ? real : faultyAnswer(fault, real, Date.now() + origin.clockSkewMs)
    if (answer === undefined) return
    request.status = answer.status
    await send(answer, incoming, response)
  }

  /** A fault of the simulator itself must not look like one it was told to have. */
  async function work(request: RecordedRequest<R>, body: Buffer | undefined): Promise<Answer> {
    if (body === undefined) return json(413, { detail: 'Request body too large.' })
    try {
      return await origin.work(request, body)
    } catch (error) {
      return json(500, { detail: `The simulator failed: ${String(error)}` })
    }
  }

  async function send(answer: Answer, incoming: IncomingMessage, response: ServerResponse) {
    const { status, headers, cutAfter = Infinity, encoding, drip, closes } = answer
    const body = whole(answer.body ?? Buffer.alloc(0), encoding)
    response.sendDate = false
    response.writeHead(status, {
      ...(origin.dateHeader === false
        ? undefined
        : { date: new Date(Date.now() + origin.clockSkewMs).toUTCString() }),
      ...(body.length === undefined ? undefined : { 'content-length': body.length }),
      ...(encoding && { 'content-encoding': encoding }),
      // Said by hand, or Node would tell how long it keeps the connection.
      ...(origin.idleConnectionMs === undefined ? undefined : { connection: 'keep-alive' }),
      ...headers,
    })
    const cut = cutAfter < (body.length ?? Infinity)
    if (incoming.method !== 'HEAD') {
      response.flushHeaders()
      const bytes = firstBytes(body.chunks(), cutAfter)
      const source = Readable.from(drip ? dripped(bytes, drip, closing.signal) : bytes)
      const streamed = encoding !== undefined && !Buffer.isBuffer(answer.body)
      const end = { end: !cut }
      if (streamed) await pipeline(source, encoders[encoding](), response, end)
      else await pipeline(source, response, end)
    } else {
      response.end()
    }
    if (cut) incoming.socket.destroySoon()
    if (closes === true) incoming.socket.end()
  }

  /** A TLS socket cannot be reset, the connection below it can. */
  function reset(socket: Socket): void {
    const below = [...sockets].find(({ remotePort }) => remotePort === socket.remotePort)
    ;(below ?? socket).resetAndDestroy()
  }

  const server =
    origin.tls === undefined ? createServer(accept) : createTlsServer({ ...origin.tls }, accept)
  // An idle connection closed by the server races with its next request.
  server.keepAliveTimeout = origin.idleConnectionMs ?? 600_000
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  const port = await opened(server, origin.port)

  async function close(): Promise<void> {
    closing.abort()
    const closed = new Promise<void>((resolve) => {
      server.close(() => {
        resolve()
      })
    })
    for (const socket of sockets) socket.destroy()
    await Promise.all([closed, ...underWay])
  }
  return { port, close }
}

async function opened(server: ReturnType<typeof createServer>, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('not listening on a port')
  return address.port
}

const encoders = { gzip: createGzip, br: createBrotliCompress, deflate: createDeflate }
const encodings = { gzip: gzipSync, br: brotliCompressSync, deflate: deflateSync }

/** The body as it is sent, so far as it is held; one that is streamed is compressed on the way. */
function whole(body: Buffer | StreamedBody, encoding: Encoding | undefined): StreamedBody {
  if (!Buffer.isBuffer(body)) return encoding === undefined ? body : { ...body, length: undefined }
  const sent = encoding === undefined ? body : encodings[encoding](body)
  return { length: sent.length, chunks: () => [sent] }
}

async function* dripped(
  chunks: Iterable<Buffer>,
  { bytes, everyMs }: Drip,
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  for (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += bytes) {
      yield chunk.subarray(at, at + bytes)
      await sleep(everyMs, undefined, { signal })
    }
  }
}

function* firstBytes(chunks: Iterable<Buffer>, limit: number): Generator<Buffer> {
  let left = limit
  for (const chunk of chunks) {
    if (left <= 0) return
    yield chunk.subarray(0, Math.min(left, chunk.length))
    left -= chunk.length
  }
}

/** undefined: over the cap, but read to its end, or the client would not hear the answer. */
async function read(incoming: IncomingMessage, largest: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length <= largest) chunks.push(chunk)
  }
  return length > largest ? undefined : Buffer.concat(chunks)
}

function parsed(body: Buffer): unknown {
  if (body.length === 0) return undefined
  if (!isUtf8(body)) return body
  const text = body.toString()
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
