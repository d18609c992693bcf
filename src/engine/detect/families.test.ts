import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isSegmenter } from './detector'
import { type Detection, type DetectOptions } from './detection'
import type { RecognisedModel } from './family'
import { openDetector } from './openDetector'
import type { RecogniseOptions } from './recognise'
import { colourImage } from './testing/colourImage'
import {
  CELLS,
  PROBE,
  SIZE,
  table,
  transposed,
  writeTinyModel,
  type TinyModel,
  type TinyOutput
} from './testing/tinyModel'
import { rleArea, rleBounds } from '@shared/mask/measure'

/** 128 × 64: halved and put in the middle of the 64 × 64 input, with 16 rows of grey above and below. */
const image = colourImage(128, 64, [255, 51, 0])
/** The mean of the first channel then: half of it is red, half grey; from 0 to 1, and in bytes. */
const LETTERBOX_PROBE = (1 + 114 / 255) / 2
/** YOLOX's first channel is blue, of which the image has none. */
const YOLOX_PROBE = 114 / 2

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'families-'))
})

afterAll(() => rm(folder, { recursive: true }))

interface Run {
  readonly info: RecognisedModel
  readonly found: readonly Detection[]
}

async function run(model: TinyModel, options: DetectOptions = {}, how: RecogniseOptions = {}): Promise<Run> {
  const detector = await openDetector(await writeTinyModel(folder, model), { threads: 1, ...how })
  try {
    return { info: detector.info, found: await detector.run(image, options) }
  } finally {
    await detector.release()
  }
}

/** Class, score to three digits, and box of each result. */
const summary = (found: readonly Detection[]): unknown[] =>
  found.map(({ className, score, box }) => [
    className,
    Math.round(score * 1000) / 1000,
    box.x,
    box.y,
    box.width,
    box.height
  ])
const ultralytics = (task: string, more: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  description: 'Ultralytics YOLO11n model trained on tiny.yaml',
  task,
  stride: '32',
  imgsz: '[64, 64]',
  names: "{0: 'cat', 1: 'dog'}",
  ...more
})
const only = (output: TinyOutput, model: Omit<TinyModel, 'outputs'> = {}): TinyModel => ({
  ...model,
  outputs: [output]
})

const yolov8: TinyOutput = {
  name: 'output0',
  dims: [1, 6, CELLS],
  values: transposed(CELLS, 6, {
    3: [32, 32, 16, 8, 0, PROBE],
    10: [33, 32, 16, 8, 0, 0.5],
    20: [32, 32, 16, 8, 0.625, 0],
    30: [4, 20, 20, 20, 0.375, 0.25],
    40: [50, 50, 4, 4, 0.25, 0.125]
  })
}
const DOG = ['dog', 0.724, 48, 24, 32, 16]
const CAT = ['cat', 0.625, 48, 24, 32, 16]
/** Reaches over the left and the upper edge, and is cut there. */
const CORNER_CAT = ['cat', 0.375, 0, 0, 28, 28]

