import { describe, expect, it } from 'vitest'
import type { PixelImage } from '../../imaging/pixels'
import type { InputSpec } from './inputSpec'
import { modelSpace } from './modelSpace'
import { preprocess } from './preprocess'

/** Two pixels side by side. */
const image: PixelImage = { width: 2, height: 1, channels: 3, data: Uint8Array.of(10, 20, 30, 40, 50, 60) }
const spec = (change: Partial<InputSpec>): InputSpec => ({
  space: { inputSize: 2 },
  layout: 'nchw',
  rank: 4,
  width: 2,
  height: 2,
  mean: [10, 10, 10],
  std: [10, 5, 2],
  padding: [0, 0, 0],
  ...change
})

describe('preprocess', () => {
  it('makes normalised planes with zeros below', () => {
    const { tensor } = preprocess(image, spec({}))
    expect(tensor.dims).toEqual([1, 3, 2, 2])
    expect(Array.from(tensor.data)).toEqual([0, 3, 0, 0, 2, 8, 0, 0, 10, 25, 0, 0])
    expect(preprocess(image, spec({ rank: 3 })).tensor.dims).toEqual([3, 2, 2])
  })

  it('gives pixels as they lie: as many as there are, or with a colour below', () => {
    const raw = { layout: 'hwc', mean: [0, 0, 0], std: [1, 1, 1], padding: [7, 8, 9] } as const
    const free = preprocess(image, spec({ ...raw, rank: 3, width: undefined, height: undefined }))
    expect(free.tensor).toEqual({ data: Float32Array.of(10, 20, 30, 40, 50, 60), dims: [1, 2, 3] })
    const fixed = preprocess(image, spec(raw))
    expect(fixed.tensor.dims).toEqual([1, 2, 2, 3])
    expect(Array.from(fixed.tensor.data)).toEqual([10, 20, 30, 40, 50, 60, 7, 8, 9, 7, 8, 9])
  })

  it('fills the square where a family stretches images', () => {
    const { tensor, space } = preprocess(image, spec({ space: { inputSize: 2, fit: 'stretch' } }))
    expect(space).toMatchObject({ width: 2, height: 2 })
    expect(Array.from(tensor.data)).toEqual([0, 3, 0, 3, 2, 8, 2, 8, 10, 25, 10, 25])
  })
})

describe('modelSpace', () => {
  it('keeps within an input that is smaller than the square', () => {
    const low = { inputSize: 1024, width: 1024, height: 684 }
    expect(modelSpace(1800, 1200, low)).toMatchObject({ width: 1024, height: 683, inputSize: 1024 })
    expect(modelSpace(1200, 1800, low)).toMatchObject({ width: 456, height: 684 })
  })
})
