/** The mean of the last values. */
export class MovingMean {
  private readonly values: number[] = []

  constructor(private readonly most: number) {}

  add(value: number): void {
    this.values.push(value)
    if (this.values.length > this.most) this.values.shift()
  }

  /** Null before the first value. */
  get mean(): number | null {
    const { values } = this
    return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
  }
}
