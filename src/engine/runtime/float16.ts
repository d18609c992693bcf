/** Room to look at a number's bits. */
const number = new Float32Array(1)
const bits = new Uint32Array(number.buffer)

const SMALLEST_NORMAL = 0x38800000
const TOO_LARGE = 0x47800000
const INFINITE = 0x7f800000
/** A half is as far from the next float32 as two neighbouring 16-bit numbers below 2^-14 are from each other. */
const HALF = 0x3f000000

/** The bits of the nearest 16-bit number (IEEE 754 half precision), ties to even; too large ones become infinite. */
export function toHalf(value: number): number {
  number[0] = value
  const all = bits[0] ?? 0
  const sign = (all >>> 16) & 0x8000
  const size = all & 0x7fffffff
  if (size > INFINITE) return sign | 0x7e00
  if (size >= TOO_LARGE) return sign | 0x7c00
  if (size >= SMALLEST_NORMAL) {
    const rounded = size + 0xfff + ((size >>> 13) & 1)
    return sign | ((rounded - 0x38000000) >>> 13)
  }
  number[0] = Math.abs(value) + 0.5
  return sign | ((bits[0] ?? HALF) - HALF)
}

/** The number that 16 bits stand for. */
export function fromHalf(half: number): number {
  const sign = half & 0x8000 ? -1 : 1
  const exponent = (half >>> 10) & 31
  const fraction = half & 1023
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * 2 ** (exponent - 25)
}

/** float32[n] → the bits of float16[n]. */
export function toHalves(values: Float32Array): Uint16Array<ArrayBuffer> {
  const halves = new Uint16Array(values.length)
  for (let i = 0; i < values.length; i++) halves[i] = toHalf(values[i] ?? 0)
  return halves
}

/** All 65,536 numbers, made when first needed. */
let table: Float32Array | undefined

/** The bits of float16[n] → float32[n]. */
export function fromHalves(halves: Uint16Array): Float32Array<ArrayBuffer> {
  table ??= Float32Array.from({ length: 1 << 16 }, (_, half) => fromHalf(half))
  const values = new Float32Array(halves.length)
  for (let i = 0; i < halves.length; i++) values[i] = table[halves[i] ?? 0] ?? 0
  return values
}
