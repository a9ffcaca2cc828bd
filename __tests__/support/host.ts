import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

/** A host of files on loopback that answers in any way. */
export interface Host extends AsyncDisposable {
  readonly url: string
  /** Requests, in the order they came. */
  readonly requests: readonly IncomingMessage[]
  /** Bytes that were sent, in whatever way. */
  bytesSent(): number
}

/** Starts a host. `answer` may leave the response open. */
export async function startHost(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<Host> {
  const requests: IncomingMessage[] = []
  const sockets = new Set<Socket>()
  const server = createServer((request, response) => {
    requests.push(request)
    response.on('error', () => undefined)
    answer(request, response)
  })
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    bytesSent: () => [...sockets].reduce((sum, { bytesWritten }) => sum + bytesWritten, 0),
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Writes the same bytes until the connection ends. */
export function pourInto(response: ServerResponse): void {
  const chunk = Buffer.alloc(64 * 1024, 0x2e)
  const pour = () => {
    while (!response.destroyed && response.write(chunk)) {
      // As much as the socket takes.
    }
  }
  response.on('drain', pour)
  pour()
}
