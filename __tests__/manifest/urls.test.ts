import { urlProblem } from '../../src/manifest/urls.ts'
import { startJob } from '../support/scenario.ts'

test.concurrent.each([
  'https://example.com/a.png',
  'http://example.com/a.png',
  'https://github.com/octo-org/octo-repo/raw/main/a.png',
  'https://github.com/octo-org/octo-repo/blob/main/a.png?raw=true',
  'https://8.8.8.8/a.png',
  'https://172.32.0.1/a.png',
  'https://[2001:4860:4860::8888]/a.png',
])('%s may be fetched', (url) => {
  expect(urlProblem(url, false)).toBeUndefined()
})

test.concurrent.each([
  ['file:///home/me/a.png', 'error'],
  ['http://localhost:3000/a.png', 'error'],
  ['http://app.localhost/a.png', 'error'],
  ['http://127.0.0.1/a.png', 'error'],
  ['http://0x7f000001/a.png', 'error'],
  ['http://10.1.2.3/a.png', 'error'],
  ['http://172.16.0.1/a.png', 'error'],
  ['http://192.168.1.1/a.png', 'error'],
  ['http://169.254.169.254/a.png', 'error'],
  ['http://100.64.0.1/a.png', 'error'],
  ['http://[::1]/a.png', 'error'],
  ['http://[fd00::1]/a.png', 'error'],
  ['http://[::ffff:192.168.0.1]/a.png', 'error'],
  ['http://minio:9000/a.png', 'error'],
  ['https://files.internal/a.png', 'error'],
  ['https://github.com/octo-org/octo-repo/blob/main/a.png', 'error'],
  ['data:image/png;base64,AAAA', 'warning'],
  ['gs://bucket/a.png', 'warning'],
])('%s is a finding: %s', (url, severity) => {
  expect(urlProblem(url, false)?.severity).toBe(severity)
})

test.concurrent('URLs that nobody can open are findings, and nothing is created', async () => {
  await using job = await startJob()
  const params = [
    'prompt: A red kite',
    'image_urls:',
    '  - file:///home/me/a.png',
    '  - http://localhost:3000/a.png',
    '  - http://192.168.1.1/a.png',
    '  - https://github.com/octo-org/octo-repo/blob/main/art/a.png',
  ]
  await job.write('params.yml', params.join('\n'))
  const transcript = await job.run({
    with: { model: 'flux-2-pro/edit', 'params-file': 'params.yml' },
  })
  const placed = transcript.annotations.filter(({ file }) => file === 'params.yml')
  expect(placed.map(({ line }) => line)).toEqual(['3', '4', '5', '6'])
  expect(placed.at(-1)?.message).toBe(
    "`image_urls.3` is GitHub's page about the file, not the file. Use https://raw.githubusercontent.com/octo-org/octo-repo/main/art/a.png",
  )
  expect(job.simulator.counts('create')).toBe(0)
})
