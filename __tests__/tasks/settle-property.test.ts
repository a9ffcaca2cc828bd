import { jest } from '@jest/globals'
import fc from 'fast-check'
import { unseen, type Params, type Task } from '../../src/api/task.ts'
import { contentOf, settle, type OpenCreate, type ListReading } from '../../src/tasks/settle.ts'

jest.setTimeout(60_000)

const second = 1000
const model = 'm'
const copies = 'cdn.example'

/** One create as it really was. All times in milliseconds on one clock. */
interface Create {
  readonly params: Params
  readonly sentAt: number
  readonly isMade: boolean
  /** From the request to the task. */
  readonly work: number
  /** From the request to the answer, or to its loss. */
  readonly answer: number
  readonly end: 'answered' | 'reset' | 'timeout'
  /** When the list shows it: share of the time that the hold allows. */
  readonly lag: number
}

/** One reading: when it began, was answered by the server, and was delivered, each after the one before. */
interface Look {
  readonly after: number
  readonly at: number
  readonly delivered: number
}

interface World {
  readonly creates: readonly Create[]
  readonly foreign: readonly { readonly params: Params; readonly createdAt: number }[]
  readonly looks: readonly Look[]
  readonly rehosts: boolean
  readonly fillsIn: boolean
  readonly clockError: number
}

const params = fc.record(
  {
    prompt: fc.constantFrom('a', 'b'),
    seed: fc.constantFrom(1, 2),
    image_url: fc.constantFrom('https://one.example/x.png', 'https://two.example/y.png'),
  },
  { requiredKeys: ['prompt'] },
)

const world: fc.Arbitrary<World> = fc.record({
  creates: fc.array(
    fc.record({
      params,
      sentAt: fc.integer({ min: 0, max: 40 * second }),
      isMade: fc.boolean(),
      work: fc.integer({ min: 0, max: 2 * second }),
      answer: fc.oneof(
        fc.integer({ min: 2 * second, max: 5 * second }),
        fc.integer({ min: 5 * second, max: 120 * second }),
      ),
      end: fc.constantFrom('answered' as const, 'reset' as const, 'timeout' as const),
      lag: fc.double({ min: 0, max: 0.99, noNaN: true }),
    }),
    { minLength: 1, maxLength: 6 },
  ),
  foreign: fc.array(
    fc.oneof(
      // Another value of a param that all of ours send, or from before the window.
      fc.record({
        params: fc.record({ prompt: fc.constant('theirs'), seed: fc.constant(1) }),
        createdAt: fc.integer({ min: -60 * second, max: 60 * second }),
      }),
      fc.record({ params, createdAt: fc.integer({ min: -99 * second, max: -34 * second }) }),
    ),
    { maxLength: 3 },
  ),
  looks: fc.array(
    fc.record({
      after: fc.integer({ min: 100, max: 4 * second }),
      at: fc.integer({ min: 0, max: 3 * second }),
      delivered: fc.integer({ min: 0, max: 12 * second }),
    }),
    { minLength: 60, maxLength: 90 },
  ),
  rehosts: fc.boolean(),
  fillsIn: fc.boolean(),
  clockError: fc.integer({ min: 0, max: 1900 }),
})

const hold = { reset: 10 * second, timeout: 60 * second }

/** The task of a create, and when the list shows it. */
interface Made {
  readonly task: Task
  readonly content: string
  readonly visibleFrom: number
}

function shown(sent: Params, { rehosts, fillsIn }: World, id: string): Params {
  const url = rehosts && 'image_url' in sent ? { image_url: `https://${copies}/${id}.png` } : {}
  return { ...(fillsIn ? { seed: 1 } : {}), ...sent, ...url }
}

function madeBy(create: Create, i: number, world: World): Made | undefined {
  if (!create.isMade) return undefined
  const { params: sent, sentAt, work, answer, end, lag } = create
  const createdAt = sentAt + Math.min(work, answer)
  const limit = end === 'answered' ? 0 : sentAt + answer + hold[end] - createdAt
  const task = { ...unseen(`own-${i}`), model, params: shown(sent, world, `own-${i}`), createdAt }
  return {
    task,
    content: contentOf({ model, params: sent }),
    visibleFrom: createdAt + lag * limit,
  }
}

