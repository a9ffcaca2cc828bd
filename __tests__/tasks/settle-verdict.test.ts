import type { Task } from '../../src/api/task.ts'
import { unseen } from '../../src/api/task.ts'
import type { Params } from '../../src/api/task.ts'
import { settle, type Known, type OpenCreate, type ListReading } from '../../src/tasks/settle.ts'

const model = 'nano-banana-2'
const second = 1000
const hour = 3600 * second

/** A create sent at 100 s, lost by a reset; its task must be visible by 110 s. */
function lost(params: Params, more: Partial<OpenCreate> = {}): OpenCreate {
  return {
    asked: { model, params },
    sentAt: 100 * second,
    notBefore: 70 * second,
    visibleBy: 110 * second,
    endedBy: 160 * second,
    ...more,
  }
}

function task(id: string, params: Params, more: Partial<Task> = {}): Task {
  return { ...unseen(id), model, params, createdAt: 100.5 * second, ...more }
}

/** Makes a list reach back, and show a running task. */
const others = [
  task('running', { prompt: 'Another' }, { createdAt: 69 * second }),
  task('old', { prompt: 'An old one' }, { createdAt: -hour, state: 'done' }),
]

function reading(began: number, ...tasks: readonly Task[]): ListReading {
  const all = [...tasks, ...others]
  return { began, tasks: all.toSorted((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0)) }
}

function verdicts(creates: readonly OpenCreate[], known: Partial<Known>) {
  const found = settle({
    creates,
    modelsOnTheWay: new Set(),
    readings: [],
    isClaimed: () => false,
    rehosts: new Set(),
    settled: [],
    ...known,
  })
  return creates.map((create) => {
    const verdict = found.get(create)
    if (verdict?.as === 'task') return verdict.task.id
    if (verdict?.as === 'unknown')
      return `${verdict.final ? 'unknown' : 'wait'}: ${verdict.evidence}`
    return verdict?.as
  })
}

const kite = { prompt: 'A red kite' }
const early = 101 * second
const late = 111 * second

test.each<[string, readonly ListReading[], string]>([
  ['its task is in the list', [reading(early, task('own', kite))], 'own'],
  ['a list from before the hold is over', [reading(early)], 'wait: it is too early to tell'],
  [
    'a list that began before the hold was over, whenever it came',
    [reading(109.9 * second)],
    'wait: it is too early to tell',
  ],
  ['a list from after the hold', [reading(late)], 'none'],
  [
    'a task that only an earlier list had',
    [reading(early, task('own', { ...kite, seed: 1 })), reading(late)],
    'own',
  ],
  [
    'a list that cannot be read after the hold',
    [reading(early), { began: late, failure: '502' }],
    'unknown: the task list cannot be read (502)',
  ],
  [
    'a list that cannot be read before the hold is over',
    [{ began: early, failure: '502' }],
    'wait: the task list cannot be read (502)',
  ],
  [
    'an empty list',
    [{ began: late, tasks: [] }],
    'unknown: the task list is empty, which proves nothing',
  ],
  [
    'a list that ends after the request',
    [{ began: late, tasks: [task('a', { prompt: 'b' })] }],
    'unknown: the task list does not reach back past the request',
  ],
  [
    'a list with the oldest first',
    [{ began: late, tasks: others.toReversed() }],
    'unknown: the task list is not newest first',
  ],
  [
    'a list without times',
    [reading(late, task('a', { prompt: 'b' }, { createdAt: undefined }))],
    'unknown: the task list has tasks without a time',
  ],
  [
    'a task of the same model that shows no params',
    [reading(late, task('bare', {}))],
    'unknown: task bare is of this model, and its params do not tell whose it is',
  ],
  ['a task with another prompt', [reading(late, task('a', { prompt: 'A blue kite' }))], 'none'],
  ['an equal task of another model', [reading(late, task('a', kite, { model: 'other' }))], 'none'],
  [
    'an equal task from before the window',
    [reading(late, task('a', kite, { createdAt: 69.5 * second }))],
    'none',
  ],
])('one lost create and %s', (_, readings, expected) => {
  expect(verdicts([lost(kite)], { readings })).toEqual([expected])
})

test('an equal task from just before the request is taken only once ours must be visible', () => {
  const theirs = task('theirs', kite, { createdAt: 95 * second })
  const create = lost(kite)
  expect(verdicts([create], { readings: [reading(early, theirs)] })).toEqual([
    'wait: it is too early to tell',
  ])
  const both = reading(105 * second, theirs, task('own', kite))
  expect(verdicts([create], { readings: [reading(early, theirs), both] })).toEqual(['own'])
  expect(verdicts([create], { readings: [reading(late, theirs)] })).toEqual(['theirs'])
})

