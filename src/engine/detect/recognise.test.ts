import { describe, expect, it } from 'vitest'
import type { OnnxFile } from '../models/onnx/onnxFile'
import type { OnnxValue } from '../models/onnx/onnxGraph'
import { familyNames, recognise } from './recognise'

const value = (name: string, ...shape: (number | string)[]): OnnxValue => ({ name, type: 'float32', shape })
const images = value('images', 1, 3, 640, 640)

function file(outputs: OnnxValue[], metadata: Record<string, string> = {}, inputs = [images]): OnnxFile {
  return {
    ...{
      path: 'model.onnx',
      bytes: 1,
      externalData: [],
      irVersion: 8,
      producer: '',
      opsets: new Map([['', 17]])
    },
    ...{ metadata: new Map(Object.entries(metadata)), inputs, outputs, layers: 1, parameters: 1 }
  }
}

/** The family and form, or the word unknown. */
function found(...given: Parameters<typeof file>): string {
  const result = recognise(file(...given))
  return 'model' in result ? `${result.model.family} ${result.model.layout}` : 'unknown'
}

const names = (count: number): string =>
  `{${Array.from({ length: count }, (_, i) => `${i}: 'c${i}'`).join(', ')}}`
const task = (name: string, count = 80): Record<string, string> => ({
  task: name,
  names: names(count),
  stride: '32'
})
const prototypes = value('output1', 1, 32, 160, 160)

