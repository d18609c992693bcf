import type { ProposalView } from '@shared/ipc/views'
import { rleFromMask } from '@shared/mask/maskData'
import { fillRuns } from '@shared/proposals/fillRuns'
import { rgbOf } from './colors'

/** A picture has no more pixels; of larger images only every second, third, … one counts. */
const mostPixels = 4_000_000

/**
 * Opaque colours where proposals are, in image pixels or steps of them. Where one lies on another only the later
 * one's colour is there. Null when there are none.
 */
export function proposalFills(
  proposals: readonly ProposalView[],
  colorOf: (proposal: ProposalView) => string
): { readonly canvas: HTMLCanvasElement; readonly step: number } | null {
  const size = proposals[0]?.mask
  if (!size) return null
  const step = Math.max(1, Math.ceil(Math.sqrt((size.width * size.height) / mostPixels)))
  const canvas = document.createElement('canvas')
  canvas.width = Math.ceil(size.width / step)
  canvas.height = Math.ceil(size.height / step)
  const context = canvas.getContext('2d')
  if (!context) return null
  const picture = context.createImageData(canvas.width, canvas.height)
  const pixels = new Uint32Array(picture.data.buffer)
  for (const proposal of proposals) {
    fillRuns(pixels, rleFromMask(proposal.mask), pixelOf(colorOf(proposal)), step)
  }
  context.putImageData(picture, 0, 0)
  return { canvas, step }
}

/** An opaque colour as its four bytes lie in memory. */
function pixelOf(color: string): number {
  return new Uint32Array(Uint8Array.of(...rgbOf(color), 255).buffer)[0] ?? 0
}
