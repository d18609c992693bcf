import {
  byHead,
  byHeadAcross,
  DEPTH,
  headProduct,
  HEADS,
  POSITIONS,
  ROWS,
  TOKENS,
  WIDTH
} from './attention.mjs'
import { carriedMatrix, commonShift, FIRST, outputMatrix, SECOND } from './layers.mjs'
import { NORM_EPSILON } from './officialDecoder.mjs'

/**
 * The image's side after a layer, which is never written out: at each position it is the norm of a sum of the
 * embedding's own share and of a few vectors that are the same everywhere, weighted. What is computed of it is computed
 * of the shares and the vectors. README.md has the formulas.
 */
export class Mixture {
  #decoder
  #norm
  #terms
  #shares
  #positions

  /**
   * @param norm the layer norm's name
   * @param terms of each layer so far: `weights` float32[ROWS, POSITIONS], `vectors` float32[ROWS, 256], and `gain`
   *   float32[1, POSITIONS], by which the sum up to it is multiplied
   * @param shares names of the image side's tensors `keys`, `values`, `queries`: projections of the embedding's share
   * @param positions float32[POSITIONS, 256]
   */
  constructor(decoder, { norm, terms, shares, positions }) {
    this.#decoder = decoder
    this.#norm = norm
    this.#terms = terms
    this.#shares = shares
    this.#positions = positions
  }

  get terms() {
    return this.#terms
  }

  /**
   * Scores of tokens against the image's projection: float32[ROWS, POSITIONS].
   * @param tokens float32[HEADS, TOKENS, DEPTH], scaled
   * @param role what the image is: 'keys' or 'queries'
   */
  scores(graph, tokens, role, path) {
    const { weight } = this.#decoder.linear(path)
    const { weight: gain, bias } = this.#decoder.normWeights(this.#norm)
    const folded = headProduct(graph, tokens, byHeadAcross(graph, weight, WIDTH), WIDTH)
    const seen = graph.multiply(folded, gain)
    const own = headProduct(graph, tokens, this.#shares[role], POSITIONS)
    const mixed = this.#terms.reduce((sum, { weights, vectors, gain: scale }) => {
      const products = graph.gemm(seen, vectors, undefined, { b: true })
      return graph.multiply(graph.gemm(products, weights, sum), scale)
    }, own)
    // The same for every prompt: the run-time computes it when it loads the model.
    const placed = this.#decoder.project(graph, graph.add(this.#positions, bias), path)
    return graph.add(mixed, headProduct(graph, tokens, byHeadAcross(graph, placed, POSITIONS), POSITIONS))
  }

  /** Averages of the image's projection as values, without `projectedBias`: float32[HEADS, TOKENS, DEPTH]. */
  mix(graph, attention, path) {
    const { weight: gain } = this.#decoder.normWeights(this.#norm)
    let rest = attention
    const parts = this.#terms.toReversed().map(({ weights, vectors, gain: scale }) => {
      rest = graph.multiply(rest, scale)
      return graph.matMul(graph.gemm(rest, weights, undefined, { b: true }), vectors)
    })
    const vector = graph.multiply(
      parts.reduce((a, b) => graph.add(a, b)),
      gain
    )
    const { weight } = this.#decoder.linear(path)
    const projected = graph.matMul(graph.reshape(vector, HEADS, TOKENS, WIDTH), byHead(graph, weight, WIDTH))
    const own = graph.matMul(graph.reshape(rest, HEADS, TOKENS, POSITIONS), this.#shares.values)
    return graph.add(own, projected)
  }

  /** What each value has whatever the weights are: float32[1, HEADS × DEPTH]. */
  projectedBias(graph, path) {
    const { bias } = this.#decoder.normWeights(this.#norm)
    return this.#decoder.project(graph, graph.reshape(bias, 1, WIDTH), path)
  }
}

/**
 * The image after the first layer.
 * @param weights float32[ROWS, POSITIONS]: what each position takes of the tokens
 * @param values float32[HEADS, TOKENS, DEPTH]: the tokens' values
 */
export function firstMixture(graph, decoder, { weights, values, positions }) {
  const vectors = outputs(graph, values, outputMatrix(graph, decoder, FIRST))
  const cross = headProduct(graph, graph.scale(values, 2), 'first_outputs', POSITIONS)
  const square = graph.add(squareOf(graph, { weights, vectors, cross }), 'first_square')
  const terms = [{ weights, vectors, gain: gainOf(graph, square) }]
  const shares = { keys: 'first_keys', values: 'first_values', queries: 'first_queries' }
  return new Mixture(decoder, { norm: FIRST.norm, terms, shares, positions })
}

/**
 * The image after the second layer.
 * @param before the first layer's `weights`, `values` and `gain`
 */
export function secondMixture(graph, decoder, { before, weights, values, positions }) {
  const shift = graph.scale(commonShift(graph, decoder), 1 / HEADS)
  const vectors = graph.add(outputs(graph, values, outputMatrix(graph, decoder, SECOND)), shift)
  const carried = { ...before, vectors: outputs(graph, before.values, carriedMatrix(graph, decoder)) }
  const square = secondSquare(graph, carried, { weights, values, vectors })
  const terms = [carried, { weights, vectors, gain: gainOf(graph, square) }]
  const shares = { keys: 'second_keys', values: 'second_values' }
  return new Mixture(decoder, { norm: SECOND.norm, terms, shares, positions })
}

/** The square of the second layer's sum: (carried · gain + 2 · shift) · gain + what the layer adds. */
function secondSquare(graph, before, { weights, values, vectors }) {
  const cross = headProduct(graph, graph.scale(before.values, 2), 'second_outputs', POSITIONS)
  const carried = graph.add(squareOf(graph, { ...before, cross }), 'second_square')
  const shifted = graph.add(graph.multiply(carried, before.gain), graph.scale('second_shift', 2))
  const own = headProduct(graph, graph.scale(values, 2), 'second_new_outputs', POSITIONS)
  const mixed = graph.gemm(graph.scale(vectors, 2), before.vectors, undefined, { b: true })
  const newCross = graph.multiply(graph.gemm(mixed, before.weights, own), before.gain)
  const added = squareOf(graph, { weights, vectors, cross: newCross })
  return graph.add(graph.multiply(shifted, before.gain), added)
}

/** The tokens' values in the image's terms: float32[ROWS, 256]. */
const outputs = (graph, values, matrix) =>
  headProduct(graph, values, graph.reshape(matrix, HEADS, DEPTH, WIDTH), WIDTH)

/** What weighted vectors add to the square of a sum: float32[1, POSITIONS]. `cross`: twice their products with the rest. */
function squareOf(graph, { weights, vectors, cross }) {
  const products = graph.gemm(vectors, vectors, undefined, { b: true })
  return graph.sum(graph.multiply(weights, graph.gemm(products, weights, cross)), 0)
}

/** What a layer norm multiplies a centred vector with, from the vector's square. */
function gainOf(graph, square) {
  const variance = graph.add(graph.scale(square, 1 / WIDTH), graph.float(NORM_EPSILON))
  return graph.op('Reciprocal', [graph.op('Sqrt', [variance])])
}
