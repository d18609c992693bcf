import { GraphBuilder, tensorInfo } from './graphBuilder.mjs'
import { DEPTH, HEADS, POSITIONS, WIDTH } from './attention.mjs'
import { carriedMatrix, commonShift, FIRST, LOOKS, outputBias, outputMatrix, SECOND } from './layers.mjs'
import { firstUpscaling } from './maskHead.mjs'
import { OfficialDecoder, TENSORS } from './officialDecoder.mjs'

const ACROSS = [HEADS, DEPTH, POSITIONS]
const ALONG = [HEADS, POSITIONS, DEPTH]
const NUMBER = [1, POSITIONS]

/** What the point side takes from the image side; README.md has the formulas. */
export const IMAGE_TENSORS = {
  /** The embedding itself, for the first layer. */
  keys: ACROSS,
  values: ALONG,
  queries: ACROSS,
  /** The embedding's share in the image after the first layer. */
  first_square: NUMBER,
  first_outputs: ACROSS,
  first_keys: ACROSS,
  first_values: ALONG,
  first_queries: ACROSS,
  /** The embedding's share in the image after the second layer. */
  second_square: NUMBER,
  second_shift: NUMBER,
  second_outputs: ACROSS,
  second_new_outputs: ACROSS,
  second_keys: ACROSS,
  second_values: ALONG,
  second_upscaled: [POSITIONS, WIDTH]
}

/**
 * Derives the part of the decoder that is the same for every prompt of an image: the embedding's projections in the
 * first layer's attention, and its share in all that is computed of the image later.
 * @param {Uint8Array} source the bytes of the official export
 * @returns {Uint8Array}
 */
export function deriveImageSide(source) {
  const decoder = new OfficialDecoder(source)
  const graph = new GraphBuilder('image_side')
  const column = (vector) => graph.reshape(vector, -1, 1)
  const image = graph.reshape(graph.add('image_embeddings', TENSORS.noMask), WIDTH, POSITIONS)
  const first = graph.centre(graph.add(image, column(outputBias(decoder, FIRST))), 0)
  const normed = graph.multiply(first, column(decoder.normWeights(FIRST.norm).weight))
  const outputs = {
    ...embeddingTensors(graph, decoder, image),
    ...firstTensors(graph, decoder, first, normed),
    ...secondTensors(graph, decoder, graph.centre(normed, 0))
  }
  for (const [name, tensor] of Object.entries(outputs)) graph.op('Identity', [tensor], {}, name)
  return decoder.model(
    'image_side',
    graph,
    [tensorInfo('image_embeddings', [1, WIDTH, 64, 64])],
    Object.entries(IMAGE_TENSORS).map(([name, shape]) => tensorInfo(name, shape))
  )
}

/** @param image float32[256, POSITIONS] */
function embeddingTensors(graph, decoder, image) {
  const positions = graph.reshape(TENSORS.imagePositions, POSITIONS, WIDTH)
  const placed = graph.add(image, graph.transpose(positions, 1, 0))
  const project = (x, path) => {
    const { weight, bias } = decoder.linear(`layers.0/${path}`)
    return projected(graph, x, weight, bias)
  }
  return {
    keys: project(placed, 'cross_attn_token_to_image/k_proj'),
    values: along(graph, project(image, 'cross_attn_token_to_image/v_proj')),
    queries: project(placed, 'cross_attn_image_to_token/q_proj')
  }
}

/** @param first float32[256, POSITIONS], centred; `normed` is the same times the norm's weight */
function firstTensors(graph, decoder, first, normed) {
  const project = (path) => projected(graph, normed, decoder.linear(path).weight)
  return {
    first_square: square(graph, first),
    first_outputs: alike(graph, first, outputMatrix(graph, decoder, FIRST)),
    first_keys: project(`${LOOKS.first}/k_proj`),
    first_values: along(graph, project(`${LOOKS.first}/v_proj`)),
    first_queries: project(`${LOOKS.back}/q_proj`)
  }
}

/** @param second float32[256, POSITIONS], centred */
function secondTensors(graph, decoder, second) {
  const weights = graph.reshape(decoder.normWeights(SECOND.norm).weight, -1, 1)
  const normed = graph.multiply(second, weights)
  const project = (path) => projected(graph, normed, decoder.linear(path).weight)
  return {
    second_square: square(graph, second),
    second_shift: graph.matMul(commonShift(graph, decoder), second),
    second_outputs: alike(graph, second, carriedMatrix(graph, decoder)),
    second_new_outputs: alike(graph, second, outputMatrix(graph, decoder, SECOND)),
    second_keys: project(`${LOOKS.second}/k_proj`),
    second_values: along(graph, project(`${LOOKS.second}/v_proj`)),
    second_upscaled: graph.gemm(normed, firstUpscaling(graph).kernel, undefined, { a: true })
  }
}

/** A linear layer on columns, by head: float32[HEADS, DEPTH, POSITIONS]. */
function projected(graph, x, weight, bias) {
  const product = graph.matMul(graph.transpose(weight, 1, 0), x)
  const columns = bias ? graph.add(product, graph.reshape(bias, -1, 1)) : product
  return graph.reshape(columns, ...ACROSS)
}

/** Each position's products with the rows of an output matrix, by head. */
const alike = (graph, x, matrix) => graph.reshape(graph.matMul(matrix, x), ...ACROSS)

/** float32[HEADS, DEPTH, POSITIONS] → float32[HEADS, POSITIONS, DEPTH]. */
const along = (graph, x) => graph.transpose(x, 0, 2, 1)

/** Each column's product with itself. */
const square = (graph, x) => graph.sum(graph.multiply(x, x), 0)
