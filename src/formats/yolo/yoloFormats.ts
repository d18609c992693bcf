import type { DatasetFormat } from '../format'
import { namesForLabelFiles } from '../names'
import { detection, oriented, segmentation, type YoloTask } from './task'
import { YoloWriter } from './writeYolo'
import { yoloReader, type YoloKind } from './yoloReader'

const yolo = (id: YoloKind, task: YoloTask): DatasetFormat => ({
  id,
  capabilities: {
    outlines: task === segmentation,
    holes: task === segmentation,
    parts: task === segmentation,
    masks: false,
    crowds: false,
    attributes: false,
    scores: false,
    groups: false
  },
  reader: yoloReader(id),
  writer: {
    imageFolder: ({ split }) => `images/${split}`,
    names: namesForLabelFiles,
    open: (run, images) => new YoloWriter(run, images, task)
  }
})

/** YOLO detection, as Ultralytics trains it. */
export const yoloDetection = yolo('yolo', detection)

/** YOLO segmentation. */
export const yoloSegmentation = yolo('yolo-seg', segmentation)

/** YOLO with boxes that may be turned. */
export const yoloOriented = yolo('yolo-obb', oriented)
