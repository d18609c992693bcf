import {
  byHead,
  POSITIONS,
  scaledTokens,
  selfAttention,
  shareOfTokens,
  TOKENS,
  tokensToImage,
  tokensToProjectedImage
} from './attention.mjs'
import { BOOL, GraphBuilder, INT32, tensorInfo } from './graphBuilder.mjs'
import { IMAGE_TENSORS } from './imageSide.mjs'
import { firstMixture, secondMixture } from './mixture.mjs'
import { maskBranch, noMaskBranch } from './maskHead.mjs'
import { OfficialDecoder, TENSORS } from './officialDecoder.mjs'

/**
 * Derives the part of the decoder that runs for each prompt of two points: a click with its padding point, or the two
 * corners of a box. Each of the four masks is computed only where its predicted IoU is above its own number in
 * `iou_threshold`, and only for the `window` of the embedding that is asked for.
 *
 * Output `masks`, float32[bands, k, 4 × columns × 16]: as many bands of four rows as the window's rows need. A position of
 * the embedding (row, column) becomes 4 × 4 samples in the order of two doublings: in a band, (row, column, y2, x2, y1,
 * x1) is the sample y = 4·row + 2·y2 + y1, x alike.
 * @param {Uint8Array} source the bytes of the official export
 * @returns {Uint8Array}
 */
export function derivePointSide(source) {
  const decoder = new OfficialDecoder(source)
  const graph = new GraphBuilder('point_side')
  const { tokens, image } = transformer(graph, decoder)
  const scores = decoder.perceptron(graph, graph.rows(tokens, 0, 1), 'mask_decoder.iou_prediction_head')
  const predictions = graph.reshape(scores, 4)
  graph.op('Identity', [predictions], {}, 'iou_predictions')
  const wanted = graph.op('Greater', [predictions, 'iou_threshold'])
  const count = graph.op('ReduceSum', [graph.cast(wanted, INT32)], { keepdims: 0 })
  graph.op(
    'If',
    [graph.cast(count, BOOL)],
    { then_branch: maskBranch(decoder, { tokens, image, wanted }), else_branch: noMaskBranch() },
    'masks'
  )
  const inputs = [
    ...Object.entries(IMAGE_TENSORS).map(([name, shape]) => tensorInfo(name, shape)),
    tensorInfo('point_coords', [1, 2, 2]),
    tensorInfo('point_labels', [1, 2]),
    tensorInfo('iou_threshold', [4]),
    tensorInfo('window', [2])
  ]
  const outputs = [tensorInfo('iou_predictions', [4]), tensorInfo('masks', ['bands', 'masks', 'samples'])]
  return decoder.model('point_side', graph, inputs, outputs)
}

/** The two-way transformer; in the first layer the image's side is that of the image graph, then a `Mixture`. */
function transformer(graph, decoder) {
  const prompt = graph.reshape(TENSORS.tokens, TOKENS, 256)
  const positions = graph.reshape(TENSORS.imagePositions, POSITIONS, 256)
  const placed = (tokens) => graph.add(tokens, prompt)
  const added = (tokens, change, norm) => decoder.norm(graph, graph.add(tokens, change), norm)
  const perceived = (tokens, layer) => {
    const hidden = graph.op('Relu', [decoder.project(graph, tokens, `${layer}/mlp/lin1`)])
    return added(tokens, decoder.project(graph, hidden, `${layer}/mlp/lin2`), `${layer}.norm3`)
  }

  let layer = 'layers.0'
  const own = selfAttention(graph, decoder, { queries: prompt, values: prompt }, `${layer}/self_attn`)
  let tokens = decoder.norm(graph, own, `${layer}.norm1`)
  const projected = { keys: 'keys', values: 'values' }
  let block = `${layer}/cross_attn_token_to_image`
  const seen = tokensToProjectedImage(graph, decoder, placed(tokens), projected, block)
  tokens = perceived(added(tokens, seen, `${layer}.norm2`), layer)
  block = `${layer}/cross_attn_image_to_token`
  const look = (scores) => ({
    weights: shareOfTokens(graph, scores),
    values: byHead(graph, decoder.project(graph, tokens, `${block}/v_proj`), TOKENS)
  })
  const keys = () => scaledTokens(graph, decoder, placed(tokens), `${block}/k_proj`)
  const first = look(graph.matMul(keys(), 'queries'))
  const between = firstMixture(graph, decoder, { ...first, positions })

  layer = 'layers.1'
  const inner = { queries: placed(tokens), values: tokens }
  tokens = added(tokens, selfAttention(graph, decoder, inner, `${layer}/self_attn`), `${layer}.norm1`)
  block = `${layer}/cross_attn_token_to_image`
  const attended = tokensToImage(graph, decoder, placed(tokens), between, block)
  tokens = perceived(added(tokens, attended, `${layer}.norm2`), layer)
  block = `${layer}/cross_attn_image_to_token`
  const second = look(between.scores(graph, keys(), 'queries', `${block}/q_proj`))
  const before = { ...first, gain: between.terms[0].gain }
  const image = secondMixture(graph, decoder, { ...second, before, positions })

  const final = tokensToImage(graph, decoder, placed(tokens), image, 'final_attn_token_to_image')
  return { tokens: added(tokens, final, 'norm_final_attn'), image }
}
