import type { Size } from '@shared/geometry/spaces'
import { maskFromRle, maskShape } from '@shared/mask/maskData'
import { countsFromString } from '@shared/mask/rleString'
import type { ItemReason } from '@shared/schema/importing'
import type { PolygonPart, Shape } from '@shared/schema/shape'
import { fitShape, isCoordinate, ringFromFlat } from '../import/fit'
import { isObject } from '../import/json'
import type { ReadLimits } from '../import/limits'
import { fromColumnMajor } from '@shared/mask/columnMajor'
import { isConsistent } from '@shared/mask/measure'

/** A shape, and what had to be done to it. */
export interface FoundShape {
  readonly shape: Shape
  readonly clipped: boolean
  /** Why some of its rings were left out. */
  readonly lost: ItemReason | null
}

/**
 * What outlines an object of a COCO file: its segmentation, or its box when there is none. Says why when it is
 * nothing that can be taken over.
 */
export function foreignShape(
  segmentation: unknown,
  bbox: unknown,
  size: Size | null,
  limits: ReadLimits
): FoundShape | ItemReason {
  if (isObject(segmentation)) return fromRuns(segmentation, size, limits)
  if (!isAbsent(segmentation)) return fromRings(segmentation, size, limits)
  return fromBox(bbox, size)
}

const isAbsent = (segmentation: unknown): boolean =>
  segmentation === undefined ||
  segmentation === null ||
  (Array.isArray(segmentation) && segmentation.every((ring) => Array.isArray(ring) && ring.length === 0))

function fitted(shape: Shape, size: Size | null, lost: ItemReason | null): FoundShape | ItemReason {
  const fit = fitShape(shape, size)
  return typeof fit === 'string' ? fit : { ...fit, lost }
}

function fromBox(bbox: unknown, size: Size | null): FoundShape | ItemReason {
  if (!Array.isArray(bbox) || bbox.length !== 4) return 'object-malformed'
  if (!bbox.every(isCoordinate)) return 'coordinates-not-numbers'
  const [x = 0, y = 0, width = 0, height = 0] = bbox
  if (width <= 0 || height <= 0) return 'shape-empty'
  return fitted({ kind: 'rect', x, y, width, height }, size, null)
}

function fromRings(segmentation: unknown, size: Size | null, limits: ReadLimits): FoundShape | ItemReason {
  if (!Array.isArray(segmentation)) return 'object-malformed'
  // Some tools write a single ring without the list around it.
  const rings: readonly unknown[] = segmentation.some(Array.isArray) ? segmentation : [segmentation]
  const parts: PolygonPart[] = []
  let lost: ItemReason | null = null
  let points = 0
  for (const ring of rings) {
    const outer = Array.isArray(ring) ? ringFromFlat(ring) : 'object-malformed'
    if (typeof outer === 'string') lost = outer
    else {
      points += outer.length
      parts.push({ outer, holes: [] })
    }
  }
  if (points > limits.points) return 'object-too-large'
  if (parts.length === 0) return lost ?? 'shape-empty'
  return fitted({ kind: 'polygon', parts }, size, lost)
}

function fromRuns(
  { size: written, counts }: Readonly<Record<string, unknown>>,
  size: Size | null,
  limits: ReadLimits
): FoundShape | ItemReason {
  if (!Array.isArray(written) || written.length !== 2) return 'runs-malformed'
  const [height, width] = written as readonly unknown[]
  if (!isLength(height) || !isLength(width)) return 'runs-malformed'
  if (width * height > limits.pixels) return 'size-impossible'
  if (size !== null && (size.width !== width || size.height !== height)) return 'runs-misfit'
  const runs = runsFrom(counts, width * height)
  if (!runs) return 'runs-malformed'
  const columns = { width, height, counts: runs }
  if (!isConsistent(columns)) return 'runs-misfit'
  return fitted(maskShape(maskFromRle(fromColumnMajor(columns))), { width, height }, null)
}

const isLength = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) > 0

/** Run lengths from compressed text or a list of numbers; undefined when they are neither. */
function runsFrom(counts: unknown, pixels: number): Uint32Array | undefined {
  if (typeof counts === 'string') {
    try {
      return countsFromString(counts)
    } catch (error) {
      if (error instanceof RangeError) return undefined
      throw error
    }
  }
  if (!Array.isArray(counts)) return undefined
  const isRun = (run: unknown): boolean =>
    Number.isSafeInteger(run) && Number(run) >= 0 && Number(run) <= pixels
  return counts.every(isRun) ? Uint32Array.from(counts as number[]) : undefined
}
