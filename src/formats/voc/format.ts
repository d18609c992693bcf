import type { DatasetFormat } from '../format'
import { namesForLabelFiles } from '../names'
import { vocReader } from './vocReader'
import { VocWriter } from './writeVoc'

/** Pascal VOC: boxes, in an XML file for each image. */
export const vocFormat: DatasetFormat = {
  id: 'voc',
  capabilities: {
    outlines: false,
    holes: false,
    parts: false,
    masks: false,
    crowds: true,
    attributes: true,
    scores: true,
    groups: true
  },
  reader: vocReader,
  writer: {
    imageFolder: () => 'JPEGImages',
    names: namesForLabelFiles,
    open: (run, images) => new VocWriter(run, images)
  }
}
