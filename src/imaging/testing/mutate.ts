/** Gives the next of a series of numbers from 0 (included) to 1; the same seed gives the same series. */
export type Random = () => number

/** A linear congruential generator (Numerical Recipes). */
export function seeded(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

/** Numbers that readers take for lengths, counts and sizes. */
const TELLING = [
  0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0x80000000, 0xfffffff0, 0xffffffff
] as const

/** A file with some of its bytes altered: single ones, numbers of four, pieces left out or repeated, an early end. */
export function mutated(file: Uint8Array, random: Random): Buffer {
  let bytes = Buffer.from(file)
  const below = (limit: number): number => Math.floor(random() * limit)
  // Most of what matters is near the beginning.
  const place = (): number => below(random() < 0.7 ? Math.min(bytes.length, 400) : bytes.length)
  for (let i = 1 + below(4); i > 0 && bytes.length > 16; i--) {
    const at = place()
    const kind = below(6)
    if (kind <= 1) bytes[at] = below(256)
    else if (kind <= 3 && at + 4 <= bytes.length) {
      const value = TELLING[below(TELLING.length)] ?? 0
      if (kind === 2) bytes.writeUInt32BE(value, at)
      else bytes.writeUInt32LE(value, at)
    } else if (kind === 4) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + below(64))])
    else bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(Math.max(0, at - below(64)))])
  }
  return bytes
}