test('of several equal tasks the nearest to the request is taken', () => {
  const tasks = [4, 0.2, 2].map((after) =>
    task(`after-${after}`, kite, { createdAt: (100 + after) * second }),
  )
  expect(verdicts([lost(kite)], { readings: [reading(early, ...tasks)] })).toEqual(['after-0.2'])
})

test('a claimed task is not taken, and proves nothing against absence', () => {
  const known = { readings: [reading(late, task('theirs', kite))], isClaimed: () => true }
  expect(verdicts([lost(kite)], known)).toEqual(['none'])
})

test('while an answer for the model is on its way nothing is decided', () => {
  const known = {
    readings: [reading(late, task('a', kite))],
    modelsOnTheWay: new Set([model]),
  }
  expect(verdicts([lost(kite)], known)).toEqual([
    `wait: an answer for ${model} is still on its way`,
  ])
})

test('equal creates are interchangeable, whatever the order of their keys', () => {
  const creates = [lost({ prompt: 'A', seed: 1 }), lost({ seed: 1, prompt: 'A' })]
  const tasks = [task('one', { prompt: 'A', seed: 1 }), task('two', { prompt: 'A', seed: 1 })]
  const found = verdicts(creates, { readings: [reading(early, ...tasks)] })
  expect(new Set(found)).toEqual(new Set(['one', 'two']))
})

test('a task that fits two creates waits until one of them has its own', () => {
  const creates = [lost({ prompt: 'A' }), lost({ prompt: 'A', seed: 7 })]
  const seeded = task('seeded', { prompt: 'A', seed: 7 })
  expect(verdicts(creates, { readings: [reading(early, seeded)] })).toEqual([
    'wait: it is too early to tell',
    'wait: it is too early to tell',
  ])
  const plain = task('plain', { prompt: 'A' })
  expect(verdicts(creates, { readings: [reading(early, seeded, plain)] })).toEqual([
    'plain',
    'seeded',
  ])
  const evidence = "unknown: task seeded may be this one's or another generation's"
  expect(verdicts(creates, { readings: [reading(late, seeded)] })).toEqual([evidence, evidence])
})

test('what an equal create got may have been this one’s: absence waits for the slower of both', () => {
  const slow = lost(kite, { visibleBy: 170 * second })
  const readings = [reading(late, task('own', kite))]
  const found = verdicts([lost(kite), slow], { readings })
  expect(found.toSorted()).toEqual(['own', 'wait: it is too early to tell'])
  expect(verdicts([lost(kite)], { readings: [reading(late)], settled: [slow] })).toEqual([
    'wait: it is too early to tell',
  ])
})

const pushIn = { prompt: 'Push in', image_url: 'https://example.com/hero.png' }
const rehosted = { prompt: 'Push in', image_url: 'https://cdn.creatify.ai/images/1.png' }

test('a URL may differ only where the API is known to copy files to that host', () => {
  const readings = [reading(late, task('own', rehosted))]
  expect(verdicts([lost(pushIn)], { readings })).toEqual([
    'unknown: task own is of this model, and its params do not tell whose it is',
  ])
  const rehosts = new Set(['cdn.creatify.ai'])
  expect(verdicts([lost(pushIn)], { readings, rehosts })).toEqual(['own'])
  const team = lost({ ...pushIn, image_url: 'https://example.com/team.png' })
  const evidence = "unknown: task own may be this one's or another generation's"
  expect(verdicts([lost(pushIn), team], { readings, rehosts })).toEqual([evidence, evidence])
})

test('one prompt and two pictures: each create finds its own task', () => {
  const of = (name: string) => ({ ...pushIn, image_url: `https://example.com/${name}.png` })
  const tasks = [task('t-team', of('team')), task('t-hero', of('hero'))]
  const creates = [lost(of('hero')), lost(of('team'))]
  expect(verdicts(creates, { readings: [reading(early, ...tasks)] })).toEqual(['t-hero', 't-team'])
})

test('a list that shows no running task proves absence only of what must have ended', () => {
  const list = (began: number): ListReading => ({ began, tasks: others.slice(1) })
  const hides = 'the task list shows no task that runs, and may leave such tasks out'
  expect(verdicts([lost(kite)], { readings: [list(late)] })).toEqual([`wait: ${hides}`])
  expect(verdicts([lost(kite)], { readings: [list(161 * second)] })).toEqual(['none'])
  const video = lost(kite, { endedBy: Infinity })
  expect(verdicts([video], { readings: [list(161 * second)] })).toEqual([`unknown: ${hides}`])
})
