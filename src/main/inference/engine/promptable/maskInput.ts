import type { ModelManifest } from '../model/manifest'
import { LOW_RES, LOW_RES_AREA } from '../sam/lowRes'
import type { Tensors } from './promptable'

const noMask = new Float32Array(LOW_RES_AREA)

/** The two inputs by which the official graphs take a mask to refine: always there, with or without one. */
export function maskFeeds(previous: Float32Array<ArrayBuffer> | undefined): Tensors {
  return {
    mask_input: { data: previous ?? noMask, dims: [1, 1, LOW_RES, LOW_RES] },
    has_mask_input: { data: Float32Array.of(previous ? 1 : 0), dims: [1] }
  }
}

/**
 * The size that masks are to be enlarged to, where a graph does that. Enlarging is done here, better and only for the
 * mask that is chosen: the graph is told to leave the masks of the whole square at their own size.
 */
export function imageSizeFeeds({ inputs }: ModelManifest['decoder']): Tensors {
  const wanted = inputs.some(({ name }) => name === 'orig_im_size')
  return wanted ? { orig_im_size: { data: Float32Array.of(LOW_RES, LOW_RES), dims: [2] } } : {}
}
