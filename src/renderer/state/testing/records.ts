import { newAnnotation, type Annotation } from '@shared/schema/annotation'
import type { AnnotationId, ImageId, LabelId } from '@shared/schema/ids'
import type { ImageRow } from '@shared/schema/image'
import type { Label } from '@shared/schema/label'

/** A row of the list with everything at its usual value. */
export function imageRow(id: number, path: string, fields: Partial<ImageRow> = {}): ImageRow {
  return {
    id: id as ImageId,
    path,
    width: 800,
    height: 600,
    objects: 0,
    proposals: 0,
    problem: null,
    version: '1',
    ...fields
  }
}

/** A class. */
export function classOf(id: number, name: string, color = '#e6423c'): Label {
  return { id: id as LabelId, name, color }
}

/** A rectangle of a class, 20 × 20 pixels, each further to the right. */
export function rectangle(index: number, labelId = 1, fields: Partial<Annotation> = {}): Annotation {
  return newAnnotation({
    id: `object-${index}` as AnnotationId,
    labelId: labelId as LabelId,
    shape: { kind: 'rect', x: 30 * index, y: 10, width: 20, height: 20 },
    order: index,
    ...fields
  })
}
