import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { generate } from 'selfsigned'
import { lightJob } from '../support/attempts.ts'
import { kite } from '../support/reading.ts'

test('a proxy that refuses the tunnel is told, and nothing is doubted', async () => {
  let tunnels = 0
  const proxy = createServer()
  proxy.on('connect', (_, client: Socket) => {
    tunnels += 1
    client.on('error', () => undefined)
    client.end('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n')
  })
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  try {
    await using job = await lightJob()
    const transcript = await job.run({
      with: { 'api-url': 'https://api.creatify.test', 'task-id': 'hero=1a2b3c4d', timeout: '2s' },
      env: { https_proxy: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` },
    })
    expect(tunnels).toBeGreaterThan(1)
    expect(transcript.exitCode).toBe(1)
    expect(transcript.outputs).toMatchObject({ status: 'unfinished', tasks: 'hero=1a2b3c4d' })
    expect(transcript.log).toMatch(/could not connect \(.*407/)
  } finally {
    proxy.closeAllConnections()
    proxy.close()
  }
})

test('a certificate that is not trusted fails at once, with its code', async () => {
  const attributes = [{ name: 'commonName', value: '127.0.0.1' }]
  const { private: key, cert } = await generate(attributes, {
    keySize: 2048,
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
  })
  await using job = await lightJob({ tls: { key, cert } })
  const transcript = await job.run({ with: kite })
  expect(transcript.ms).toBeLessThan(20_000)
  expect(transcript.exitCode).toBe(1)
  expect(transcript.errors).toHaveLength(1)
  expect(transcript.errors[0]).toMatch(
    /could not connect \([A-Z_]*(SELF_SIGNED|UNABLE_TO)[A-Z_]*\)/,
  )
  expect(transcript.outputs['status']).toBe('failed')
  expect(job.simulator.requests).toEqual([])
})
