import type { DatasetFormat } from '../format'
import { namesForLabelFiles } from '../names'
import { shapeIou } from '../selfCheck'
import { masksReader } from './masksReader'
import { MasksWriter } from './writeMasks'

/** Mask PNGs: of classes, of instances, or of single objects. */
export const masksFormat: DatasetFormat = {
  id: 'masks',
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
  reader: masksReader,
  writer: {
    imageFolder: () => 'images',
    names: namesForLabelFiles,
    iou: shapeIou,
    open: (run, images) => new MasksWriter(run, images)
  }
}
