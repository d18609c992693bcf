import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { decodeImageFile } from '../../imaging/decode'
import { fixturePath, samplePath, sharedFixturePath } from '../../imaging/testing/samples'
import { cocoNames } from './cocoNames'
import type { Detector } from './detector'
import { openDetector } from './openDetector'

const model = sharedFixturePath('models/yolox_nano.onnx')

const number = z.number()
const schema = z.object({
  confidence: number,
  iou: number,
  /** Class, score, left, top, right, bottom. */
  images: z.record(z.string(), z.array(z.tuple([z.string(), number, number, number, number, number])))
})
const reference = schema.parse(JSON.parse(await readFile(fixturePath('models/yolox-nano.json'), 'utf8')))

/** The reference is the official preprocessing (OpenCV) and postprocessing in Python, on the same decoded pixels. */
describe.skipIf(!existsSync(model))(`YOLOX-nano against its reference (needs ${model})`, () => {
  let detector: Detector

  beforeAll(async () => {
    detector = await openDetector(model, { threads: 1 })
  })

  afterAll(() => detector.release())

  it('is recognised', async () => {
    const { family, task, namesFrom, input, classNames, file } = detector.info
    expect({ family, task, namesFrom, input }).toEqual({
      family: 'yolox',
      task: 'detect',
      namesFrom: 'coco',
      input: { name: 'images', type: 'float32', width: 416, height: 416, dynamic: false }
    })
    const names = await readFile(sharedFixturePath('models/coco80.txt'), 'utf8')
    expect(classNames).toEqual(names.trim().split(/\r?\n/))
    expect(classNames).toEqual(cocoNames(80))
    expect(file).toMatchObject({ bytes: 3_678_356, layers: 369, parameters: 904_481 })
  })

  it.each(Object.keys(reference.images))('finds in %s what the reference finds', async (name) => {
    const { confidence, iou, images } = reference
    const image = await decodeImageFile(samplePath(name))
    const found = await detector.run(image, { confidence, iou, agnostic: true })
    const expected = images[name] ?? []
    expect(found.map(({ className }) => className)).toEqual(expected.map(([className]) => className))
    found.forEach(({ score, box }, i) => {
      const [, wantedScore = 0, left = 0, top = 0, right = 0, bottom = 0] = expected[i] ?? []
      expect(score).toBeCloseTo(wantedScore, 3)
      const corners = [box.x, box.y, box.x + box.width, box.y + box.height]
      ;[left, top, right, bottom].forEach((side, k) =>
        expect(Math.abs(side - (corners[k] ?? 0))).toBeLessThan(0.1)
      )
    })
  })
})
