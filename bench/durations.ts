/** How long generations of a kind take: log-normal, so that the logarithm is normal with this deviation. */
export interface Distribution {
  /** Seconds. */
  readonly median: number
  readonly sigma: number
}

/** Where the random numbers begin: the same seed gives the same figures. */
export const seed = 20_261

/** Random numbers from 0 to 1, Mulberry32. */
export function dice(start: number): () => number {
  let state = start
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** So many durations in milliseconds. */
export function draws(count: number, { median, sigma }: Distribution): readonly number[] {
  const roll = dice(seed)
  // Box and Muller's way from two even numbers to a normal one; zero has no logarithm.
  const normal = () => Math.sqrt(-2 * Math.log(1 - roll())) * Math.cos(2 * Math.PI * roll())
  return Array.from({ length: count }, () => 1000 * median * Math.exp(sigma * normal()))
}

/** Between which durations nine of ten lie, in seconds. */
export function nineOfTen({ median, sigma }: Distribution): readonly [number, number] {
  const reach = Math.exp(sigma * 1.645)
  return [median / reach, median * reach]
}
