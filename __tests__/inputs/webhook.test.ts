import { readFile } from 'node:fs/promises'
import type { Fault } from '../../simulator/simulator.ts'
import { lightJob } from '../support/attempts.ts'
import { kite } from '../support/reading.ts'

const secret = 's3cr3t-hook-0123456789'
const webhook = `https://hooks.example.com/creatify?token=${secret}&for=kites`

test.concurrent.each<[string, Fault]>([
  ['a refusal', { route: 'create', status: 400, body: { detail: `Not reached: ${webhook}` } }],
  ['a field error', { route: 'create', status: 400, body: { webhook_url: [`${webhook} is bad`] } }],
  ['a page', { route: 'create', status: 403, body: `<html><title>${webhook}</title></html>` }],
  ['plain text', { route: 'create', status: 422, body: `POST with ${webhook} was refused` }],
  [
    'long text',
    { route: 'create', status: 400, body: { detail: `${'x'.repeat(330)} ${webhook}` } },
  ],
  ['a refused look', { route: 'task', status: 400, body: { detail: webhook }, times: 999 }],
])('%s that quotes the webhook does not bring its URL to light', async (_, fault) => {
  await using job = await lightJob({ assumptions: { list: 'refused' } })
  job.simulator.fault(fault)
  const transcript = await job.run({ with: { ...kite, timeout: '4s', 'webhook-url': webhook } })
  expect(transcript.exitCode).toBe(1)
  const results = await readFile(transcript.outputs['results-file'] ?? '', 'utf8')
  const shown = [
    transcript.log.replaceAll(/^::add-mask::.*$/gm, ''),
    transcript.summary,
    JSON.stringify(transcript.outputs),
    results,
  ]
  for (const text of shown) expect(text).not.toContain(secret.slice(0, 8))
})
