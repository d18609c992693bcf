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
    imageFolder: (planned, { split }) => labelmeFolder(planned, split !== null),
    names: namesForLabelFiles,
    open: (run, images) => new LabelmeWriter(run, images)
  }
}
