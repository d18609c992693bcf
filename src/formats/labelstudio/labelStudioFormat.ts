import { carriesAll, type DatasetFormat } from '../format'
import { namesInOneFolder } from '../names'
import { studioReader } from './studioReader'
import { StudioWriter } from './writeStudio'

/** Label Studio's JSON. */
export const studioFormat: DatasetFormat = {
  id: 'label-studio',
  capabilities: carriesAll,
  reader: studioReader,
  writer: {
    imageFolder: () => 'images',
    names: namesInOneFolder,
    open: (run) => new StudioWriter(run)
  }
}
