import fc from 'fast-check'
import { shapeToRle } from '@shared/mask/rasterize'
import type { Shape } from '@shared/schema/shape'
import type { Dataset } from '../dataset'
import { shapeIou } from '../selfCheck'
import { datasetOf, disc, maskWhere, object, rect } from './datasets'
import type { RoundTrip } from './roundTrip'
import { rleArea } from '@shared/mask/measure'

const WIDTH = 160
const HEIGHT = 120

const length = fc.double({ min: 4, max: 60, noNaN: true })
const x = fc.double({ min: 0, max: WIDTH - 60, noNaN: true })
const y = fc.double({ min: 0, max: HEIGHT - 60, noNaN: true })

/** A star around a middle: a ring that does not cross itself. */
function star(cx: number, cy: number, radii: readonly number[]): { x: number; y: number }[] {
  return radii.map((radius, i) => ({
    x: cx + radius * Math.cos((2 * Math.PI * i) / radii.length),
    y: cy + radius * Math.sin((2 * Math.PI * i) / radii.length)
  }))
}

const radii = fc.array(fc.double({ min: 15, max: 30, noNaN: true }), { minLength: 5, maxLength: 20 })
const middle = fc.integer({ min: 31, max: 80 })

const shape: fc.Arbitrary<Shape> = fc.oneof(
  fc.tuple(x, y, length, length).map(([left, top, width, height]) => rect(left, top, width, height)),
  fc.tuple(middle, middle, radii).map(([cx, cy, of]): Shape => ({
    kind: 'polygon',
    parts: [{ outer: star(cx, cy, of), holes: [] }]
  })),
  fc.tuple(middle, middle, radii).map(([cx, cy, of]): Shape => ({
    kind: 'polygon',
    parts: [
      { outer: star(cx, cy, of), holes: [star(cx, cy, [8, 9, 7, 6])] },
      { outer: star(140, 20, [9, 9, 9]), holes: [] }
    ]
  })),
  fc
    .tuple(middle, middle, fc.integer({ min: 5, max: 30 }), fc.integer({ min: 0, max: 4 }))
    .map(([cx, cy, radius, inner]) => disc(cx, cy, radius, inner, WIDTH, HEIGHT)),
  fc
    .integer({ min: 1, max: 1000 })
    .map((seed) =>
      maskWhere(WIDTH, HEIGHT, (px, py) => px < 70 && py < 50 && (px * 31 + py * 17 + px * py * seed) % 7 < 3)
    )
)

/** Some images with some objects: boxes, rings, polygons with holes and pieces, masks. */
export const anyDataset: fc.Arbitrary<Dataset> = fc
  .array(fc.array(fc.tuple(shape, fc.constantFrom<1 | 3 | 7>(1, 3, 7)), { maxLength: 5 }), {
    minLength: 1,
    maxLength: 3
  })
  .map((images) =>
    datasetOf(
      images.map((objects, i) => ({
        ...{ path: `photos ${i}/Ä "${i}" & co.jpg`, width: WIDTH, height: HEIGHT },
        annotations: objects.map(([each, label]) => object(each, label))
      }))
    )
  )

/**
 * Whether everything that was written was found again, also by an import: every object, its class, and 0.99 of its
 * shape where it is larger than 32×32 pixels, 0.95 below.
 * @throws Error that names the object
 */
export function keepsItsShapes(
  dataset: Dataset,
  { report, images, items }: RoundTrip,
  iou: (a: Shape, b: Shape, size: { width: number; height: number }) => number = shapeIou
): void {
  if (report.lost > 0) throw new Error(`${report.lost} lost`)
  if (items.length > 0) throw new Error(JSON.stringify(items))
  const names = new Map(dataset.labels.map(({ id, name }) => [id, name]))
  for (const image of dataset.images) {
    const found = images.find(({ name }) => name === image.path)
    const objects = dataset.annotations(image.id)
    if (objects instanceof Promise) throw new Error('The dataset is not in memory')
    if (found?.objects.length !== objects.length)
      throw new Error(`${image.path} has ${found?.objects.length}`)
    objects.forEach((written, i) => {
      const back = found.objects[i]
      const kept =
        back && back.className === names.get(written.labelId) ? iou(written.shape, back.shape, image) : 0
      const wanted = rleArea(shapeToRle(written.shape, image)) > 1024 ? 0.99 : 0.95
      if (kept < wanted) throw new Error(`${kept} of ${JSON.stringify(written.shape).slice(0, 300)}`)
    })
  }
}
