import { applyDiff, type RecordsDiff } from '@shared/history/recordsDiff'
import type { Annotation } from '@shared/schema/annotation'
import type { AnnotationsDiff } from '@shared/schema/diff'
import type { Annotations } from '../editorState'

/** The records as a map in drawing order, bottom first. */
export function inDrawingOrder(records: Iterable<Annotation>): Map<string, Annotation> {
  const sorted = [...records].sort((a, b) => a.order - b.order)
  return new Map(sorted.map((record) => [record.id, record]))
}

/** The records after a change, in drawing order. */
export function applyEdit(records: Annotations, diff: RecordsDiff<Annotation>): Annotations {
  const next = applyDiff(records, diff)
  return isOrdered(next) ? next : inDrawingOrder(next.values())
}

/** The order of an object that is to lie on top of all others. */
export function topOrder(records: Annotations): number {
  let top = 0
  for (const { order } of records.values()) top = Math.max(top, order)
  return top + 1
}

/** The same change in the form that travels. */
export function toAnnotationsDiff(diff: RecordsDiff<Annotation>): AnnotationsDiff {
  const updated: AnnotationsDiff['updated'] = {}
  for (const [id, [from, to]] of Object.entries(diff.updated)) updated[id] = [from, to]
  return { added: { ...diff.added }, updated, removed: { ...diff.removed } }
}

function isOrdered(records: Annotations): boolean {
  let last = -Infinity
  for (const { order } of records.values()) {
    if (order < last) return false
    last = order
  }
  return true
}
