/** A number or boolean of a YAML file whose spelling there is not that of its value: `3.10`, `001100`, `True`. */
export class SpelledScalar {
  readonly value: number | boolean
  readonly source: string

  constructor(value: number | boolean, source: string) {
    this.value = value
    this.source = source
  }
}
