import { clampShape } from '@shared/geometry/shape'
import type { Annotation } from '@shared/schema/annotation'
import type { Shape } from '@shared/schema/shape'
import type { Dataset, DatasetImage } from './dataset'
import type { Notes } from './notes'

/** The objects of an image that can be exported: of a known class, cut off at the image, with something left. */
export async function exportableObjects(
  dataset: Dataset,
  image: DatasetImage,
  notes: Notes
): Promise<Annotation[]> {
  const known = new Set(dataset.labels.map(({ id }) => id))
  const objects: Annotation[] = []
  for (const annotation of await dataset.annotations(image.id)) {
    const shape = fittingShape(annotation.shape, image)
    if (!known.has(annotation.labelId)) notes.add('unknown-class')
    else if (shape === 'misfit') notes.add('misfit-masks')
    else if (!shape) notes.add('empty-shapes')
    else objects.push(shape === annotation.shape ? annotation : { ...annotation, shape })
  }
  return objects
}

/** The shape inside the image, 'misfit' for a mask that is damaged or made for an image of another size. */
function fittingShape(shape: Shape, image: DatasetImage): Shape | undefined | 'misfit' {
  if (shape.kind === 'mask' && (shape.width !== image.width || shape.height !== image.height)) return 'misfit'
  try {
    return clampShape(shape, image)
  } catch (error) {
    if (error instanceof RangeError) return 'misfit'
    throw error
  }
}
