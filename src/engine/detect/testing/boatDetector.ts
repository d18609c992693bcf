import { cocoNames } from '../cocoNames'
import { SIZE, table, writeTinyModel } from './tinyModel'

/** COCO's number of boats, and of cars. */
export const BOAT = 8
const CAR = 2

/**
 * What the detector says of every image, as an end-to-end YOLO does: left, top, right, bottom in pixels of its input,
 * score, class. In the sample "nagasaki-boats" (1024×819 pixels, so 1/16 with 6 pixels above) the first three are boats.
 */
const ROWS = [
  [27.6, 13.7, 46.1, 41.8, 0.9, BOAT],
  [2.5, 45, 46.9, 55.5, 0.8, BOAT],
  [21.4, 37.3, 29.6, 41.6, 0.7, BOAT],
  [50, 10, 60, 20, 0.6, CAR],
  [47.5, 40.7, 62.5, 49.4, 0.5, BOAT]
]

/** Writes a detector of COCO's 80 classes that finds boats where the sample photograph has some. @returns its path */
export function writeBoatDetector(folder: string, file = 'boats.onnx'): Promise<string> {
  const names = (cocoNames(80) ?? []).map((name, i) => `${i}: '${name}'`).join(', ')
  const values = table(300, 6, Object.fromEntries(ROWS.entries()))
  return writeTinyModel(
    folder,
    {
      outputs: [{ name: 'output0', dims: [1, 300, 6], values }],
      metadata: { task: 'detect', stride: '32', imgsz: `[${SIZE}, ${SIZE}]`, names: `{${names}}` }
    },
    file
  )
}
