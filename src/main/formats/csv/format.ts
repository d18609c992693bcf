import type { DatasetFormat } from '../format'
import { namesAsTheyAre, namesForCopies } from '../names'
import { boundsIou } from '../selfCheck'
import { CsvWriter } from './writeCsv'

/** A table of objects; written only. */
export const csvFormat: DatasetFormat = {
  id: 'csv',
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
  reader: null,
  writer: {
    imageFolder: () => 'images',
    names: (paths, copied) => (copied ? namesForCopies : namesAsTheyAre)(paths),
    iou: boundsIou,
    open: (run) => new CsvWriter(run)
  }
}
