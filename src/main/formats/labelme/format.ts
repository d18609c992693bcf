import type { DatasetFormat } from '../format'
import { namesForLabelFiles } from '../names'
import { shapeIou } from '../selfCheck'
import { labelmeReader } from './labelmeReader'
import { labelmeFolder, LabelmeWriter } from './writeLabelme'

/** LabelMe: a JSON file beside each image. */
export const labelmeFormat: DatasetFormat = {
  id: 'labelme',
  capabilities: {
    outlines: true,
    holes: true,
    parts: true,
    masks: true,
    crowds: true,
    attributes: true,
    scores: true,
    groups: true
  },
  reader: labelmeReader,
  writer: {
    imageFolder: (planned, { split }) => labelmeFolder(planned, split !== null),
    names: namesForLabelFiles,
    iou: shapeIou,
    open: (run, images) => new LabelmeWriter(run, images)
  }
}