describe('YOLOv8 and its successors', () => {
  it('are read by their metadata, suppressed class by class', async () => {
    const { info, found } = await run(only(yolov8, { metadata: ultralytics('detect') }))
    expect(info).toMatchObject({
      family: 'yolov8',
      task: 'detect',
      classNames: ['cat', 'dog'],
      namesFrom: 'metadata'
    })
    expect(summary(found)).toEqual([DOG, CAT, CORNER_CAT])
    expect(found[0]?.score).toBeCloseTo(LETTERBOX_PROBE, 5)
  })

  it('are read without metadata', async () => {
    const { info, found } = await run(only(yolov8))
    expect(info).toMatchObject({ family: 'yolov8', classNames: ['class 0', 'class 1'], namesFrom: 'numbers' })
    expect(found).toHaveLength(3)
  })

  it('are read from 16-bit numbers', async () => {
    const output = { ...yolov8, type: 'float16' } as const
    const { info, found } = await run(
      only(output, { input: { type: 'float16' }, metadata: ultralytics('detect') })
    )
    expect(info.input.type).toBe('float16')
    expect(summary(found).slice(1)).toEqual([CAT, CORNER_CAT])
    expect(found[0]?.score).toBeCloseTo(LETTERBOX_PROBE, 3)
  })

  it('obey confidence, classes, number and agnostic suppression', async () => {
    const model = only(yolov8, { metadata: ultralytics('detect') })
    const classes = async (options: DetectOptions): Promise<string[]> =>
      (await run(model, options)).found.map(({ className }) => className)
    expect(await classes({ confidence: 0.65 })).toEqual(['dog'])
    expect(await classes({ confidence: 0.1 })).toEqual(['dog', 'cat', 'cat', 'cat'])
    expect(await classes({ classes: [0] })).toEqual(['cat', 'cat'])
    expect(await classes({ maxDetections: 1 })).toEqual(['dog'])
    expect(await classes({ agnostic: true })).toEqual(['dog', 'cat'])
    // The second dog overlaps the first by 15 / 17 = 0.88.
    expect(await classes({ iou: 0.9 })).toEqual(['dog', 'cat', 'dog', 'cat'])
  })

  it('of dynamic size get no more grey than up to the stride', async () => {
    // 64 × 32 in cells: 32 + 8 + 2. Nothing is padded, so the first channel is all red.
    const output = {
      name: 'output0',
      dims: [1, 6, 42],
      shape: ['batch', 6, 'anchors'],
      values: transposed(42, 6, { 0: [32, 16, 16, 8, 0, PROBE] })
    }
    const input = { shape: ['batch', 3, 'height', 'width'] }
    const { info, found } = await run(only(output, { input, metadata: ultralytics('detect') }))
    expect(info.input).toMatchObject({ width: 64, height: 64, dynamic: true })
    expect(summary(found)).toEqual([['dog', 1, 48, 24, 32, 16]])
  })

  it('of dynamic size take the size that is asked for', async () => {
    const output = {
      name: 'output0',
      dims: [1, 6, 1],
      shape: ['n', 6, 'anchors'],
      values: [64, 32, 32, 16, 0, 1]
    }
    const input = { shape: ['n', 3, 'height', 'width'] }
    const { info, found } = await run(only(output, { input }), {}, { imageSize: 100 })
    expect(info.input).toMatchObject({ width: 128, height: 128 })
    expect(summary(found)).toEqual([['class 1', 1, 48, 24, 32, 16]])
  })
})

describe('YOLOv5', () => {
  it('multiplies objectness and class score', async () => {
    const output = {
      name: 'output0',
      dims: [1, 3 * CELLS, 7],
      values: table(3 * CELLS, 7, {
        5: [32, 32, 16, 8, 0.5, 0.25, PROBE],
        100: [4, 20, 20, 20, 0.75, 0.5, 0.125],
        200: [32, 32, 16, 8, 0.5, 0.375, 0]
      })
    }
    const { info, found } = await run(only(output, { metadata: { stride: '32', names: "['cat', 'dog']" } }))
    expect(info).toMatchObject({ family: 'yolov5', classNames: ['cat', 'dog'] })
    expect(summary(found)).toEqual([
      ['cat', 0.375, 0, 0, 28, 28],
      ['dog', 0.362, 48, 24, 32, 16]
    ])
  })
})

describe('YOLOv5 as older programs export it', () => {
  it('comes with the grids besides, which are left alone', async () => {
    const outputs: TinyOutput[] = [
      {
        name: 'output',
        dims: [1, 3 * CELLS, 7],
        values: table(3 * CELLS, 7, { 5: [32, 32, 16, 8, 0.5, 0.25, PROBE] })
      },
      ...[8, 4, 2].map((side) => {
        const dims = [1, 3, side, side, 7]
        return { name: `grid_${side}`, dims, values: table(3 * side * side, 7, {}) }
      })
    ]
    const { info, found } = await run({ outputs })
    expect(info).toMatchObject({ family: 'yolov5', outputs: ['output'] })
    expect(summary(found)).toEqual([['class 1', 0.362, 48, 24, 32, 16]])
  })
})

