import { cocoFormat } from './formats/coco'
import { jsonFormat } from './formats/json'
import { pngFormat } from './formats/png'
import { yoloFormat } from './formats/yoloSeg'
import type { OutputFormat } from './outputFormat'

/** The values of `--format`. */
export const outputFormats = {
  json: jsonFormat,
  coco: cocoFormat,
  'yolo-seg': yoloFormat,
  png: pngFormat
} as const satisfies Record<string, OutputFormat>

export type OutputFormatName = keyof typeof outputFormats
