import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decodeImageFile } from '../../imaging/decode'
import { verifyModel } from '../models/verify'
import { LOW_RES } from '../prompt/lowRes'
import { loadEncoder } from '../prompt/families/encoder'
import type { Tensors } from '../prompt/families/promptable'
import { modelSpace, type ModelSpace } from '../prompt/modelSpace'
import { modelDir, samplePath } from '../../imaging/testing/samples'
import { embeddingWindow } from '../prompt/embeddingWindow'
import { wholePointDecoder, type PointDecoder, type PointMask } from './pointDecoder'
import { splitPointDecoder } from './splitPointDecoder'

interface Encoded {
  readonly embedding: Tensors
  readonly space: ModelSpace
}

let whole: PointDecoder
let split: PointDecoder
let wide: Encoded
let tall: Encoded
let space: ModelSpace

beforeAll(async () => {
  const model = await verifyModel(modelDir)
  if (!model.files.split) throw new Error('The model has no derived graphs')
  const encoder = await loadEncoder(model, { threads: 2 })
  const encode = async (name: string): Promise<Encoded> => {
    const image = await decodeImageFile(samplePath(name))
    const embedding = (await encoder.encode(image)).tensors
    return { embedding, space: modelSpace(image.width, image.height, model.manifest) }
  }
  wide = await encode('groceries')
  tall = await encode('allium-oreophilum')
  await encoder.release()
  whole = await wholePointDecoder(model, { threads: 2 })
  split = await splitPointDecoder(model.files.split, { threads: 2 })
}, 120_000)

async function show({ embedding, space: shown }: Encoded): Promise<void> {
  space = shown
  await whole.setImage(embedding, shown)
  await split.setImage(embedding, shown)
}

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

async function expectSame(x: number, y: number): Promise<void> {
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
}

describe('the decoder in two parts', () => {
  // 43 rows of the embedding: the last band of four has one that the image does not cover.
  it.each(points)('says the same of a point at %d, %d', { timeout: 60_000 }, async (x, y) => {
    await show(wide)
    await expectSame(x, y)
  })

  it('says the same of an image that covers some of the columns', { timeout: 60_000 }, async () => {
    await show(tall)
    expect(embeddingWindow(space)).toEqual({ rows: 64, columns: 51 })
    await expectSame(400, 500)
    await expectSame(790, 1000)
  })

  it('makes only the masks that are wanted', { timeout: 60_000 }, async () => {
    await show(wide)
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
