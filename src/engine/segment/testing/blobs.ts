import fc from 'fast-check'

/** A few soft discs, with more or less noise. */
export interface Blobs {
  readonly discs: readonly {
    readonly x: number
    readonly y: number
    readonly radius: number
    readonly slope: number
  }[]
  readonly noise: number
  readonly seed: number
}

/** The discs and not their logits, so that a counterexample can be read. */
export const blobs: fc.Arbitrary<Blobs> = fc.record({
  discs: fc.array(
    fc.record({
      x: fc.integer({ min: 0, max: 255 }),
      y: fc.integer({ min: 0, max: 255 }),
      radius: fc.integer({ min: 2, max: 120 }),
      slope: fc.double({ min: 0.05, max: 3, noNaN: true })
    }),
    { minLength: 1, maxLength: 3 }
  ),
  noise: fc.constantFrom(0, 0, 1, 4),
  seed: fc.integer({ min: 1, max: 1_000_000 })
})

/** float32[256, 256] like a decoder's logits. */
export function logitsOf({ discs, noise, seed }: Blobs): Float32Array {
  let state = seed
  const random = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32 - 0.5
  }
  return Float32Array.from({ length: 256 * 256 }, (_, i) => {
    const x = i % 256
    const y = i >> 8
    const depths = discs.map((disc) => (disc.radius - Math.hypot(x - disc.x, y - disc.y)) * disc.slope)
    return Math.max(-12, Math.min(12, Math.max(...depths))) + random() * noise
  })
}
