import { isSplit } from '../exportRun'
import { carriesAll, type DatasetFormat } from '../format'
import { namesForLabelFiles } from '../names'
import { labelmeReader } from './labelmeReader'
import { labelmeFolder, LabelmeWriter } from './writeLabelme'

/** LabelMe: a JSON file beside each image. */
export const labelmeFormat: DatasetFormat = {
  id: 'labelme',
  capabilities: carriesAll,
  reader: labelmeReader,
  writer: {
    imageFolder: (planned, options) => labelmeFolder(planned, isSplit(options)),
    names: namesForLabelFiles,
    open: (run, images) => new LabelmeWriter(run, images)
  }
}
