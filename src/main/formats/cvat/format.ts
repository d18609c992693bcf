import type { DatasetFormat } from '../format'
import { namesAsTheyAre, namesForCopies } from '../names'
import { shapeIou } from '../selfCheck'
import { cvatReader } from './cvatReader'
import { CvatWriter } from './writeCvat'

/** CVAT for images 1.1. */
export const cvatFormat: DatasetFormat = {
  id: 'cvat',
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
  reader: cvatReader,
  writer: {
    imageFolder: () => 'images',
    names: (paths, copied) => (copied ? namesForCopies : namesAsTheyAre)(paths),
    iou: shapeIou,
    open: (run, images) => new CvatWriter(run, images)
  }
}
