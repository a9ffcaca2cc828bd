/** Random choices that a seed makes again. */
export interface Draw {
  chance(probability: number): boolean
  between(low: number, high: number): number
  pick<const T>(items: readonly [T, ...T[]]): T
}

/** Mulberry32: small, and the same everywhere. */
export function drawFrom(seed: number): Draw {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    chance: (probability) => next() < probability,
    between: (low, high) => low + next() * (high - low),
    pick: ([first, ...others]) =>
      [first, ...others][Math.floor(next() * (others.length + 1))] ?? first,
  }
}
