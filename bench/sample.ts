/** The middle one; of an even count, the upper of the two in the middle. */
export function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN
}

/** The arithmetic mean. */
export function mean(numbers: readonly number[]): number {
  return sum(numbers) / numbers.length
}

/** All of them together. */
export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}

/** So many numbers from `first` to `last`, evenly spread; one alone is the last. */
export function spread(count: number, first: number, last: number): readonly number[] {
  if (count === 1) return [last]
  return Array.from({ length: count }, (_, i) => first + ((last - first) * i) / (count - 1))
}
