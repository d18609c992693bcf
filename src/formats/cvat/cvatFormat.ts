import { carriesAll, type DatasetFormat } from '../format'
import { namesInOneFolder } from '../names'
import { cvatReader } from './cvatReader'
import { CvatWriter } from './writeCvat'

/** CVAT for images 1.1. */
export const cvatFormat: DatasetFormat = {
  id: 'cvat',
  capabilities: carriesAll,
  reader: cvatReader,
  writer: {
    imageFolder: () => 'images',
    names: namesInOneFolder,
    open: (run, images) => new CvatWriter(run, images)
  }
}
