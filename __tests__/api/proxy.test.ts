import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { certificate, publicHost, startProxy } from '../support/proxy.ts'
import { startHost } from '../support/host.ts'
import { kite, tinyPng } from '../support/reading.ts'
import { startJob } from '../support/scenario.ts'

test('a proxy is used for the API and for assets', async () => {
  const tls = await certificate()
  await using proxy = await startProxy()
  await using job = await startJob({ seconds: 0.1, tls, publicHost })
  job.simulator.script({ assets: [tinyPng] })
  const ca = join(job.temp, 'ca.pem')
  await writeFile(ca, tls.cert)
  const transcript = await job.run({
    with: kite,
    env: { https_proxy: proxy.url, NODE_EXTRA_CA_CERTS: ca },
  })
  expect(transcript.errors).toEqual([])
  expect(transcript.exitCode).toBe(0)
  expect(transcript.files).toEqual(['creatify-assets/nano-banana-2.png'])
  const { host: api } = new URL(job.simulator.apiUrl)
  const { host: assets } = new URL(job.simulator.assetUrl)
  expect(proxy.tunnels).toContain(api)
  expect(proxy.tunnels).toContain(assets)
  expect(new Set(proxy.tunnels)).toEqual(new Set([api, assets]))
  expect(proxy.plain).toEqual([])
  expect(job.simulator.counts('create')).toBe(1)
})

test.each([
  ['http', /only https URLs without credentials are fetched/],
  ['https', /URLs with an IP address or `localhost` are not fetched/],
])('an API elsewhere names a file on loopback by %s: not fetched', async (scheme, reason) => {
  const tls = await certificate()
  await using proxy = await startProxy()
  await using host = await startHost((_, response) => response.end('internal words'))
  await using job = await startJob({ seconds: 0.1, tls, publicHost })
  const url = `${host.url.replace('http', scheme)}/latest/meta-data`
  job.simulator.script({ assets: [{ url }] })
  const ca = join(job.temp, 'ca.pem')
  await writeFile(ca, tls.cert)
  const transcript = await job.run({
    with: kite,
    env: { https_proxy: proxy.url, NODE_EXTRA_CA_CERTS: ca },
  })
  expect(transcript.exitCode).toBe(1)
  expect(transcript.errors.at(-1)).toMatch(reason)
  expect(transcript.outputs['task-id']).toBe(job.simulator.tasks[0]?.id)
  expect(host.requests).toEqual([])
  expect(proxy.tunnels.filter((each) => each.startsWith('127.'))).toEqual([])
})

test('a certificate that nobody vouches for is refused', async () => {
  const tls = await certificate()
  await using proxy = await startProxy()
  await using job = await startJob({ tls, publicHost })
  const started = performance.now()
  const transcript = await job.run({
    with: kite,
    env: { https_proxy: proxy.url },
    during: (child) => {
      setTimeout(() => child.kill('SIGINT'), 4000)
    },
  })
  expect(transcript.exitCode).toBe(1)
  expect(job.simulator.requests).toEqual([])
  expect(performance.now() - started).toBeLessThan(20_000)
})

test('no_proxy and the loopback interface go around it', async () => {
  await using proxy = await startProxy()
  await using job = await startJob({ seconds: 0.1 })
  job.simulator.script({ assets: [tinyPng] })
  const transcript = await job.run({
    with: kite,
    env: { https_proxy: proxy.url, http_proxy: proxy.url, no_proxy: 'example.com' },
  })
  expect(transcript.exitCode).toBe(0)
  expect(proxy.tunnels).toEqual([])
  expect(proxy.plain).toEqual([])
})

test.each([
  ['localhost:3128', '`https_proxy` is localhost:3128. It takes the URL of a proxy'],
  ['http://me:50%@localhost:3128', '`https_proxy` has a `%` in its user or password'],
])('https_proxy=%s is told before anything is sent', async (proxy, words) => {
  await using job = await startJob({ publicHost })
  const transcript = await job.run({
    with: { ...kite, 'api-url': `https://${publicHost}` },
    env: { https_proxy: proxy },
  })
  expect(transcript.exitCode).toBe(1)
  expect(transcript.errors).toEqual([expect.stringContaining(words)])
  expect(transcript.log).not.toContain('50%@')
  expect(job.simulator.requests).toEqual([])
})
