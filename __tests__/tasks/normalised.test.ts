import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { startSimulator } from '../../simulator/simulator.ts'
import { apiAt, apiOf } from '../support/api.ts'
import { type Params } from '../../src/api/task.ts'
import type { Log } from '../../src/base/log.ts'
import { reconcile, type Reconciled } from '../../src/tasks/settle.ts'

const silent: Log = {
  info: () => undefined,
  notice: () => undefined,
  warning: () => undefined,
  group: async (_, work) => work(),
}

const model = 'nano-banana-2'
const signal = new AbortController().signal

/** What becomes of a lost create, where the API shows its task with the params that `shown` says. */
async function lost(sent: Params, shown: Params): Promise<Reconciled> {
  const sentAt = Date.now()
  const taskAt = (id: string, time: number, params: Params) => ({
    id,
    model_name: model,
    status: 'generating',
    created_at: new Date(time).toISOString(),
    input_params: params,
  })
  const list = [
    taskAt('ours', sentAt + 500, shown),
    taskAt('old', sentAt - 3_600_000, { prompt: 'An old kite' }),
  ]
  const server = createServer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(list))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  try {
    const { port } = server.address() as AddressInfo
    const api = apiAt(`http://127.0.0.1:${port}`)
    const claims = { has: () => false, claim: () => true }
    const order = { model, params: sent }
    return await reconcile({ order, sentAt, lost: 'reset' }, api, claims, {
      log: silent,
      signal,
      rivals: () => [],
    })
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

const prompt = 'A red kite'

test.concurrent.each<[string, Params, Params]>([
  ['a prompt that was trimmed', { prompt: ' A red kite\n' }, { prompt }],
  ['line ends of another kind', { prompt: 'A red\nkite' }, { prompt: 'A red\r\nkite' }],
  ['defaults filled in', { prompt }, { prompt, num_images: 1, resolution: '1K' }],
  ['keys in another order', { prompt, seed: 7 }, { seed: 7, prompt }],
])('our task with %s is adopted', async (_, sent, shown) => {
  expect(await lost(sent, shown)).toMatchObject({ as: 'adopted', task: { id: 'ours' } })
})

test.concurrent.each<[string, Params, Params]>([
  ['text for a number', { prompt, num_images: 2 }, { prompt, num_images: '2' }],
  ['a number for text', { prompt, duration: '5' }, { prompt, duration: 5 }],
  ['a param left out', { prompt, seed: 7 }, { prompt }],
  ['a prompt trimmed and text for a number', { prompt: `${prompt} `, n: 2 }, { prompt, n: '2' }],
  ['no params at all', { prompt }, {}],
  ['a prompt of one word, and a number for text', { prompt: 'Kite', n: '2' }, { prompt: 'Kite' }],
  ['no text sent, and a number for text', { n: '2' }, { n: 2 }],
])('our task with %s is never told to be absent', async (_, sent, shown) => {
  expect((await lost(sent, shown)).as).not.toBe('absent')
})

test.concurrent('a task with another prompt is not ours', async () => {
  expect(await lost({ prompt }, { prompt: 'A blue boat' })).toEqual({ as: 'absent' })
})

test.concurrent.each<[string, number, unknown, boolean]>([
  ['too few characters', 400, { prompt: ['Not enough characters'] }, false],
  ['no such choice', 400, { resolution: ['"9K" is not a valid choice.'] }, false],
  ['a word about balance', 400, { prompt: ['White balance is no style'] }, false],
  ['insufficient credits', 400, ['Insufficient credits'], true],
  ['not enough credits, told at length', 400, { detail: 'You have not enough credits.' }, true],
  ['402, whatever it says', 402, { detail: 'Sorry' }, true],
  ['401', 401, { detail: 'Invalid API credentials.' }, true],
])('%s: what a refusal means for the next create', async (_, status, body, dooms) => {
  const simulator = await startSimulator()
  try {
    simulator.fault({ route: 'create', status, body })
    const api = apiOf(simulator)
    const until = { signal, waits: signal, deadline: Infinity }
    const created = await api.create({ model, params: { prompt } }, until)
    expect(created).toMatchObject({ as: 'refused', dooms })
    expect(simulator.counts('create')).toBe(1)
  } finally {
    await simulator.stop()
  }
})
