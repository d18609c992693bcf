import { clampShape } from '@shared/geometry/shape'
import type { Annotation } from '@shared/schema/annotation'
import type { AnnotationsDiff } from '@shared/schema/diff'
import { ProblemError } from '@shared/schema/problem'
import { maskFault, type ImageSize } from '../maskCheck'

/** What a change is checked against. */
export interface StoredState {
  /** The stored object, or null. */
  readonly find: (id: string) => Annotation | null
  readonly hasLabel: (id: number) => boolean
  /** Pixels of the image, or null while they are not known. */
  readonly size: ImageSize | null
}

/** Refuses an edit that makes no sense for what is stored. */
export function badInput(reason: string): ProblemError {
  return new ProblemError('bad-input', `The edit was refused: ${reason}.`, { reason })
}

/**
 * The change as it will be kept: checked against the stored objects, with shapes inside of the image, and with the
 * stored objects as what it starts from, so that undo returns exactly to them.
 * @throws ProblemError 'bad-input' when it does not fit.
 */
export function rebaseDiff(diff: AnnotationsDiff, state: StoredState): AnnotationsDiff {
  const added: Record<string, Annotation> = {}
  const updated: Record<string, [Annotation, Annotation]> = {}
  const removed: Record<string, Annotation> = {}
  for (const [id, record] of Object.entries(diff.added)) {
    if (state.find(id) !== null) throw badInput(`the object ${id} is there already`)
    added[id] = settleRecord(id, record, state)
  }
  for (const [id, [, to]] of Object.entries(diff.updated)) {
    if (Object.hasOwn(added, id)) throw badInput(`the object ${id} is both added and updated`)
    updated[id] = [stored(id, state), settleRecord(id, to, state)]
  }
  for (const id of Object.keys(diff.removed)) {
    if (Object.hasOwn(added, id) || Object.hasOwn(updated, id))
      throw badInput(`the object ${id} is both removed and kept`)
    removed[id] = stored(id, state)
  }
  return { added, updated, removed }
}

/** Every class that the change names, before or after. */
export function labelsOf({ added, updated, removed }: AnnotationsDiff): Set<number> {
  const records = [...Object.values(added), ...Object.values(removed), ...Object.values(updated).flat()]
  return new Set(records.map((record) => record.labelId))
}

function stored(id: string, state: StoredState): Annotation {
  const found = state.find(id)
  if (found === null) throw badInput(`the object ${id} is not there`)
  return found
}

function settleRecord(id: string, record: Annotation, state: StoredState): Annotation {
  if (record.id !== id) throw badInput(`the object ${record.id} is filed under ${id}`)
  if (!state.hasLabel(record.labelId)) throw badInput(`there is no class ${record.labelId}`)
  for (const mask of [record.shape.kind === 'mask' ? record.shape : null, record.rawMask]) {
    const fault = mask === null ? null : maskFault(mask, state.size)
    if (fault !== null) throw badInput(fault)
  }
  if (state.size === null || record.shape.kind === 'mask') return record
  const shape = clampShape(record.shape, state.size)
  if (!shape) throw badInput(`the object ${id} lies outside of the image`)
  return shape === record.shape ? record : { ...record, shape }
}
