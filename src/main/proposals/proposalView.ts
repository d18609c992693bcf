import type { Proposal } from '@shared/segment/proposal'
import type { ProposalView } from '@shared/ipc/views'
import { countsToString } from '@shared/mask/rleString'

/** What the window is told of a proposal. */
export function proposalView({
  id,
  rle,
  bbox,
  area,
  predictedIou,
  stability,
  ...rest
}: Proposal): ProposalView {
  const { width, height, counts } = rle
  return {
    id,
    mask: { width, height, counts: countsToString(counts) },
    area,
    box: bbox,
    score: predictedIou,
    stability,
    point: rest.point,
    cropBox: rest.cropBox,
    dismissed: false
  }
}
