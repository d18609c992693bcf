import type { DatasetFormat } from '../format'
import { namesInOneFolder } from '../names'
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
    names: namesInOneFolder,
    open: (run) => new CsvWriter(run)
  }
}
