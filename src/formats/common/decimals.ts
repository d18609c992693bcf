/** Four decimals at most: a ten-thousandth of a pixel. */
export function short(value: number): number {
  return Math.round(value * 10_000) / 10_000
}
