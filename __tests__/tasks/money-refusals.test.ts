import { startSimulator } from '../../simulator/simulator.ts'
import { apiOf } from '../support/api.ts'

const model = 'nano-banana-2'
const prompt = 'A red kite'
const { signal } = new AbortController()

test.concurrent.each<[string, number, unknown, boolean]>([
  ['too few characters', 400, { prompt: ['Not enough characters'] }, false],
  ['no such choice', 400, { resolution: ['"9K" is not a valid choice.'] }, false],
  ['a word about balance', 400, { prompt: ['White balance is no style'] }, false],
  ['insufficient credits', 400, ['Insufficient credits'], true],
  ['not enough credits, told at length', 400, { detail: 'You have not enough credits.' }, true],
  ['402, whatever it says', 402, { detail: 'Sorry' }, true],
  ['401', 401, { detail: 'Invalid API credentials.' }, true],
])('%s: what a refusal means for the next create', async (_, status, body, holdsForAll) => {
  const simulator = await startSimulator()
  try {
    simulator.fault({ route: 'create', status, body })
    const api = apiOf(simulator)
    const until = { signal, waits: signal, deadline: Infinity }
    const created = await api.create({ model, params: { prompt } }, until)
    expect(created).toMatchObject({ as: 'refused', holdsForAll })
    expect(simulator.counts('create')).toBe(1)
  } finally {
    await simulator.stop()
  }
})
