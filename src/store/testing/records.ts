import { newAnnotation, type Annotation } from '@shared/schema/annotation'
import type { AnnotationsDiff } from '@shared/schema/diff'
import { annotationIdSchema, labelIdSchema } from '@shared/schema/ids'

/** A box with the given id (padded to the length that ids need). */
export function box(id: string, fields: Partial<Annotation> = {}): Annotation {
  return newAnnotation({
    id: annotationIdSchema.parse(id.padEnd(8, '-')),
    labelId: labelIdSchema.parse(1),
    shape: { kind: 'rect', x: 1, y: 2, width: 3, height: 4 },
    order: 0,
    ...fields
  })
}

/** Records by id, as a diff holds them. */
export function byId<R extends { readonly id: string | number }>(...records: R[]): Record<string, R> {
  return Object.fromEntries(records.map((record) => [String(record.id), record]))
}

/** A diff that adds objects. */
export function adding(...records: Annotation[]): AnnotationsDiff {
  return { added: byId(...records), updated: {}, removed: {} }
}

/** A diff that removes objects. */
export function removing(...records: Annotation[]): AnnotationsDiff {
  return { added: {}, updated: {}, removed: byId(...records) }
}

/** A diff that puts objects in place of those with the same ids. */
export function updating(...pairs: [from: Annotation, to: Annotation][]): AnnotationsDiff {
  return { added: {}, updated: Object.fromEntries(pairs.map((pair) => [pair[0].id, pair])), removed: {} }
}
