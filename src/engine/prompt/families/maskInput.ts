import type { ModelManifest } from '../../models/manifest'
import { LOW_RES, LOW_RES_AREA } from '../lowRes'
import type { Tensors } from './promptable'

const noMask = new Float32Array(LOW_RES_AREA)

/** What a graph calls the mask to refine, and the number that says whether there is one. */
export interface MaskNames {
  readonly mask: string
  readonly hasMask: string
}

/** The names of the official graphs. */
export const MASK_NAMES: MaskNames = { mask: 'mask_input', hasMask: 'has_mask_input' }
/** The official name of the size that masks are enlarged to. */
export const SIZE_NAME = 'orig_im_size'

/** The two inputs by which graphs take a mask to refine: always there, with or without one. */
export function maskFeeds(
  previous: Float32Array<ArrayBuffer> | undefined,
  { mask, hasMask }: MaskNames = MASK_NAMES
): Tensors {
  return {
    [mask]: { data: previous ?? noMask, dims: [1, 1, LOW_RES, LOW_RES] },
    [hasMask]: { data: Float32Array.of(previous ? 1 : 0), dims: [1] }
  }
}

/**
 * The size that masks are to be enlarged to, where a graph does that. Enlarging is done here, better and only for the
 * mask that is chosen: the graph is told to leave the masks of the whole square at their own size.
 */
export function imageSizeFeeds({ inputs }: ModelManifest['decoder'], size: string = SIZE_NAME): Tensors {
  const wanted = inputs.some(({ name }) => name === size)
  return wanted ? { [size]: { data: Float32Array.of(LOW_RES, LOW_RES), dims: [2] } } : {}
}