/** What the verdicts came to, by create; thrown as an error where a promise is broken. */
function play(world: World): void {
  const { creates, foreign, looks, clockError } = world
  const made = creates.map((create, i) => madeBy(create, i, world))
  const theirs = foreign.map(({ params: sent, createdAt }, i): Task => {
    const id = `theirs-${i}`
    return { ...unseen(id), model, params: shown(sent, world, id), createdAt }
  })
  const old = { ...unseen('old'), model, params: { prompt: 'old' }, createdAt: -3600 * second }
  const opened = creates.map(({ params: sent, sentAt, answer, end }): OpenCreate => ({
    asked: { model, params: sent },
    sentAt: sentAt - clockError,
    notBefore: sentAt - clockError - 30 * second,
    visibleBy: sentAt + answer + (end === 'answered' ? 0 : hold[end]),
    endedBy: Infinity,
  }))
  const owners = new Map<string, number>()
  const own = (id: string, i: number) => {
    if (owners.has(id)) throw new Error(`${id} belongs to ${owners.get(id) ?? ''} and to ${i}`)
    owners.set(id, i)
  }
  const isOver = new Set<number>()
  const settled: OpenCreate[] = []
  const doubts = new Set<number>()
  const none: number[] = []
  const rehosts = new Set<string>()
  const readings: ListReading[] = []
  let clock = 0
  for (const { after, at, delivered } of looks) {
    const began = clock + after
    const answeredAt = began + at
    clock = answeredAt + delivered
    const visible = made.filter((each) => each && each.visibleFrom <= answeredAt)
    const tasks = [
      ...visible.flatMap((each) => each?.task ?? []),
      ...theirs.filter(({ createdAt = 0 }) => createdAt <= answeredAt),
      old,
    ].toSorted((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0))
    readings.push({ began, tasks })
    creates.forEach(({ sentAt, answer, end, params: sent }, i) => {
      if (end !== 'answered' || isOver.has(i) || sentAt + answer > clock) return
      isOver.add(i)
      const task = made[i]?.task
      if (!task) return
      own(task.id, i)
      if ('image_url' in sent && world.rehosts) rehosts.add(copies)
    })
    const isSent = (i: number) => (creates[i]?.sentAt ?? Infinity) <= clock
    const isAnswered = (i: number) => {
      const { sentAt = 0, answer = 0 } = creates[i] ?? {}
      return sentAt + answer <= clock
    }
    const open = creates.flatMap((_, i) =>
      isSent(i) && isAnswered(i) && (!isOver.has(i) || doubts.has(i)) ? [i] : [],
    )
    const onTheWay = creates.some((_, i) => isSent(i) && !isAnswered(i))
    const verdicts = settle({
      creates: open.flatMap((i) => opened[i] ?? []),
      modelsOnTheWay: new Set(onTheWay ? [model] : []),
      readings,
      isClaimed: (id) => owners.has(id),
      rehosts,
      settled,
    })
    for (const i of open) {
      const create = opened[i]
      const verdict = create && verdicts.get(create)
      if (!create || !verdict || doubts.has(i)) continue
      if (verdict.as === 'task') {
        own(verdict.task.id, i)
        settled.push(create)
        const truth = made.find((each) => each?.task.id === verdict.task.id)
        if (truth?.content !== contentOf(create.asked)) {
          throw new Error(`${i} took ${verdict.task.id}, which is another's`)
        }
      }
      if (verdict.as === 'none') none.push(i)
      if (verdict.as === 'unknown' && verdict.final) doubts.add(i)
      if (verdict.as !== 'unknown' || verdict.final) isOver.add(i)
    }
  }
  const contents = opened.map(({ asked }) => contentOf(asked))
  for (const content of new Set(contents)) {
    const ofContent = (i: number) => contents[i] === content
    const again = none.filter(ofContent).length
    const missing = creates.filter(({ isMade }, i) => !isMade && ofContent(i)).length
    if (again > missing) throw new Error(`${again} are created again, and ${missing} were not made`)
  }
}

test('whatever is lost, late, copied or foreign: one task a generation, each its own', () => {
  fc.assert(fc.property(world, play), { numRuns: Number(process.env['RUNS'] ?? 1000) })
})
