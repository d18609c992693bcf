import { axisMap } from './axisMap'
import { LOW_RES } from './lowRes'
import type { ModelSpace } from './modelSpace'

/** Samples of a mask along a side for one position of the embedding. */
export const SAMPLES_PER_POSITION = 4

/** The part of the embedding that an image covers, from the top left: positions. */
export interface EmbeddingWindow {
  readonly rows: number
  readonly columns: number
}

/**
 * The positions whose mask samples are read when a mask is enlarged to the image. The rest is padding: its masks need
 * not be computed.
 */
export function embeddingWindow(space: ModelSpace): EmbeddingWindow {
  return {
    rows: positionsRead(space.inputSize, space.height, space.imageHeight),
    columns: positionsRead(space.inputSize, space.width, space.imageWidth)
  }
}

function positionsRead(inputSize: number, cropSize: number, imageSize: number): number {
  const { first, weights } = axisMap(LOW_RES, inputSize, cropSize, imageSize)
  let last = 0
  first.forEach((start, i) => {
    for (let k = 0; k < 3; k++) if ((weights[i * 3 + k] ?? 0) !== 0) last = Math.max(last, start + k)
  })
  return Math.min(LOW_RES / SAMPLES_PER_POSITION, Math.floor(last / SAMPLES_PER_POSITION) + 1)
}
