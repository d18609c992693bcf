import { carriesAll, type DatasetFormat } from '../format'
import { namesInOneFolder } from '../names'
import { cocoReader } from './cocoReader'
import { CocoWriter } from './writeCoco'

/** COCO instances. */
export const cocoFormat: DatasetFormat = {
  id: 'coco',
  capabilities: carriesAll,
  reader: cocoReader,
  writer: {
    imageFolder: () => 'images',
    names: namesInOneFolder,
    open: (run, images) => new CocoWriter(run, images)
  }
}
