import { GraphBuilder, INT64, real, tensorInfo } from './graphBuilder.mjs'
import { TENSORS } from './officialDecoder.mjs'

const UPSCALE = 'mask_decoder.output_upscaling'
/** The outputs that become masks: 0 is the single-mask token's, 1 to 3 are whole, part, subpart. */
const MASKS = [0, 1, 2, 3]

/**
 * The branch that makes masks: upscaling by four, and the product with each wanted mask's own weights. A transposed
 * convolution whose stride is its kernel's size is a matrix product of each position, so everything stays in rows
 * (one position, its channels) and nothing has to be turned.
 * @param tokens float32[7, 256], after the transformer
 * @param image float32[4096, 256], after the transformer
 * @param wanted bool[4]
 * `window`, an input of the graph, is float32[2]: rows and columns of the embedding that the image covers.
 */
export function maskBranch(decoder, { tokens, image, wanted }) {
  const graph = new GraphBuilder('masks')
  const weights = MASKS.map((mask) => {
    const token = graph.rows(tokens, mask + 1, mask + 2)
    return decoder.perceptron(graph, token, `mask_decoder.output_hypernetworks_mlps.${mask}`)
  })
  const chosen = graph.op('Compress', [graph.op('Concat', weights, { axis: 0 }), wanted], { axis: 0 })
  const grid = graph.reshape(image, 64, 64, 256)
  const window = graph.op('Slice', [grid, graph.ints(0, 0), graph.cast('window', INT64), graph.ints(0, 1)])
  const first = upscale(graph, graph.reshape(window, -1, 256), 0, 256, 64)
  const second = upscale(graph, graph.op('Gelu', [normalise(graph, first)]), 3, 64, 32)
  graph.op('Gemm', [chosen, graph.op('Gelu', [second])], { transB: 1 }, 'some_masks')
  return graph.branch('masks', tensorInfo('some_masks', ['masks', 'samples']))
}

/** The branch for prompts without a wanted mask. */
export function noMaskBranch() {
  const graph = new GraphBuilder('no_masks')
  graph.op('Identity', [graph.empty(0, 1)], {}, 'none')
  return graph.branch('no_masks', tensorInfo('none', ['masks', 'samples']))
}

/** float32[n, from] → float32[n × 4, to]: each position becomes four, in the order (0,0), (0,1), (1,0), (1,1). */
function upscale(graph, x, layer, from, to) {
  const kernel = graph.transpose(`${UPSCALE}.${layer}.weight`, 0, 2, 3, 1)
  const bias = graph.op('Tile', [`${UPSCALE}.${layer}.bias`, graph.ints(4)])
  return graph.reshape(graph.add(graph.matMul(x, graph.reshape(kernel, from, 4 * to)), bias), -1, to)
}

/** The official LayerNorm2d: over the channels of each position. */
function normalise(graph, x) {
  const { weight, bias } = TENSORS.upscaleNorm
  const parameters = [graph.reshape(weight, 64), graph.reshape(bias, 64)]
  return graph.op('LayerNormalization', [x, ...parameters], { axis: -1, epsilon: real(1e-6) })
}
