import { WIDTH } from './attention.mjs'

/** The layers whose image side changes from prompt to prompt, by the names of their parts in the official decoder. */
export const FIRST = { path: 'layers.0', norm: 'layers.0.norm4' }
export const SECOND = { path: 'layers.1', norm: 'layers.1.norm4' }
/** Who looks at the image after each of them. */
export const LOOKS = {
  first: 'layers.1/cross_attn_token_to_image',
  back: 'layers.1/cross_attn_image_to_token',
  second: 'final_attn_token_to_image'
}

const outputLayer = ({ path }) => `${path}/cross_attn_image_to_token/out_proj`

/** What the image gets from a layer whatever the tokens are: the output projection's bias, float32[256]. */
export const outputBias = (decoder, layer) => decoder.linear(outputLayer(layer)).bias

/** The output projection of the image's attention, float32[HEADS × DEPTH, 256], without the mean of each row. */
export const outputMatrix = (graph, decoder, layer) =>
  graph.centre(decoder.linear(outputLayer(layer)).weight, 1)

/** The first layer's `outputMatrix` as the second layer's sum has it: times the norm's weight, centred again. */
export const carriedMatrix = (graph, decoder) =>
  graph.centre(graph.multiply(outputMatrix(graph, decoder, FIRST), decoder.normWeights(FIRST.norm).weight), 1)

/** What all positions get in the second layer's sum: the first norm's bias and the output bias, centred; float32[1, 256]. */
export function commonShift(graph, decoder) {
  const { bias } = decoder.normWeights(FIRST.norm)
  return graph.centre(graph.reshape(graph.add(bias, outputBias(decoder, SECOND)), 1, WIDTH), 1)
}
