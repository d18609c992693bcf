import { maskFromBitmap, maskShape } from '@shared/mask/maskData'
import { newAnnotation, type Annotation } from '@shared/schema/annotation'
import type { AnnotationId, ImageId, LabelId } from '@shared/schema/ids'
import type { Shape } from '@shared/schema/shape'
import type { Dataset } from '../dataset'

const imageId = (n: number): ImageId => n as ImageId
const labelId = (n: number): LabelId => n as LabelId

/** An image of a dataset in memory. */
export interface TestImage {
  readonly path: string
  readonly width?: number
  readonly height?: number
  readonly annotations?: readonly Annotation[]
}

/** A dataset of images numbered from 1, with the classes cat (1), "dog: big" (3) and yes (7). */
export function datasetOf(images: readonly TestImage[], name = 'birds'): Dataset {
  return {
    name,
    labels: [
      { id: labelId(7), name: 'yes', color: '#000000' },
      { id: labelId(1), name: 'cat', color: '#000000' },
      { id: labelId(3), name: 'dog: big', color: '#000000' }
    ],
    images: images.map(({ path, width = 64, height = 48, annotations = [] }, i) => ({
      id: imageId(i + 1),
      path,
      width,
      height,
      objects: annotations.length
    })),
    annotations: (id) => images[id - 1]?.annotations ?? []
  }
}

let created = 0

/** An object with a shape. */
export function object(shape: Shape, label: 1 | 3 | 7 = 1, fields: Partial<Annotation> = {}): Annotation {
  const id = `object-${String(++created).padStart(6, '0')}` as AnnotationId
  return newAnnotation({ id, labelId: labelId(label), order: created, shape, ...fields })
}

/** A rectangle. */
export function rect(x: number, y: number, width: number, height: number): Shape {
  return { kind: 'rect', x, y, width, height }
}

/** A mask with the pixels for which the test is true. */
export function maskWhere(width: number, height: number, test: (x: number, y: number) => boolean): Shape {
  const data = new Uint8Array(width * height)
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) if (test(x, y)) data[y * width + x] = 1
  return maskShape(maskFromBitmap({ width, height, data }))
}

/** A disc, with a hole when an inner radius is given. */
export function disc(cx: number, cy: number, radius: number, inner = 0, width = 64, height = 48): Shape {
  return maskWhere(width, height, (x, y) => {
    const distance = Math.hypot(x + 0.5 - cx, y + 0.5 - cy)
    return distance < radius && distance >= inner
  })
}
