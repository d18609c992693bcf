import { join } from 'node:path'
import { CELLS, encodeTinyModel, SIZE } from '../../../src/engine/detect/testing/tinyModel'
import { inspectModel } from '../../../src/engine/models/library/inspect'
import { checkNothingOutside, putFiles } from '../files'
import { type Target } from '../target'

const numbers = (count: number): number[] => Array.from({ length: count }, (_, i) => (i % 7) / 7)

/** ONNX files, looked at as they are before a user's model is added: parsed and recognized, not run. */
export const models: Target = {
  seeds() {
    const names = "{0: 'cat', 1: 'dog'}"
    const detector = encodeTinyModel({
      outputs: [{ name: 'output0', dims: [1, 6, CELLS], values: numbers(6 * CELLS) }],
      metadata: { names, task: 'detect', imgsz: `[${SIZE}, ${SIZE}]`, stride: '32' }
    })
    const segmenter = encodeTinyModel({
      outputs: [
        { name: 'output0', dims: [1, 38, CELLS], values: numbers(38 * CELLS) },
        { name: 'output1', dims: [1, 32, SIZE / 4, SIZE / 4], values: numbers(32 * (SIZE / 4) ** 2) }
      ],
      metadata: { names, task: 'segment' }
    })
    return Promise.resolve([detector, segmenter].map((bytes) => ({ 'model.onnx': bytes })))
  },

  async run(files, folder) {
    await putFiles(files, folder)
    await inspectModel([join(folder, 'model.onnx')])
    await checkNothingOutside(folder)
  }
}
