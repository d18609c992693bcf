import { describe, expect, it } from 'vitest'
import { encodeRle } from '@shared/mask/rle'
import type { PixelImage } from '../../../imaging/pixels'
import type { Detection, DetectOptions } from '../detection'
import type { PredictorPrompt } from '../../prompt/predictor'
import { annotateImage, type AnnotateModels, type Outliner } from './annotateImage'

const image: PixelImage = { width: 10, height: 8, channels: 3, data: new Uint8Array(240) }

function detection(
  x: number,
  y: number,
  width: number,
  height: number,
  more?: Partial<Detection>
): Detection {
  return { box: { x, y, width, height }, score: 0.9, classIndex: 1, className: 'cat', ...more }
}

function maskOf(x: number, y: number, width: number, height: number) {
  const data = new Uint8Array(80)
  for (let row = y; row < y + height; row++) data.fill(1, row * 10 + x, row * 10 + x + width)
  return encodeRle({ width: 10, height: 8, data })
}

/** Outlines a box by all of its whole pixels, and notes what it was asked. */
class BoxFiller implements Outliner {
  encoded = 0
  readonly prompts: PredictorPrompt[] = []

  setImage: Outliner['setImage'] = () => {
    this.encoded++
    return Promise.resolve({ decode_ms: 0, preprocess_ms: 0, encode_ms: 0 })
  }

  predict: Outliner['predict'] = (prompt) => {
    this.prompts.push(prompt)
    const [x1, y1, x2, y2] = prompt.box ?? [0, 0, 0, 0]
    const [width, height] = [Math.floor(x2) - x1, Math.floor(y2) - y1]
    return Promise.resolve({
      scores: [0.1, 0.8, 0.7, 0.2],
      selected: 1,
      mask: () => ({ ...maskOf(x1, y1, width, height), area: width * height }),
      logits: new Float32Array(0),
      predict_ms: 0
    })
  }
}

function models(
  found: readonly Detection[],
  outliner?: Outliner
): AnnotateModels & { asked: DetectOptions[] } {
  const asked: DetectOptions[] = []
  const run = (_image: PixelImage, options: DetectOptions = {}): Promise<readonly Detection[]> => {
    asked.push(options)
    return Promise.resolve(found)
  }
  return { detector: { run }, outliner, asked }
}

describe('annotateImage', () => {
  it('prompts with each box on one embedding, and keeps what the detector said', async () => {
    const outliner = new BoxFiller()
    const used = models([detection(1, 2, 3, 4), detection(4, 0, 2, 2, { score: 0.5 })], outliner)
    const objects = await annotateImage(image, used, { confidence: 0.4, classes: [1] })
    expect(used.asked).toEqual([{ confidence: 0.4, classes: [1] }])
    expect(outliner.encoded).toBe(1)
    expect(outliner.prompts.map(({ box }) => box)).toEqual([
      [1, 2, 4, 6],
      [4, 0, 6, 2]
    ])
    expect(objects).toMatchObject([
      { className: 'cat', classIndex: 1, score: 0.9, maskScore: 0.8, area: 12, mask: maskOf(1, 2, 3, 4) },
      { score: 0.5, area: 4 }
    ])
  })

  it('leaves out small boxes and empty masks, and encodes nothing for no box', async () => {
    const outliner = new BoxFiller()
    const thin = detection(0, 0, 9, 1.5)
    expect(await annotateImage(image, models([thin], outliner), { minSize: 2 })).toEqual([])
    expect(outliner.encoded).toBe(0)
    expect(await annotateImage(image, models([detection(2, 2, 0.5, 5)], outliner))).toEqual([])
  })

  it('takes a segmenter’s masks as they are', async () => {
    const mask = maskOf(1, 1, 2, 2)
    const found = [detection(1, 1, 2, 2, { mask }), detection(5, 5, 2, 2, { mask: maskOf(0, 0, 0, 0) })]
    expect(await annotateImage(image, models(found))).toEqual([
      { ...detection(1, 1, 2, 2), mask, area: 4, maskScore: null }
    ])
  })

  it('refuses boxes without anything to outline them', async () => {
    const done = annotateImage(image, models([detection(1, 1, 2, 2)]))
    await expect(done).rejects.toMatchObject({ kind: 'internal' })
  })

  it('ends between two runs', async () => {
    const abort = new AbortController()
    const outliner = new BoxFiller()
    const { predict } = outliner
    outliner.predict = (prompt) => {
      abort.abort()
      return predict(prompt)
    }
    const found = [detection(1, 1, 2, 2), detection(4, 4, 2, 2)]
    const done = annotateImage(image, models(found, outliner), {}, abort.signal)
    await expect(done).rejects.toMatchObject({ kind: 'cancelled' })
    expect(outliner.prompts).toHaveLength(1)
  })
})
