import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { generate } from 'selfsigned'

/** A proxy of HTTPS on loopback. */
export interface Proxy extends AsyncDisposable {
  readonly url: string
  /** `host:port` of every tunnel asked for. */
  readonly tunnels: readonly string[]
  /** Plain requests, which nothing here should make. */
  readonly plain: readonly string[]
}

/** Forwards CONNECT to the same port on the loopback interface, whatever the host. */
export async function startProxy(): Promise<Proxy> {
  const tunnels: string[] = []
  const plain: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((request, response) => {
    plain.push(request.url ?? '')
    response.writeHead(502).end()
  })
  server.on('connection', (socket: Socket) => sockets.add(socket))
  server.on('connect', (request, client: Socket) => {
    const target = request.url ?? ''
    tunnels.push(target)
    const behind = connect(Number(target.split(':').at(-1)), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n')
      client.pipe(behind).pipe(client)
    })
    for (const each of [client, behind]) each.on('error', () => behind.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tunnels,
    plain,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

/** The name of the simulator behind a proxy: no machine has it. */
export const publicHost = 'api.creatify.test'

/** A certificate of that name, which nobody else vouches for. */
export async function certificate(): Promise<{ key: string; cert: string }> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: publicHost }], {
    keySize: 2048,
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [{ type: 2, value: publicHost }] },
    ],
  })
  return { key, cert }
}