describe('YOLOv10, YOLO26 and exports with suppression', () => {
  const output = {
    name: 'output0',
    dims: [1, 300, 6],
    values: table(300, 6, {
      0: [24, 28, 40, 36, PROBE, 1],
      1: [24, 28, 40, 36, 0.5, 1],
      2: [-6, 10, 14, 30, 0.375, 0]
    })
  }

  it.each([
    ['end to end', { end2end: 'True' }],
    ['with suppression', { args: "{'batch': 1, 'half': False, 'nms': True}" }],
    ['that do not say so', {}]
  ])('are taken as they come: %s', async (_name, more) => {
    const { info, found } = await run(only(output, { metadata: ultralytics('detect', more) }))
    expect(info.family).toBe('yolo-end-to-end')
    expect(summary(found)).toEqual([DOG, ['dog', 0.5, 48, 24, 32, 16], CORNER_CAT])
  })

  it('are known without metadata', async () => {
    const { info, found } = await run(only(output), { classes: [1], maxDetections: 1 })
    expect(info).toMatchObject({ family: 'yolo-end-to-end', classNames: [], namesFrom: 'numbers' })
    expect(summary(found)).toEqual([['class 1', 0.724, 48, 24, 32, 16]])
  })
})

describe('segmenters', () => {
  /** Prototype 0 is 1 everywhere; prototype 1 is 1 in the left half of the 16 × 16 samples and −1 in the right half. */
  const prototypes: TinyOutput = {
    name: 'output1',
    dims: [1, 32, 16, 16],
    values: Array.from({ length: 32 * 256 }, (_, i) => {
      if (i < 256) return 1
      return i < 512 ? (i % 16 < 8 ? 1 : -1) : 0
    })
  }
  const pad = (count: number): number[] => Array.from({ length: count }, () => 0)
  const raw: TinyOutput = {
    name: 'output0',
    dims: [1, 38, CELLS],
    values: transposed(CELLS, 38, {
      3: [32, 32, 16, 8, 0, PROBE, 1],
      10: [32, 32, 16, 8, 0.625, 0, 0, 1],
      20: [10, 32, 8, 8, 0.375, 0, -1, ...pad(31)]
    })
  }

  it('give masks from prototypes, cut to the boxes', async () => {
    const { info, found } = await run({ outputs: [raw, prototypes], metadata: ultralytics('segment') })
    expect(info).toMatchObject({ family: 'yolo-seg', task: 'segment', layout: 'raw' })
    const [all, left, none] = found.map(({ mask }) => mask)
    expect(summary(found).slice(0, 2)).toEqual([DOG, CAT])
    expect(all && rleBounds(all)).toEqual({ x: 48, y: 24, width: 32, height: 16 })
    expect(all && rleArea(all)).toBe(32 * 16)
    // The logit is 0 in the middle between samples 7 and 8, which is the input's and so the image's middle, x = 64.
    expect(left && rleBounds(left)).toEqual({ x: 48, y: 24, width: 16, height: 16 })
    expect(none && rleArea(none)).toBe(0)
    expect(all).toMatchObject({ width: 128, height: 64 })
  })

  it('are told from detectors', async () => {
    const path = await writeTinyModel(folder, { outputs: [raw, prototypes] })
    const detector = await openDetector(path, { threads: 1 })
    expect(isSegmenter(detector)).toBe(true)
    expect(detector.info).toMatchObject({ family: 'yolo-seg', classNames: ['class 0', 'class 1'] })
    await detector.release()
  })

  it.each(['float32', 'float16'] as const)('come with suppression built in, in %s', async (type) => {
    const final: TinyOutput = {
      name: 'output0',
      dims: [1, 300, 38],
      type,
      values: table(300, 38, { 0: [24, 28, 40, 36, 0.75, 1, 0, 1], 1: [24, 28, 40, 36, 0.5, 0, 1] })
    }
    const model = {
      outputs: [final, { ...prototypes, type }],
      input: { type },
      metadata: ultralytics('segment', { end2end: 'True' })
    }
    const { info, found } = await run(model)
    expect(info).toMatchObject({ family: 'yolo-seg', layout: 'final' })
    expect(summary(found)).toEqual([
      ['dog', 0.75, 48, 24, 32, 16],
      ['cat', 0.5, 48, 24, 32, 16]
    ])
    expect(found.map(({ mask }) => mask && rleArea(mask))).toEqual([16 * 16, 32 * 16])
  })

  it.each(['float32', 'float16'] as const)('of YOLOv5 have objectness, in %s', async (type) => {
    const rows = 3 * CELLS
    const boxes: TinyOutput = {
      name: 'output0',
      dims: [1, rows, 5 + 2 + 32],
      type,
      values: table(rows, 39, {
        5: [32, 32, 16, 8, 0.5, 0.25, PROBE, 0, 1],
        100: [4, 20, 20, 20, 0.75, 0.5, 0.125, 1],
        200: [32, 32, 16, 8, 0.5, 0.375, 0.5, 1]
      })
    }
    const model = {
      outputs: [boxes, { ...prototypes, type }],
      input: { type },
      metadata: { stride: '32', names: "{0: 'cat', 1: 'dog'}" }
    }
    const { info, found } = await run(model)
    expect(info).toMatchObject({ family: 'yolov5-seg', task: 'segment', classNames: ['cat', 'dog'] })
    expect(summary(found)).toEqual([
      ['cat', 0.375, 0, 0, 28, 28],
      ['dog', 0.362, 48, 24, 32, 16]
    ])
    // The corner's mask is its whole box; the dog's has prototype 1, which is the left half of the image.
    expect(found.map(({ mask }) => mask && rleBounds(mask))).toEqual([
      { x: 0, y: 0, width: 28, height: 28 },
      { x: 48, y: 24, width: 16, height: 16 }
    ])
  })

  it('of one class without names are FastSAM, whose large boxes are the whole image', async () => {
    const boxes: TinyOutput = {
      name: 'output0',
      dims: [1, 37, CELLS],
      values: transposed(CELLS, 37, { 3: [32, 32, 60, 31, PROBE, 1], 10: [20, 32, 16, 8, 0.5, 1] })
    }
    const { info, found } = await run({ outputs: [boxes, prototypes] })
    expect(info).toMatchObject({ family: 'fastsam', classNames: ['object'], namesFrom: 'family' })
    expect(summary(found)).toEqual([
      ['object', 0.724, 0, 0, 128, 64],
      ['object', 0.5, 24, 24, 32, 16]
    ])
    // The mask is the model's: cut to the box that it gave, 60 × 31 in the input.
    expect(found[0]?.mask && rleArea(found[0].mask)).toBe(120 * 62)
  })

  it('called FastSAM are FastSAM', async () => {
    const boxes = { name: 'output0', dims: [1, 37, CELLS], values: transposed(CELLS, 37, {}) }
    const metadata = ultralytics('segment', {
      description: 'Ultralytics FastSAM-s model trained on sa.yaml',
      names: "{0: 'object'}"
    })
    const { info, found } = await run({ outputs: [boxes, prototypes], metadata })
    expect(info).toMatchObject({ family: 'fastsam', namesFrom: 'metadata' })
    expect(found).toEqual([])
  })
})

