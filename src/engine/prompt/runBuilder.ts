import type { Rle } from '@shared/mask/rle'

/** Collects the object runs of a row-major mask in order, joining those that touch. */
export class RunBuilder {
  private counts = new Uint32Array(1024)
  private length = 0
  private end = 0
  private total = 0

  /** Object pixels from `start` up to, not including, `end`; at or after the end of the run before. */
  add(start: number, end: number): void {
    if (start === end) return
    this.total += end - start
    if (start === this.end && this.length > 0) {
      this.counts[this.length - 1] = (this.counts[this.length - 1] ?? 0) + end - start
    } else {
      if (this.length + 3 > this.counts.length) this.grow()
      this.counts[this.length] = start - this.end
      this.counts[this.length + 1] = end - start
      this.length += 2
    }
    this.end = end
  }

  /** The mask, and its object pixels. */
  finish(width: number, height: number): Rle & { readonly area: number } {
    const rest = width * height - this.end
    if (rest > 0 || this.length === 0) this.counts[this.length++] = rest
    return { width, height, counts: this.counts.slice(0, this.length), area: this.total }
  }

  private grow(): void {
    const larger = new Uint32Array(this.counts.length * 2)
    larger.set(this.counts)
    this.counts = larger
  }
}
