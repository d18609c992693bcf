import { carriesAll, type DatasetFormat } from '../format'
import { namesForLabelFiles } from '../names'
import { masksReader } from './masksReader'
import { MasksWriter } from './writeMasks'

/** Mask PNGs: of classes, of instances, or of single objects. */
export const masksFormat: DatasetFormat = {
  id: 'masks',
  capabilities: carriesAll,
  reader: masksReader,
  writer: {
    imageFolder: () => 'images',
    names: namesForLabelFiles,
    open: (run, images) => new MasksWriter(run, images)
  }
}