describe('YOLO OBB', () => {
  const QUARTER = Math.PI / 2

  it('gives turned boxes and the boxes around them', async () => {
    const output = {
      name: 'output0',
      dims: [1, 7, CELLS],
      values: transposed(CELLS, 7, {
        // A quarter turn more is the same box with its sides exchanged.
        3: [32, 32, 16, 8, 0, PROBE, QUARTER],
        10: [32, 32, 8, 16, 0, 0.5, 0],
        20: [32, 32, 16, 8, 0.625, 0, Math.PI / 4]
      })
    }
    const { info, found } = await run(only(output, { metadata: ultralytics('obb') }))
    expect(info).toMatchObject({ family: 'yolo-obb', task: 'obb', layout: 'raw' })
    expect(found).toHaveLength(2)
    const [upright, diagonal] = found
    expect(upright?.rotatedBox).toMatchObject({ center: { x: 64, y: 32 }, width: 16, height: 32 })
    expect(upright?.rotatedBox?.angle).toBeCloseTo(0, 5)
    expect(upright?.box.width).toBeCloseTo(16, 4)
    expect(diagonal?.rotatedBox).toMatchObject({ width: 32, height: 16 })
    // A box of 32 × 16, turned by 45°, is 48 / √2 wide and high.
    expect(diagonal?.box.width).toBeCloseTo(48 / Math.SQRT2, 4)
    expect(diagonal?.box.x).toBeCloseTo(64 - 24 / Math.SQRT2, 4)
  })

  it('comes end to end', async () => {
    const output = {
      name: 'output0',
      dims: [1, 300, 7],
      values: table(300, 7, { 0: [32, 32, 16, 8, 0.75, 1, 0], 1: [0, 16, 16, 8, 0.5, 0, 0] })
    }
    const { info, found } = await run(only(output, { metadata: ultralytics('obb', { end2end: 'True' }) }))
    expect(info).toMatchObject({ family: 'yolo-obb', layout: 'final' })
    expect(summary(found)).toEqual([
      ['dog', 0.75, 48, 24, 32, 16],
      ['cat', 0.5, 0, 0, 16, 8]
    ])
  })
})

