import type { SimulatedTask } from '../simulator/simulator.ts'
import { describePlan, planFrom, type Call } from './support/chaos/plan.ts'
import { exchanged, paidTwice } from './support/chaos/promises.ts'
import type { Transcript } from './support/scenario.ts'

// Chaos is only as good as what it notices.

function task(id: string, prompt: string, createdAt: number, status = 'done'): SimulatedTask {
  const params = { prompt }
  const shown = { id, params, createdAt, status, model: 'nano-banana-2' }
  return { ...shown, webhookUrl: undefined, credits: 1, looks: 0 }
}

const asked: Call = { with: {}, files: {}, prompts: ['a kite', 'a kite', 'a boat'] }
const paid = [task('1', 'a kite', 100), task('2', 'a kite', 200), task('3', 'a boat', 300)]
const again = task('4', 'a boat', 500)

test('one task too many is noticed, and whether a warning came before it', () => {
  const twice = (tasks: readonly SimulatedTask[], log: string, at = 450) =>
    paidTwice(tasks, [asked], [{ at, log }])
  const warned =
    "::warning::GitHub's cache service did not answer, so nobody knows what was paid for earlier. It may be bought again."
  expect([
    twice(paid, ''),
    twice([...paid, again], ''),
    twice([...paid, again], warned),
    // Said only when it was too late.
    twice([...paid, again], warned, 600),
    twice([...paid, { ...again, status: 'failed' }], ''),
  ]).toEqual(['no', 'unwarned', 'warned', 'unwarned', 'no'])
})

test('a result with the task of another generation is noticed', () => {
  const results = (pairs: readonly (readonly [string, string])[]) => {
    const all = pairs.map(([task_id, prompt]) => ({
      name: prompt,
      model_name: 'nano-banana-2',
      input_params: { prompt },
      task_id,
      assets: [],
    }))
    return { outputs: { results: JSON.stringify(all) } } as unknown as Transcript
  }
  const found = (...pairs: readonly (readonly [string, string])[]) =>
    exchanged(results(pairs), paid)
  expect(found(['1', 'a kite'], ['2', 'a kite'], ['3', 'a boat'])).toBeUndefined()
  expect(found(['2', 'a kite'], ['1', 'a kite'])).toBeUndefined()
  expect(found(['3', 'a kite'])).toBe('a kite (a kite) has the task of "a boat"')
  expect(found(['1', 'a kite'], ['1', 'a kite'])).toBe('two results have one task')
  expect(found(['9', 'a kite'])).toBe('a kite has the unknown task 9')
})

test.each(['basic', 'all'] as const)('a seed draws the same plan again, %s', (reach) => {
  const plans = [7, 7, 8].map((seed) => describePlan(planFrom(seed, reach)))
  expect(plans[0]).toEqual(plans[1])
  expect(plans[0]).not.toEqual(plans[2])
})
