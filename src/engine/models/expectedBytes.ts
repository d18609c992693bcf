import type { ModelManifest } from './manifest'

/** SAM's, where a model does not say it. */
const TYPICAL = 256 * 64 * 64

/** The size of an embedding in memory and, nearly, on disk. */
export function expectedBytes({ encoder }: Pick<ModelManifest, 'encoder'>): number {
  const numbers = encoder.outputs.map(({ shape: all, firstLayer }) => {
    const shape = firstLayer ? all.slice(-3) : all
    // A dimension that varies is the batch, which is 1 here.
    const sizes = shape.map((size) => (typeof size === 'number' ? size : 1))
    const product = sizes.reduce((a, b) => a * b, 1)
    return shape.slice(1).every((size) => typeof size === 'number') ? product : TYPICAL
  })
  return 4 * numbers.reduce((a, b) => a + b, 0)
}