describe('YOLOX', () => {
  it('decodes its grids, from bytes in the order blue, green, red', async () => {
    const log = (pixels: number, stride: number): number => Math.log(pixels / stride)
    const output = {
      name: 'output',
      dims: [1, CELLS, 7],
      values: table(CELLS, 7, {
        // Stride 8, column 3, row 2: the middle is (3.5, 2.25) cells.
        19: [0.5, 0.25, log(16, 8), log(8, 8), 0.0125, 0, PROBE],
        // Stride 32, column 1, row 0, after 64 and 16 cells.
        81: [-0.5, 0.25, log(16, 32), log(8, 32), 0.75, 0.5, 0]
      })
    }
    // Objectness must pass the threshold by itself, so the probe's factor is as small as the threshold allows.
    const { info, found } = await run(only(output), { confidence: 0.01 })
    expect(info.family).toBe('yolox')
    expect(found.map(({ classIndex }) => classIndex)).toEqual([1, 0])
    expect(found[0]?.score).toBeCloseTo(YOLOX_PROBE * 0.0125, 5)
    expect(found[1]?.score).toBeCloseTo(0.375, 5)
    // The image lies at the upper left of the input, at half its size.
    const boxes = found.map(({ box }) => [box.x, box.y, box.width, box.height])
    expect(boxes.map((box) => box.map((side) => Math.round(side * 1e4) / 1e4))).toEqual([
      [40, 28, 32, 16],
      [16, 8, 32, 16]
    ])
  })
})

describe('RT-DETR', () => {
  it('of Ultralytics: fractions of an image stretched over the input', async () => {
    const output = {
      name: 'output0',
      dims: [1, 300, 6],
      values: table(300, 6, { 0: [0.5, 0.5, 0.25, 0.25, 0, PROBE], 1: [0, 0.5, 0.5, 1, 0.375, 0] })
    }
    const metadata = ultralytics('detect', { description: 'Ultralytics rtdetr-l model trained on tiny.yaml' })
    const { info, found } = await run(only(output, { metadata }))
    expect(info).toMatchObject({ family: 'rt-detr', layout: 'rows', classNames: ['cat', 'dog'] })
    expect(summary(found)).toEqual([
      ['dog', 1, 48, 24, 32, 16],
      ['cat', 0.375, 0, 0, 32, 64]
    ])
  })

  it('of the official export: is told the image size, gives image pixels', async () => {
    const sized: TinyModel = {
      outputs: [
        { name: 'labels', dims: [1, 3], values: [7, 0, 1], type: 'int64' },
        {
          name: 'boxes',
          dims: [1, 3, 4],
          values: [0.25, 0.5, 0.5, 1, 0.5, 0.25, 2, 0.75, 0, 0, 1, 1],
          timesSize: true
        },
        { name: 'scores', dims: [1, 3], values: [0.5, PROBE, 0.25] }
      ]
    }
    const { info, found } = await run(sized)
    expect(info).toMatchObject({ family: 'rt-detr', layout: 'sized' })
    expect(summary(found)).toEqual([
      ['class 0', 1, 64, 16, 64, 32],
      ['class 7', 0.5, 32, 32, 32, 32]
    ])
    expect((await run(sized, {}, { classNames: ['cat'] })).found[0]?.className).toBe('cat')
  })
})

