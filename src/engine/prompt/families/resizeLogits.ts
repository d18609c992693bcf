/**
 * Resizes masks to squares: bilinear without corner alignment, as torch's `interpolate` does it.
 * @param logits float32[masks, height, width]
 * @returns float32[masks, side, side]
 */
export function resizeLogits(
  logits: Float32Array,
  width: number,
  height: number,
  side: number
): Float32Array<ArrayBuffer> {
  const masks = logits.length / (width * height)
  const resized = new Float32Array(masks * side * side)
  const columns = Array.from({ length: side }, (_, x) => neighbours(x, width, side))
  for (let y = 0; y < side; y++) {
    const row = neighbours(y, height, side)
    for (let mask = 0; mask < masks; mask++) {
      const low = (mask * height + row.low) * width
      const high = (mask * height + row.high) * width
      columns.forEach((column, x) => {
        const above = mix(logits[low + column.low], logits[low + column.high], column.part)
        const below = mix(logits[high + column.low], logits[high + column.high], column.part)
        resized[(mask * side + y) * side + x] = mix(above, below, row.part)
      })
    }
  }
  return resized
}

/** The two samples around one of the result, and how far the second one counts. */
function neighbours(
  at: number,
  samples: number,
  side: number
): { readonly low: number; readonly high: number; readonly part: number } {
  const position = Math.min(samples - 1, Math.max(0, ((at + 0.5) * samples) / side - 0.5))
  const low = Math.floor(position)
  return { low, high: Math.min(samples - 1, low + 1), part: position - low }
}

function mix(a = 0, b = 0, part: number): number {
  return a + (b - a) * part
}
