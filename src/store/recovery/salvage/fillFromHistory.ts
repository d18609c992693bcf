import { applyDiff } from '@shared/history/recordsDiff'
import type { Annotation } from '@shared/schema/annotation'
import { annotationsDiffSchema } from '@shared/schema/diff'
import type { ImageId } from '@shared/schema/ids'
import { Journal } from '../../journal'
import type { Sqlite } from '../../database/sqlite'
import { provideLabels } from './rowWriters'

/** Names an object across images. */
export function objectKey(image: number, id: string): string {
  return `${image}/${id}`
}

/**
 * Adds an image's objects that its history has and its table has lost. Objects that the history ends without are
 * named in `deleted`.
 */
export function fillFromHistory(target: Sqlite, image: ImageId, deleted: Set<string>): void {
  let objects: ReadonlyMap<string, Annotation> = new Map()
  const touched = new Set<string>()
  for (const diff of new Journal(target, annotationsDiffSchema).done(image)) {
    objects = applyDiff(objects, diff)
    for (const id of Object.keys({ ...diff.added, ...diff.updated, ...diff.removed })) touched.add(id)
  }
  for (const id of touched) if (!objects.has(id)) deleted.add(objectKey(image, id))
  target.transaction(() => {
    for (const [id, { labelId, ...rest }] of objects) {
      provideLabels(target, [labelId])
      const sql = 'INSERT OR IGNORE INTO annotations (image, id, label, data) VALUES (?, ?, ?, ?)'
      target.run(sql, image, id, labelId, JSON.stringify({ ...rest, labelId }))
    }
  })
}