describe('RF-DETR', () => {
  it('gives logits, and takes pixels by ImageNet’s mean and deviation', async () => {
    const none = -20
    const model: TinyModel = {
      input: { name: 'input' },
      outputs: [
        { name: 'dets', dims: [1, 2, 4], values: [0.5, 0.5, 0.25, 0.25, 0.25, 0.5, 0.5, 1] },
        { name: 'labels', dims: [1, 2, 3], values: [none, none, PROBE, 1, -1, none] }
      ]
    }
    const { info, found } = await run(model, { confidence: 0.5 })
    expect(info).toMatchObject({ family: 'rf-detr', layout: 'rf' })
    const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x))
    expect(found.map(({ classIndex }) => classIndex)).toEqual([2, 0])
    expect(found[0]?.score).toBeCloseTo(sigmoid((1 - 0.485) / 0.229), 5)
    expect(found[1]?.score).toBeCloseTo(sigmoid(1), 5)
    expect(found.map(({ box }) => box)).toEqual([
      { x: 48, y: 24, width: 32, height: 16 },
      { x: 0, y: 0, width: 64, height: 64 }
    ])
    // As many results as queries, of which one may give two.
    expect((await run(model, { confidence: 0.1 })).found.map(({ classIndex }) => classIndex)).toEqual([2, 0])
  })

  it('for segmentation gives a picture over the whole image for each query', async () => {
    // The first query's is above 0 in the left half of 4 × 4 samples; the second one's nowhere.
    const masks = Array.from({ length: 32 }, (_, i) => (i < 16 && i % 4 < 2 ? 1 : -1))
    const { info, found } = await run({
      input: { name: 'input' },
      outputs: [
        { name: 'dets', dims: [1, 2, 4], values: [0.5, 0.5, 0.25, 0.25, 0.25, 0.5, 0.5, 1] },
        { name: 'labels', dims: [1, 2, 2], values: [-9, PROBE, 1, -9] },
        { name: 'masks', dims: [1, 2, 4, 4], values: masks }
      ]
    })
    expect(info).toMatchObject({ family: 'rf-detr-seg', task: 'segment' })
    expect(found.map(({ classIndex }) => classIndex)).toEqual([1, 0])
    expect(found[0]?.box).toEqual({ x: 48, y: 24, width: 32, height: 16 })
    // The image is stretched over the samples; masks are not cut to the boxes.
    expect(found[0]?.mask && rleBounds(found[0].mask)).toEqual({ x: 0, y: 0, width: 64, height: 64 })
    expect(found.map(({ mask }) => mask && rleArea(mask))).toEqual([64 * 64, 0])
  })

  it('of 91 outputs has the names of COCO’s category ids', async () => {
    const values = table(1, 91, { 0: Array.from({ length: 91 }, (_, i) => (i === 90 ? 3 : -9)) })
    const { found } = await run({
      outputs: [
        { name: 'dets', dims: [1, 1, 4], values: [0.5, 0.5, 1, 1] },
        { name: 'labels', dims: [1, 1, 91], values }
      ]
    })
    expect(found.map(({ className }) => className)).toEqual(['toothbrush'])
  })

  it('has the form of Hugging Face’s exports of RT-DETR', async () => {
    const model: TinyModel = {
      input: { name: 'pixel_values', shape: ['batch', 3, SIZE, SIZE] },
      outputs: [
        { name: 'logits', dims: [1, 1, 2], values: [-9, PROBE] },
        { name: 'pred_boxes', dims: [1, 1, 4], values: [0.5, 0.5, 0.25, 0.25] }
      ]
    }
    const { info, found } = await run(model)
    expect(info).toMatchObject({ family: 'rf-detr', layout: 'hf' })
    expect(found[0]?.score).toBeCloseTo(1 / (1 + Math.exp(-1)), 5)
    expect(found[0]?.box).toEqual({ x: 48, y: 24, width: 32, height: 16 })
  })
})
