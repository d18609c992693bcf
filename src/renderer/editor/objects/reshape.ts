import type { Annotation } from '@shared/schema/annotation'
import type { MaskData, Shape } from '@shared/schema/shape'

/** An object with its shape changed by hand or command; the same object when the shape is the same. */
export function reshaped(object: Annotation, shape: Shape): Annotation {
  return shape === object.shape ? object : { ...object, shape, rawMask: rawMaskOf(object) }
}

/** SAM's own mask is kept when the shape is changed for the first time. */
function rawMaskOf({ rawMask, modelId, shape }: Annotation): MaskData | null {
  if (rawMask || modelId === null || shape.kind !== 'mask') return rawMask
  return { width: shape.width, height: shape.height, counts: shape.counts }
}
