import type { DatasetFormat } from '../format'
import { namesAsTheyAre, namesForCopies } from '../names'
import { shapeIou } from '../selfCheck'
import { studioReader } from './studioReader'
import { StudioWriter } from './writeStudio'

/** Label Studio's JSON. */
export const studioFormat: DatasetFormat = {
  id: 'label-studio',
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
  reader: studioReader,
  writer: {
    imageFolder: () => 'images',
    names: (paths, copied) => (copied ? namesForCopies : namesAsTheyAre)(paths),
    iou: shapeIou,
    open: (run) => new StudioWriter(run)
  }
}
