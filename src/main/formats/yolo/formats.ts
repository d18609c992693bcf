import type { FormatId } from '@shared/schema/formats'
import type { DatasetFormat } from '../format'
import { namesForLabelFiles } from '../names'
import { detection, segmentation, type YoloTask } from './task'
import { YoloWriter } from './writeYolo'

const yolo = (id: FormatId, task: YoloTask): DatasetFormat => ({
  id,
  capabilities: {
    outlines: task !== detection,
    holes: task === segmentation,
    parts: task === segmentation,
    masks: false,
    crowds: false,
    attributes: false,
    scores: false,
    groups: false
  },
  reader: null,
  writer: {
    imageFolder: ({ split }) => `images/${split}`,
    names: namesForLabelFiles,
    iou: (written, found, size) => task.iou(written, found, size),
    open: (run, images) => new YoloWriter(run, images, task)
  }
})

/** YOLO detection, as Ultralytics trains it. */
export const yoloDetection = yolo('yolo', detection)

/** YOLO segmentation. */
export const yoloSegmentation = yolo('yolo-seg', segmentation)
