import type { Size } from '@shared/geometry/spaces'
import type { Annotation } from '@shared/schema/annotation'
import type { LabelId } from '@shared/schema/ids'
import type { Shape } from '@shared/schema/shape'
import type { Dataset } from '../dataset'
import type { ExportRun } from '../exportRun'
import type { ForeignObject } from '../import/foreign'
import { defaultLimits } from '../import/limits'
import type { ReadContext } from '../import/reader'

/** The names of a dataset's classes by their ids. */
export function classNames(dataset: Dataset): ReadonlyMap<LabelId, string> {
  return new Map(dataset.labels.map(({ id, name }) => [id, name]))
}

/** How an export reads its own files: as an import would, but what an import would report shows as loss. */
export function readBackContext({ pacer }: ExportRun): ReadContext {
  return {
    limits: { ...defaultLimits, pixels: Infinity },
    pacer,
    report: () => undefined,
    progress: () => undefined,
    sizeOf: () => Promise.resolve(null)
  }
}

/** Compares objects with what was read back of them, which must be the same in number, order and class. */
export async function compare(
  { check, pacer, dataset }: ExportRun,
  written: readonly Annotation[],
  found: readonly ForeignObject[],
  size: Size,
  iou: (written: Shape, found: Shape, size: Size) => number
): Promise<void> {
  const names = classNames(dataset)
  for (const [i, { shape, labelId }] of written.entries()) {
    await pacer.breathe()
    const back = found[i]
    if (!back || back.className !== names.get(labelId)) check.lost()
    else check.found(iou(shape, back.shape, size))
  }
  check.lost(Math.max(0, found.length - written.length))
}
