import type { Size } from '@shared/geometry/spaces'
import type { Rle } from '@shared/mask/rle'

/** Numbers pixel by pixel: uint16[height, width], 0 where nothing is. */
export class NumberImage {
  readonly data: Uint16Array

  constructor(readonly size: Size) {
    this.data = new Uint16Array(size.width * size.height)
  }

  /** Gives pixels a number, whatever they had before. */
  paint(runs: Rle, value: number): void {
    forEachRun(runs, (start, end) => this.data.fill(value, start, end))
  }

  /** How many of these pixels have a number. */
  count(runs: Rle, value: number): number {
    let count = 0
    forEachRun(runs, (start, end) => {
      for (let i = start; i < end; i++) if (this.data[i] === value) count++
    })
    return count
  }

  /** Its rows, as 8 bits a pixel where numbers are no larger. */
  *rows(bitDepth: 8 | 16): Generator<Uint8Array | Uint16Array> {
    const { width, height } = this.size
    for (let y = 0; y < height; y++) {
      const row = this.data.subarray(y * width, (y + 1) * width)
      yield bitDepth === 8 ? Uint8Array.from(row) : row
    }
  }
}

function forEachRun({ counts }: Rle, visit: (start: number, end: number) => void): void {
  let at = 0
  counts.forEach((run, i) => {
    if (i % 2 === 1) visit(at, at + run)
    at += run
  })
}
