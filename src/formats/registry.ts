import type { FormatId } from '@shared/schema/formats'
import { cocoFormat } from './coco/cocoFormat'
import { csvFormat } from './csv/csvFormat'
import { cvatFormat } from './cvat/cvatFormat'
import type { DatasetFormat, FormatWriter } from './format'
import { labelmeFormat } from './labelme/labelmeFormat'
import { studioFormat } from './labelstudio/labelStudioFormat'
import { masksFormat } from './masks/masksFormat'
import { vocFormat } from './voc/vocFormat'
import { yoloDetection, yoloOriented, yoloSegmentation } from './yolo/yoloFormats'

/** Every dataset format, in the order in which they are offered. */
export const formats: readonly DatasetFormat[] = [
  cocoFormat,
  yoloDetection,
  yoloSegmentation,
  yoloOriented,
  labelmeFormat,
  vocFormat,
  masksFormat,
  cvatFormat,
  studioFormat,
  csvFormat
]

/** The format of that name. @throws RangeError when there is none. */
export function formatOf(id: FormatId): DatasetFormat {
  const found = formats.find((format) => format.id === id)
  if (!found) throw new RangeError(`There is no format ${id}`)
  return found
}

/** How a format is written. @throws RangeError for one that is only read. */
export function writerOf(id: FormatId): FormatWriter {
  const { writer } = formatOf(id)
  if (!writer) throw new RangeError(`The format ${id} is not written`)
  return writer
}
