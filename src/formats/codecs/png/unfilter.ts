/**
 * Takes back what one of PNG's five filters did to a row, in place: each byte was replaced by its difference to the
 * one a pixel to the left, the one above, their mean, or what Paeth's predictor says of them. False for an unknown
 * filter.
 */
export function unfilter(filter: number, row: Uint8Array, above: Uint8Array, back: number): boolean {
  switch (filter) {
    case 0:
      return true
    case 1:
      for (let i = back; i < row.length; i++) row[i] = (row[i] ?? 0) + (row[i - back] ?? 0)
      return true
    case 2:
      for (let i = 0; i < row.length; i++) row[i] = (row[i] ?? 0) + (above[i] ?? 0)
      return true
    case 3:
      for (let i = 0; i < row.length; i++) {
        const left = i >= back ? (row[i - back] ?? 0) : 0
        row[i] = (row[i] ?? 0) + ((left + (above[i] ?? 0)) >> 1)
      }
      return true
    case 4:
      for (let i = 0; i < row.length; i++) {
        const left = i >= back ? (row[i - back] ?? 0) : 0
        const corner = i >= back ? (above[i - back] ?? 0) : 0
        row[i] = (row[i] ?? 0) + paeth(left, above[i] ?? 0, corner)
      }
      return true
    default:
      return false
  }
}

/** Of the three neighbours, the one that is nearest to left + up − corner. */
function paeth(left: number, up: number, corner: number): number {
  const estimate = left + up - corner
  const toLeft = Math.abs(estimate - left)
  const toUp = Math.abs(estimate - up)
  const toCorner = Math.abs(estimate - corner)
  if (toLeft <= toUp && toLeft <= toCorner) return left
  return toUp <= toCorner ? up : corner
}
