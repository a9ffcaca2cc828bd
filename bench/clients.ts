import { durations } from '../src/base/durations.ts'
import { scheduleOf } from '../src/tasks/schedule.ts'

/** When a client looks at its task: milliseconds since the create, one after the other. */
type Rule = (roll: () => number) => Generator<number>

/** Somebody who waits for a task. */
export interface Client {
  readonly name: string
  /** The rule in words. */
  readonly words: string
  /** The rule for what makes an `image`, a `video`, … `roll` gives random numbers from 0 to 1. */
  readonly rule: (type: string) => Rule
}

/** What the action is called in tables. */
export const action = 'the action'
/** What the shell script is called in tables. */
export const shell = 'generate.sh'

/** As in src/poller.ts: a look is shifted by up to a tenth of its interval, and the shifts do not add up. */
const jitter = 0.1

const ours = (type: string): Rule =>
  function* (roll) {
    const { first, interval } = scheduleOf(type, undefined, durations.polling)
    let [planned, gap] = [first, interval(0)]
    while (true) {
      const at = planned + gap * jitter * (2 * roll() - 1)
      yield at
      gap = interval(at)
      planned += gap
    }
  }

/** Looks at `first`, then after each of the waits. */
const waiting = (
  first: (roll: () => number) => number,
  wait: (roll: () => number) => number,
): Rule =>
  function* (roll) {
    for (let at = first(roll); ; at += wait(roll)) yield at
  }

const every = (first: number, interval: number): Rule =>
  waiting(
    () => first,
    () => interval,
  )

const growing = (start: number, factor: number, longest: number): Rule =>
  function* () {
    let [at, wait] = [0, start]
    while (true) {
      yield at
      at += wait
      wait = Math.min(longest, wait * factor)
    }
  }

const around = (middle: number, reach: number) => (roll: () => number) =>
  middle + reach * (2 * roll() - 1)

/** A rule that ends after so many looks. */
const ending = (rule: Rule, looks: number): Rule =>
  function* (roll) {
    let left = looks
    for (const at of rule(roll)) {
      if (left <= 0) return
      left -= 1
      yield at
    }
  }

/** The action, the shell script, and clients of other APIs by the rules of their released packages. */
export const clients: readonly Client[] = [
  {
    name: action,
    words: '`scheduleOf` of [src/tasks/schedule.ts](../src/tasks/schedule.ts) itself, ±10 %',
    rule: ours,
  },
  { name: shell, words: 'after 5 s, every 5 s', rule: () => every(5000, 5000) },
  { name: 'replicate', words: 'at once, every 0.5 s', rule: () => every(0, 500) },
  { name: '@fal-ai/client', words: 'at once, every 0.5 s', rule: () => every(0, 500) },
  {
    name: '@runwayml/sdk',
    words: 'after 6 ± 1.5 s, every 6 ± 1.5 s',
    rule: () => waiting(around(6000, 1500), around(6000, 1500)),
  },
  {
    name: 'openai',
    words: 'at once, every 5 s, where the server gives no hint',
    rule: () => every(0, 5000),
  },
  {
    name: 'google-gax',
    words: 'at once, then after 0.1 s, each wait 1.3 times the last, at most 60 s',
    rule: () => growing(100, 1.3, 60_000),
  },
  {
    name: 'creatify-api-ts',
    words: 'at once, every 2 s (its shortest), and gives up after 60 s',
    rule: () => ending(every(0, 2000), 31),
  },
]
