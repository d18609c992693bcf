import { POSITIONS, ROWS, WIDTH } from './attention.mjs'
import { GraphBuilder, INT64, real, tensorInfo } from './graphBuilder.mjs'
import { SECOND } from './layers.mjs'
import { TENSORS } from './officialDecoder.mjs'

const UPSCALE = 'mask_decoder.output_upscaling'
/** The outputs that become masks: 0 is the single-mask token's, 1 to 3 are whole, part, subpart. */
const MASKS = [0, 1, 2, 3]
const SIDE = 64
/** Vectors that a position of the image is mixed from besides its own share: two layers', and what all have. */
const TERMS = 2 * ROWS + 1
/** Rows of the embedding that are upscaled at a time: what is made of them stays in the processor's cache. */
const BAND = 4

/**
 * The branch that makes masks: upscaling by four, and the product with each wanted mask's own weights. A transposed
 * convolution whose stride is its kernel's size is a matrix product of each position, so everything stays in rows
 * (one position, its channels) and nothing has to be turned.
 * @param tokens float32[7, 256], after the transformer
 * @param image the Mixture after the transformer
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
  const upscaled = upscaledImage(graph, decoder, image)
  const second = upscaling(graph, 3, 64, 32)
  const bands = countBands(graph)
  const body = bandBody({ upscaled, second, chosen, columns: bands.columns })
  graph.op('Loop', [bands.count, ''], { body }, 'some_masks')
  return graph.branch('masks', tensorInfo('some_masks', ['bands', 'masks', 'samples']))
}

/** The branch for prompts without a wanted mask. */
export function noMaskBranch() {
  const graph = new GraphBuilder('no_masks')
  graph.op('Identity', [graph.empty(0, 0, 1)], {}, 'none')
  return graph.branch('no_masks', tensorInfo('none', ['bands', 'masks', 'samples']))
}

/** The first doubling's matrix, float32[256, 4 × 64]. */
export const firstUpscaling = (graph) => upscaling(graph, 0, WIDTH, 64)

/** A doubling as a matrix product and what is added: positions become four, in the order (0,0), (0,1), (1,0), (1,1). */
function upscaling(graph, layer, from, to) {
  const kernel = graph.transpose(`${UPSCALE}.${layer}.weight`, 0, 2, 3, 1)
  const bias = graph.op('Tile', [`${UPSCALE}.${layer}.bias`, graph.ints(4)])
  return { kernel: graph.reshape(kernel, from, 4 * to), bias }
}

/**
 * The first doubling as own · gain + weightsᵀ · vectors, the norm and the bias in it: `own` is the embedding's share,
 * doubled by the image side; the bias is one vector more, of which each position takes all.
 */
function upscaledImage(graph, decoder, image) {
  const { weight, bias: shift } = decoder.normWeights(SECOND.norm)
  const { kernel, bias } = firstUpscaling(graph)
  const [before, last] = image.terms
  const gain = graph.multiply(before.gain, last.gain)
  const weights = [
    graph.multiply(before.weights, gain),
    graph.multiply(last.weights, last.gain),
    graph.op('Expand', [graph.float(1), graph.ints(1, POSITIONS)])
  ]
  const vectors = [before.vectors, last.vectors].map((x) => graph.matMul(graph.multiply(x, weight), kernel))
  const constant = graph.add(graph.matMul(graph.reshape(shift, 1, WIDTH), kernel), bias)
  return {
    own: graph.reshape('second_upscaled', SIDE, SIDE, 4 * 64),
    gain: graph.reshape(gain, SIDE, SIDE, 1),
    weights: graph.reshape(graph.op('Concat', weights, { axis: 0 }), TERMS, SIDE, SIDE),
    vectors: graph.op('Concat', [...vectors, constant], { axis: 0 })
  }
}

/** How many bands the window has, int64[], and how many columns, int64[1]. */
function countBands(graph) {
  const window = graph.cast('window', INT64)
  const rows = graph.rows(window, 0, 1)
  const rounded = graph.add(rows, graph.ints(BAND - 1))
  return {
    count: graph.reshape(graph.op('Div', [rounded, graph.ints(BAND)])),
    columns: graph.rows(window, 1, 2)
  }
}

/** The masks' samples of one band: float32[k, BAND × columns × 16]. */
function bandBody({ upscaled: { own, gain, weights, vectors }, second, chosen, columns }) {
  const graph = new GraphBuilder('band')
  const from = graph.multiply('band/index', graph.ints(BAND))
  const begin = graph.op('Concat', [from, graph.ints(0)], { axis: 0 })
  const end = graph.op('Concat', [graph.add(from, graph.ints(BAND)), columns], { axis: 0 })
  const cut = (x, first) => graph.op('Slice', [x, begin, end, graph.ints(first, first + 1)])
  const share = graph.reshape(graph.multiply(cut(own, 0), cut(gain, 0)), -1, 4 * 64)
  let x = graph.gemm(graph.reshape(cut(weights, 1), TERMS, -1), vectors, share, { a: true })
  x = graph.op('Gelu', [normalise(graph, graph.reshape(x, -1, 64))])
  x = graph.op('Gelu', [graph.reshape(graph.gemm(x, second.kernel, second.bias), -1, 32)])
  graph.gemm(chosen, x, undefined, { b: true }, 'band/masks')
  return graph.loopBody('band', 'band/index', tensorInfo('band/masks', ['masks', 'samples']))
}

/** The official LayerNorm2d: over the channels of each position. */
function normalise(graph, x) {
  const { weight, bias } = TENSORS.upscaleNorm
  const parameters = [graph.reshape(weight, 64), graph.reshape(bias, 64)]
  return graph.op('LayerNormalization', [x, ...parameters], { axis: -1, epsilon: real(1e-6) })
}
