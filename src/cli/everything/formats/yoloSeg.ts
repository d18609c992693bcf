import { yoloSegmentLine } from '../../../formats/yolo/yolo'
import type { OutputFormat } from '../outputFormat'
import { shapeOf } from './shapes'

/** One label file per image, like Ultralytics' auto_annotate; every mask has class 0. */
export const yoloFormat: OutputFormat = {
  files({ result, stem }) {
    const lines = result.masks.flatMap((mask) => yoloSegmentLine(0, shapeOf(mask), result) ?? [])
    return [{ name: `${stem}.txt`, content: lines.map((line) => `${line}\n`).join('') }]
  }
}
