import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decodeImageFile } from '../image/decode'
import { verifyModel } from '../model/verify'
import { LOW_RES } from '../sam/lowRes'
import { loadEncoder } from '../promptable/encoder'
import type { Tensors } from '../promptable/promptable'
import { modelSpace, type ModelSpace } from '../sam/modelSpace'
import { modelDir, samplePath } from '../testing/samples'
import { embeddingWindow } from '../sam/embeddingWindow'
import { wholePointDecoder, type PointDecoder, type PointMask } from './pointDecoder'
import { splitPointDecoder } from './splitPointDecoder'

let whole: PointDecoder
let split: PointDecoder
let embedding: Tensors
let space: ModelSpace

beforeAll(async () => {
  const model = await verifyModel(modelDir)
  if (!model.files.split) throw new Error('The model has no derived graphs')
  const encoder = await loadEncoder(model, { threads: 2 })
  const image = await decodeImageFile(samplePath('groceries'))
  embedding = (await encoder.encode(image)).tensors
  space = modelSpace(image.width, image.height, model.manifest)
  await encoder.release()
  whole = await wholePointDecoder(model, { threads: 2 })
  split = await splitPointDecoder(model.files.split, { threads: 2 })
  await whole.setImage(embedding, space)
  await split.setImage(embedding, space)
}, 120_000)

afterAll(() => Promise.all([whole.release(), split.release()]))

const points = [
  [400, 270],
  [120, 60],
  [560, 250],
  [790, 530],
  [3, 5]
] as const

/** The largest difference of two masks, as a fraction of the larger value or of 1, where the image is. */
function difference(a: PointMask, b: PointMask): number {
  const { rows, columns } = embeddingWindow(space)
  let most = 0
  for (let y = 0; y < rows * 4; y++) {
    for (let x = 0; x < columns * 4; x++) {
      const one = a.logits[y * LOW_RES + x] ?? 0
      const other = b.logits[y * LOW_RES + x] ?? 0
      most = Math.max(most, Math.abs(one - other) / Math.max(1, Math.abs(one)))
    }
  }
  return most
}

describe('the decoder in two parts', () => {
  it.each(points)('says the same of a point at %d, %d', { timeout: 60_000 }, async (x, y) => {
    const expected = await whole.decode(x, y, Number.NEGATIVE_INFINITY)
    const result = await split.decode(x, y, Number.NEGATIVE_INFINITY)
    expect(result.masks.map(({ index }) => index)).toEqual([0, 1, 2])
    result.scores.forEach((score, i) => {
      expect(Math.abs(score - (expected.scores[i] ?? 0))).toBeLessThan(1e-5)
    })
    result.masks.forEach((mask, i) => {
      const other = expected.masks[i]
      expect(other && difference(other, mask)).toBeLessThan(1e-4)
    })
  })

  it('makes only the masks that are wanted', { timeout: 60_000 }, async () => {
    const { scores, masks: all } = await split.decode(400, 270, Number.NEGATIVE_INFINITY)
    const copies = all.map(({ index, logits }) => ({ index, logits: logits.slice() }))
    const sorted = Array.from(scores).sort((a, b) => a - b)
    const wanted = await split.decode(400, 270, sorted[0] ?? 0)
    expect(wanted.masks).toHaveLength(2)
    for (const mask of wanted.masks) {
      const same = copies[mask.index]
      expect(same && difference(same, mask)).toBeLessThan(1e-5)
    }
    expect((await split.decode(400, 270, 2)).masks).toEqual([])
  })
})

describe('the part of the embedding that an image covers', () => {
  it('is all of it for a square, and less for the rest', () => {
    const window = (width: number, height: number): object => {
      return embeddingWindow({ imageWidth: width, imageHeight: height, width, height, inputSize: 1024 })
    }
    expect(window(1024, 1024)).toEqual({ rows: 64, columns: 64 })
    expect(window(1024, 498)).toEqual({ rows: 32, columns: 64 })
    expect(window(512, 1024)).toEqual({ rows: 64, columns: 33 })
    expect(window(1024, 1)).toEqual({ rows: 1, columns: 64 })
  })
})