describe('recognise, at the real sizes', () => {
  it.each<[string, string, Parameters<typeof file>]>([
    ['YOLOv8n', 'yolov8 raw', [[value('output0', 1, 84, 8400)], task('detect')]],
    ['YOLOv8n without metadata', 'yolov8 raw', [[value('output0', 1, 84, 8400)]]],
    ['YOLOv8 of one class', 'yolov8 raw', [[value('output0', 1, 5, 8400)]]],
    [
      'YOLOv8 p6 at 1280',
      'yolov8 raw',
      [[value('o', 1, 84, 34000)], {}, [value('images', 1, 3, 1280, 1280)]]
    ],
    [
      'YOLO11 dynamic',
      'yolov8 raw',
      [
        [value('output0', 'batch', 84, 'anchors')],
        task('detect'),
        [value('images', 'batch', 3, 'height', 'width')]
      ]
    ],
    ['YOLOv5s', 'yolov5 raw', [[value('output0', 1, 25200, 85)], { stride: '32', names: names(80) }]],
    ['YOLOv5 of one class', 'yolov5 raw', [[value('output0', 1, 25200, 6)]]],
    ['YOLOv5s6', 'yolov5 raw', [[value('output', 1, 102000, 85)], {}, [value('images', 1, 3, 1280, 1280)]]],
    ['YOLOX-s', 'yolox raw', [[value('output', 1, 8400, 85)]]],
    ['YOLOX of one class', 'yolox raw', [[value('output', 1, 8400, 6)]]],
    ['YOLOv10n', 'yolo-end-to-end final', [[value('output0', 1, 300, 6)], task('detect')]],
    [
      'YOLO26n',
      'yolo-end-to-end final',
      [[value('output0', 1, 300, 6)], { ...task('detect'), end2end: 'True' }]
    ],
    [
      'YOLO26n of two classes',
      'yolo-end-to-end final',
      [[value('output0', 1, 300, 6)], { ...task('detect', 2), end2end: 'True' }]
    ],
    ['YOLOv8n-seg', 'yolo-seg raw', [[value('output0', 1, 116, 8400), prototypes], task('segment')]],
    [
      'YOLOv8n-seg, outputs the other way round',
      'yolo-seg raw',
      [[prototypes, value('output0', 1, 116, 8400)], task('segment')]
    ],
    [
      'YOLO26n-seg',
      'yolo-seg final',
      [[value('output0', 1, 300, 38), prototypes], { ...task('segment'), end2end: 'True' }]
    ],
    [
      'FastSAM-s',
      'fastsam raw',
      [
        [value('output0', 1, 37, 21504), value('output1', 1, 32, 256, 256)],
        { ...task('segment', 1), description: 'Ultralytics FastSAM-s model' },
        [value('images', 1, 3, 1024, 1024)]
      ]
    ],
    [
      'YOLO11n-obb',
      'yolo-obb raw',
      [[value('output0', 1, 20, 21504)], task('obb', 15), [value('images', 1, 3, 1024, 1024)]]
    ],
    [
      'YOLO26n-obb',
      'yolo-obb final',
      [[value('output0', 1, 300, 7)], { ...task('obb', 15), end2end: 'True' }]
    ],
    ['RT-DETR of Ultralytics', 'rt-detr rows', [[value('output0', 1, 300, 84)], task('detect')]],
    ['RT-DETR without metadata', 'rt-detr rows', [[value('output0', 1, 300, 84)]]],
    [
      'RT-DETR of two classes',
      'rt-detr rows',
      [[value('output0', 1, 300, 6)], { ...task('detect', 2), description: 'Ultralytics rtdetr-l model' }]
    ],
    [
      'RT-DETR of three classes',
      'rt-detr rows',
      [[value('output0', 1, 300, 7)], { ...task('detect', 3), description: 'Ultralytics rt-detr-l' }]
    ],
    [
      'D-FINE',
      'rt-detr sized',
      [
        [value('labels', 'N', 300), value('boxes', 'N', 300, 4), value('scores', 'N', 300)],
        {},
        [value('images', 'N', 3, 640, 640), { ...value('orig_target_sizes', 'N', 2), type: 'int64' }]
      ]
    ],
    [
      'RF-DETR',
      'rf-detr rf',
      [[value('dets', 1, 300, 4), value('labels', 1, 300, 91)], {}, [value('input', 1, 3, 560, 560)]]
    ],
    [
      'RT-DETR of Hugging Face',
      'rf-detr hf',
      [
        [value('logits', 'b', 300, 80), value('pred_boxes', 'b', 300, 4)],
        {},
        [value('pixel_values', 'b', 3, 640, 640)]
      ]
    ],
    ['a classifier', 'unknown', [[value('output0', 1, 1000)], task('classify', 1000)]],
    ['a pose model', 'unknown', [[value('output0', 1, 56, 8400)], task('pose', 1)]],
    ['a SAM encoder', 'unknown', [[value('output', 1, 256, 64, 64)], {}, [value('input', 1, 3, 1024, 1024)]]],
    ['a model without an image', 'unknown', [[value('output0', 1, 84, 8400)], {}, [value('tokens', 1, 77)]]],
    [
      'a model of grey images',
      'unknown',
      [[value('output0', 1, 84, 8400)], {}, [value('images', 1, 1, 640, 640)]]
    ],
    [
      'a model of four images at once',
      'unknown',
      [[value('output0', 4, 84, 8400)], {}, [value('images', 4, 3, 640, 640)]]
    ]
  ])('%s: %s', (_name, expected, given) => {
    expect(found(...given)).toBe(expected)
  })

  it('takes size, stride and names from the metadata', () => {
    const metadata = { ...task('detect', 2), imgsz: '[480, 864]', description: ' Ultralytics YOLO11n model ' }
    const dynamic = [value('images', 'batch', 3, 'height', 'width')]
    const result = recognise(file([value('output0', 'batch', 6, 'anchors')], metadata, dynamic))
    expect(result).toMatchObject({
      model: {
        description: 'Ultralytics YOLO11n model',
        classNames: ['c0', 'c1'],
        namesFrom: 'metadata',
        stride: 32,
        input: { name: 'images', width: 864, height: 480, dynamic: true }
      }
    })
  })

  it('fills gaps in the names by number', () => {
    const result = recognise(
      file([value('output0', 1, 300, 6)], { task: 'detect', names: "{0: 'a', 3: 'd'}" })
    )
    expect(result).toMatchObject({ model: { classNames: ['a', 'class 1', 'class 2', 'd'] } })
  })

  it('lists what an unknown model has, and what is known', () => {
    const unknown = file([value('y', 1, '', 'n')], {}, [value('x', 'batch', 3, 640, 640)])
    expect(recognise(unknown)).toEqual({
      unknown: {
        inputs: ['x float32[batch, 3, 640, 640]'],
        outputs: ['y float32[1, ?, n]'],
        families: familyNames
      }
    })
  })

  it('refuses lists of names that do not fit', () => {
    const wrong = file([value('output0', 1, 84, 8400)], task('detect', 79))
    const counts = { file: 'model.onnx', names: 79, classes: 80 }
    expect(() => recognise(wrong)).toThrow(expect.objectContaining({ kind: 'model-classes', params: counts }))
    expect(() => recognise(file([value('output0', 1, 84, 8400)]), { classNames: ['cat'] })).toThrow(
      expect.objectContaining({ kind: 'model-classes' })
    )
  })
})
