/** The value of each of the 65,536 half-precision numbers; made when it is first needed. */
let values: Float32Array<ArrayBuffer> | undefined

/** Half-precision numbers, as their bits, to single precision. */
export function fromFloat16(bits: Uint16Array): Float32Array<ArrayBuffer> {
  values ??= Float32Array.from({ length: 65536 }, (_, half) => valueOf(half))
  const table = values
  const numbers = new Float32Array(bits.length)
  for (let i = 0; i < bits.length; i++) numbers[i] = table[bits[i] ?? 0] ?? 0
  return numbers
}

/** Single-precision numbers to the bits of the nearest half-precision ones, ties to even; too large is infinite. */
export function toFloat16(numbers: Float32Array): Uint16Array<ArrayBuffer> {
  // Copied, because the numbers may begin at any place of their buffer or lie in shared memory.
  const singles = new Uint32Array(Float32Array.from(numbers).buffer)
  return Uint16Array.from(singles, halfOf)
}

function valueOf(half: number): number {
  const sign = half & 0x8000 ? -1 : 1
  const exponent = (half >> 10) & 31
  const fraction = half & 1023
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * 2 ** (exponent - 25)
}

/** @param single the bits of a single-precision number */
function halfOf(single: number): number {
  const sign = (single >>> 16) & 0x8000
  const magnitude = single & 0x7fffffff
  if (magnitude > 0x7f800000) return sign | 0x7e00
  // From half a step above the largest finite number, 65504, on.
  if (magnitude >= 0x477ff000) return sign | 0x7c00
  // Below the smallest normal number the fraction is counted in steps of 2^-24, which `+ 0.5` rounds to.
  if (magnitude < 0x38800000) return sign | subnormal(magnitude)
  const rounded = magnitude + 0xfff + ((magnitude >>> 13) & 1)
  return sign | ((rounded - 0x38000000) >>> 13)
}

function subnormal(magnitude: number): number {
  const shift = 126 - (magnitude >>> 23)
  if (shift > 24) return 0
  const fraction = (magnitude & 0x7fffff) | 0x800000
  const half = 1 << (shift - 1)
  const rest = fraction & ((1 << shift) - 1)
  const down = fraction >>> shift
  return rest > half || (rest === half && down & 1) ? down + 1 : down
}
