/** Collects runs of object pixels in ascending order and gives the alternating counts of an `Rle`. */
export class RunWriter {
  private counts = new Uint32Array(64)
  private length = 0
  /** End of the last run. */
  private end = 0

  /** Adds the pixels with index `start` to `end` (exclusive); not before the last ones. Adjoining runs are joined. */
  add(start: number, end: number): void {
    if (end <= start) return
    if (start === this.end && this.length > 0) {
      this.counts[this.length - 1] = (this.counts[this.length - 1] ?? 0) + end - start
    } else {
      if (this.length + 3 > this.counts.length) this.grow()
      this.counts[this.length++] = start - this.end
      this.counts[this.length++] = end - start
    }
    this.end = end
  }

  /** The counts for an image of `total` pixels: background first, adding up to the total. */
  finish(total: number): Uint32Array {
    if (total > this.end || this.length === 0) this.counts[this.length++] = total - this.end
    return this.counts.slice(0, this.length)
  }

  private grow(): void {
    const counts = new Uint32Array(this.counts.length * 2)
    counts.set(this.counts)
    this.counts = counts
  }
}
