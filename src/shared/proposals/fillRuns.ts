import type { Rle } from '../mask/rle'

/**
 * Writes a value to the pixels of a mask: uint32[⌈height / step⌉, ⌈width / step⌉], row-major, where each stands for
 * the upper left one of step × step pixels of the image.
 */
export function fillRuns(pixels: Uint32Array, rle: Rle, value: number, step: number): void {
  const { width, counts } = rle
  const stride = Math.ceil(width / step)
  let at = 0
  for (let i = 0; i + 1 < counts.length; i += 2) {
    let start = at + (counts[i] ?? 0)
    at = start + (counts[i + 1] ?? 0)
    if (step === 1) {
      pixels.fill(value, start, at)
      continue
    }
    while (start < at) {
      const row = Math.floor(start / width)
      const end = Math.min(at, (row + 1) * width)
      if (row % step === 0) {
        const base = (row / step) * stride
        const from = Math.ceil((start - row * width) / step)
        pixels.fill(value, base + from, base + Math.ceil((end - row * width) / step))
      }
      start = end
    }
  }
}
