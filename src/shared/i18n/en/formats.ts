import type { Loss } from '../../schema/export'
import type { FormatId } from '../../schema/formats'

/** The dataset formats: their names, how they are written, and what they have no place for. */
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
    coco: 'One JSON file with boxes, outlines and areas; shapes with holes are RLE masks.',
    yolo: 'A text file for each image with class and box, and a data.yaml.',
    'yolo-seg':
      'A text file for each image with class and outline, and a data.yaml. Holes and parts are joined by cuts.',
    'yolo-obb': 'A text file for each image with class and turned box, and a data.yaml.',
    labelme: 'A JSON file for each image with outlines; shapes with holes are small mask pictures.',
    voc: 'An XML file for each image with classes and boxes.',
    masks: 'PNG pictures in which each pixel says its class or its object.',
    cvat: 'One XML file with boxes, outlines and masks.',
    'label-studio': 'One JSON file of tasks with boxes, outlines and brush masks.',
    csv: 'One line for each object with class, box and area. It cannot be imported again.'
  } satisfies Record<FormatId, string>,
  losesNothing: 'Carries everything that an object has.',
  loses: 'Not carried: {{list}}.',
  losses: {
    outlines: 'outlines',
    holes: 'holes',
    parts: 'several parts',
    masks: 'masks to the pixel',
    crowds: 'crowd marks',
    attributes: 'attributes',
    scores: 'scores',
    groups: 'groups'
  } satisfies Record<Loss, string>
} as const
