const MOST = 100

/** The median of the last hundred values. */
export class RollingMedian {
  private readonly values: number[] = []
  private total = 0

  add(value: number): void {
    this.values.push(value)
    if (this.values.length > MOST) this.values.shift()
    this.total++
  }

  /** How many values there were in all. */
  get count(): number {
    return this.total
  }

  /** 0 before the first value. */
  get median(): number {
    const sorted = this.values.toSorted((a, b) => a - b)
    return sorted[sorted.length >> 1] ?? 0
  }
}
