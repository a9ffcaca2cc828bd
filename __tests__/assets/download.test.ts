import { readdir } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { pourInto, startHost } from '../support/host.ts'
import { kite, resultOf } from '../support/reading.ts'
import { startJob, type Step } from '../support/scenario.ts'

const png = Buffer.concat([
  Buffer.from('89504e470d0a1a0a0000000d49484452000003000000030008060000009a76827000', 'hex'),
  Buffer.alloc(100_000, 0x2e),
])

/** A step whose one asset is on a host that answers so. */
async function fetchFrom(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  { path = '/file.png', ...step }: Step & { readonly path?: string } = {},
) {
  await using host = await startHost(answer)
  await using job = await startJob({ seconds: 0.1 })
  const url = `${host.url}${path}`
  job.simulator.script({ assets: [{ url }] })
  const transcript = await job.run({ ...step, with: { ...kite, ...step.with } })
  return {
    transcript,
    url,
    requests: host.requests.map(({ url: at, headers }) => ({ at, headers })),
    sent: host.bytesSent(),
    leftovers: await readdir(`${job.temp}/creatify-downloads`).catch(() => []),
    [Symbol.asyncDispose]: async () => Promise.resolve(),
  }
}

test.concurrent.each([
  ['gzip', gzipSync(png)],
  ['br', brotliCompressSync(png)],
])('a host that compresses with %s, asked not to: the file is decoded', async (encoding, body) => {
  const { transcript, requests } = await fetchFrom((_, response) => {
    response.writeHead(200, { 'content-encoding': encoding, 'content-length': body.length })
    response.end(body)
  })
  expect(transcript.errors).toEqual([])
  expect(transcript.files).toEqual(['creatify-assets/nano-banana-2.png'])
  expect(resultOf(transcript).assets[0]?.bytes).toBe(png.length)
  expect(requests[0]?.headers['accept-encoding']).toBe('identity')
})

test.concurrent('an encoding that nobody knows: no file of such bytes is kept', async () => {
  const { transcript, url } = await fetchFrom((_, response) => {
    response.writeHead(200, { 'content-encoding': 'x-secret', 'content-type': 'image/png' })
    response.end(png)
  })
  expect(transcript.errors[0]).toContain('the server sent an encoding that nobody asked for')
  expect(resultOf(transcript).assets[0]?.url).toBe(url)
  expect(transcript.files).toEqual([])
})

test.concurrent('five redirects are followed, without the bodies that come with them', async () => {
  const { transcript, requests } = await fetchFrom(
    ({ url = '' }, response) => {
      const hop = Number(url.slice(1))
      if (hop === 5) {
        response.end(png)
        return
      }
      response.writeHead(302, { location: `/${hop + 1}` })
      pourInto(response)
    },
    { path: '/0' },
  )
  expect(transcript.errors).toEqual([])
  expect(requests.map(({ at }) => at)).toEqual(['/0', '/1', '/2', '/3', '/4', '/5'])
  expect(transcript.files).toEqual(['creatify-assets/nano-banana-2.png'])
})

test.concurrent('a redirect that leads to itself ends after five hops', async () => {
  const { transcript, requests, url } = await fetchFrom((_, response) => {
    response.writeHead(301, { location: '/file.png' })
    pourInto(response)
  })
  expect(transcript.errors[0]).toContain('the server redirects more than 5 times')
  expect(requests).toHaveLength(6)
  expect(resultOf(transcript).assets[0]?.url).toBe(url)
})

test.concurrent.each([
  ['an address by https', 'https://10.1.2.3/latest/meta-data/', /IP address/],
  ['an address of version 6', 'https://[fd00::1]/', /IP address/],
  ['an address in one number', 'https://167837955/', /IP address/],
  ['an address by http', 'http://169.254.169.254/latest/meta-data/', /only https/],
  ['a name by http', 'http://cdn.example/a.png', /only https/],
  ['a file of the runner', 'file:///etc/passwd', /only https/],
  ['a user and a password', 'https://user:secret@cdn.example/a.png', /credentials/],
])('a redirect to %s is not followed', async (_, location, reason) => {
  const { transcript, requests, url } = await fetchFrom((__, response) => {
    response.writeHead(302, { location }).end('internal words')
  })
  expect(transcript.errors[0]).toMatch(reason)
  expect(transcript.log).not.toContain('internal words')
  expect(requests).toHaveLength(1)
  expect(resultOf(transcript).assets[0]).toMatchObject({ url, path: null })
})

test.concurrent(
  'an endless file ends with the cancel of the step, and nothing is left',
  async () => {
    const { transcript, leftovers } = await fetchFrom(
      (_, response) => {
        response.writeHead(200, { 'content-type': 'video/mp4' })
        // Slowly, so that no disk is filled meanwhile.
        const timer = setInterval(() => response.write(Buffer.alloc(10_000)), 50)
        response.on('close', () => {
          clearInterval(timer)
        })
      },
      {
        during: (child, log) => {
          const timer = setInterval(() => {
            if (!log().includes('done after')) return
            clearInterval(timer)
            setTimeout(() => child.kill('SIGINT'), 500)
          }, 50)
        },
      },
    )
    expect(transcript.outputs['status']).toBe('unfinished')
    expect(transcript.errors[0]).toContain('the step was cancelled')
    expect(leftovers).toEqual([])
  },
)

test.concurrent('a file that says it is larger than ten gigabytes is not begun', async () => {
  const { transcript, requests } = await fetchFrom((_, response) => {
    response.writeHead(200, { 'content-length': 11 * 1024 ** 3 })
    pourInto(response)
  })
  expect(transcript.errors[0]).toMatch(/more than 10 GB|no room for it/)
  expect(requests).toHaveLength(1)
})
