import { yoloSegmentLine } from '../../../main/formats/yolo/yolo'
import type { OutputFormat } from '../formats'
import { shapeOf } from './shapes'

/** A label file for each image, as Ultralytics' auto_annotate writes them; every mask has class 0. */
export const yoloFormat: OutputFormat = {
  files({ result, stem }) {
    const lines = result.masks.flatMap((mask) => yoloSegmentLine(0, shapeOf(mask), result) ?? [])
    return [{ name: `${stem}.txt`, content: lines.map((line) => `${line}\n`).join('') }]
  }
}
