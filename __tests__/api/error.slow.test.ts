import type { Fault } from '../../simulator/simulator.ts'
import { play } from '../support/play.ts'
import { resultOf } from '../support/reading.ts'

const lost: readonly (readonly [string, Fault, RegExp])[] = [
  ['an HTML 502', { route: 'create', status: 502 }, /answered 502: 502 Bad Gateway/],
  ['a 502 after the work', { route: 'create', status: 502, after: true }, /answered 502/],
  ['408', { route: 'create', status: 408, body: {} }, /answered 408/],
  ['a reset after the work', { route: 'create', reset: 'after' }, /\/api\/asset_generator\//],
  ['a reset before the work', { route: 'create', reset: 'before' }, /\/api\/asset_generator\//],
  ['a body cut short', { route: 'create', truncate: 20 }, /\/api\/asset_generator\//],
  ['HTML with 201', { route: 'create', body: '<title>Hello</title>' }, /not with JSON.*Hello/],
  ['a task without id', { route: 'create', body: { status: 'initializing' } }, /task with an id/],
]

// What the task list can settle is in settle.slow.test.ts; here it settles nothing.
test.concurrent.each(lost)('a create lost to %s is never repeated', async (_, fault, message) => {
  const assumptions = { list: 'refused' } as const
  const played = await play([{ ...fault, times: 10 }], {}, { assumptions })
  const { transcript, red, creates, tasks } = played
  expect(creates).toHaveLength(1)
  expect(tasks).toBeLessThanOrEqual(1)
  expect(transcript.exitCode).toBe(1)
  expect(transcript.errors).toHaveLength(1)
  expect(red).toContain('ambiguous create')
  expect(red).toMatch(message)
  expect(resultOf(transcript)).toMatchObject({ status: 'failed', task_id: null })
})
