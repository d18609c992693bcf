/** The 80 classes of the COCO data set, in the order of its category ids. */
const COCO_80 =
  'person,bicycle,car,motorcycle,airplane,bus,train,truck,boat,traffic light,fire hydrant,stop sign,parking meter,bench,' +
  'bird,cat,dog,horse,sheep,cow,elephant,bear,zebra,giraffe,backpack,umbrella,handbag,tie,suitcase,frisbee,skis,' +
  'snowboard,sports ball,kite,baseball bat,baseball glove,skateboard,surfboard,tennis racket,bottle,wine glass,cup,fork,' +
  'knife,spoon,bowl,banana,apple,sandwich,orange,broccoli,carrot,hot dog,pizza,donut,cake,chair,couch,potted plant,bed,' +
  'dining table,toilet,tv,laptop,mouse,remote,keyboard,cell phone,microwave,oven,toaster,sink,refrigerator,book,clock,' +
  'vase,scissors,teddy bear,hair drier,toothbrush'

/** Category ids up to 90 that COCO does not use. */
const UNUSED_IDS: ReadonlySet<number> = new Set([0, 12, 26, 29, 30, 45, 66, 68, 69, 71, 83])

const names = COCO_80.split(',')

/**
 * The names of a model that says nothing about its classes but has as many as models trained on COCO: 80, or 91 where
 * the class is the category id.
 */
export function cocoNames(classes: number | undefined): readonly string[] | undefined {
  if (classes === names.length) return names
  if (classes !== names.length + UNUSED_IDS.size) return undefined
  let next = 0
  return Array.from({ length: classes }, (_, id) =>
    UNUSED_IDS.has(id) ? `class ${id}` : (names[next++] ?? '')
  )
}
