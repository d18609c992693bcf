import type { Loss } from '../../schema/exporting'
import type { FormatId } from '../../schema/formats'

/** The dataset formats: their names, what files they consist of, and what they do not support. */
export const formats = {
  names: {
    coco: 'COCO instances',
    yolo: 'YOLO detection',
    'yolo-seg': 'YOLO segmentation',
    'yolo-obb': 'YOLO OBB',
    labelme: 'LabelMe',
    voc: 'Pascal VOC',
    masks: 'Mask PNGs',
    cvat: 'CVAT for images 1.1',
    'label-studio': 'Label Studio',
    csv: 'CSV table'
  } satisfies Record<FormatId, string>,
  texts: {
    coco: 'One JSON file with boxes, polygons and areas; shapes with holes as RLE masks.',
    yolo: 'One text file per image with classes and boxes, and a data.yaml.',
    'yolo-seg':
      'One text file per image with classes and polygons, and a data.yaml. Holes and separate parts are joined by cuts.',
    'yolo-obb': 'One text file per image with classes and oriented boxes, and a data.yaml.',
    labelme: 'One JSON file per image with polygons; shapes with holes as embedded mask images.',
    voc: 'One XML file per image with classes and boxes.',
    masks: 'PNG images with pixel value = class or object.',
    cvat: 'One XML file with boxes, polygons and masks.',
    'label-studio': 'One JSON file of tasks with boxes, polygons and brush masks.',
    csv: 'One row per object with class, box and area. Cannot be imported.'
  } satisfies Record<FormatId, string>,
  losesNothing: 'Supports all object properties.',
  loses: 'Not supported: {{list}}.',
  losses: {
    outlines: 'polygons',
    holes: 'holes',
    parts: 'multiple parts',
    masks: 'pixel-exact masks',
    crowds: 'crowd flags',
    attributes: 'attributes',
    scores: 'scores',
    groups: 'groups'
  } satisfies Record<Loss, string>
} as const
