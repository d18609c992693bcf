import { GraphBuilder, tensorInfo } from './graphBuilder.mjs'
import { byHead, byHeadAcross, DEPTH, HEADS, POSITIONS } from './attention.mjs'
import { OfficialDecoder, TENSORS } from './officialDecoder.mjs'

/** What the point side takes from the image side. */
export const IMAGE_TENSORS = {
  image: [POSITIONS, 256],
  keys: [HEADS, DEPTH, POSITIONS],
  values: [HEADS, POSITIONS, DEPTH],
  queries: [HEADS, DEPTH, POSITIONS]
}

/**
 * Derives the part of the decoder that is the same for every prompt of an image: the embedding as rows, and the
 * projections of it in the first layer's attention.
 * @param {Uint8Array} source the bytes of the official export
 * @returns {Uint8Array}
 */
export function deriveImageSide(source) {
  const decoder = new OfficialDecoder(source)
  const graph = new GraphBuilder('image_side')
  const rows = graph.reshape(graph.add('image_embeddings', TENSORS.noMask), 256, POSITIONS)
  const image = graph.transpose(rows, 1, 0)
  const placed = graph.add(image, graph.reshape(TENSORS.imagePositions, POSITIONS, 256))
  const project = (x, path) => decoder.project(graph, x, `layers.0/${path}`)
  const outputs = {
    image,
    keys: byHeadAcross(graph, project(placed, 'cross_attn_token_to_image/k_proj'), POSITIONS),
    values: byHead(graph, project(image, 'cross_attn_token_to_image/v_proj'), POSITIONS),
    queries: byHeadAcross(graph, project(placed, 'cross_attn_image_to_token/q_proj'), POSITIONS)
  }
  for (const [name, tensor] of Object.entries(outputs)) graph.op('Identity', [tensor], {}, name)
  return decoder.model(
    'image_side',
    graph,
    [tensorInfo('image_embeddings', [1, 256, 64, 64])],
    Object.entries(IMAGE_TENSORS).map(([name, shape]) => tensorInfo(name, shape))
  )
}
