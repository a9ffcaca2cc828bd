import type { Durations } from '../base/durations.ts'

/** When a task is looked at, in milliseconds since its create. */
export interface Schedule {
  readonly first: number
  interval(this: void, age: number): number
}

/** The schedule by what is made (`text_to_image`, or just `image`); `pollInterval` overrides all of its numbers. */
export function scheduleOf(
  type: string,
  pollInterval: number | undefined,
  durations: Durations['polling'],
): Schedule {
  if (pollInterval !== undefined) return { first: pollInterval, interval: () => pollInterval }
  const { imageFirst, imageInterval, imageEarly, imageLater, otherFirst, otherInterval } = durations
  return type.endsWith('image')
    ? { first: imageFirst, interval: (age) => (age < imageEarly ? imageInterval : imageLater) }
    : { first: otherFirst, interval: () => otherInterval }
}

/** A task that is waited for. Times are of the clock of `performance.now()`, like all in here. */
export interface PollState {
  readonly schedule: Schedule
  readonly since: number
  readonly notBefore: number
}

/** The beat that all tasks of a step share, so that one request asks for all of them. */
export interface Beat {
  /** Undefined before the first look. */
  readonly lastTick: number | undefined
  /** How many times rarer the API wants to be asked. */
  readonly slowdown: number
  /** What the API asks to wait. */
  readonly notBefore: number
}

/** A moment to look, and what the interval is then. */
export interface Tick {
  /** Without jitter, for the grid. */
  readonly planned: number
  readonly at: number
  readonly interval: number
}

const jitter = 0.1

/**
 * Before the first look, the earliest first look; then the shortest interval that any task asks for by its age, a tenth
 * earlier or later. `random` is from 0 to 1. There has to be a task.
 */
export function nextTick(
  tasks: readonly PollState[],
  { lastTick, slowdown, notBefore }: Beat,
  longestInterval: number,
  now: number,
  random: number,
): Tick {
  const asked = Math.min(...tasks.map(({ schedule, since }) => schedule.interval(now - since)))
  const interval = Math.max(asked, Math.min(longestInterval, slowdown * asked))
  const planned =
    lastTick === undefined
      ? Math.min(...tasks.map(({ schedule, since }) => since + schedule.first))
      : lastTick + interval
  const at = Math.max(notBefore, planned + interval * jitter * (2 * random - 1))
  return { planned, at, interval }
}

/** Whether a task is looked at in a tick at `now`. */
export function isDue({ schedule, since, notBefore }: PollState, now: number, interval: number) {
  const early = now + interval * jitter
  return early >= since + schedule.first && early >= notBefore
}
