import type { DatasetFormat } from '../format'
import { namesAsTheyAre, namesForCopies } from '../names'
import { shapeIou } from '../selfCheck'
import { cocoReader } from './cocoReader'
import { CocoWriter } from './writeCoco'

/** COCO instances. */
export const cocoFormat: DatasetFormat = {
  id: 'coco',
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
  reader: cocoReader,
  writer: {
    imageFolder: () => 'images',
    names: (paths, copied) => (copied ? namesForCopies : namesAsTheyAre)(paths),
    iou: shapeIou,
    open: (run, images) => new CocoWriter(run, images)
  }
}
