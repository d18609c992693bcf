/** Positions of the image (64 × 64), tokens of a prompt with one point, heads, and numbers a head in cross attention. */
export const POSITIONS = 4096
export const TOKENS = 7
export const HEADS = 8
export const DEPTH = 16
const WIDTH = 256
/** All heads of all tokens. */
export const ROWS = HEADS * TOKENS

/** float32[rows, HEADS × depth] → float32[HEADS, rows, depth]. */
export const byHead = (graph, x, rows, depth = DEPTH) =>
  graph.transpose(graph.reshape(x, rows, HEADS, depth), 1, 0, 2)

/** float32[rows, HEADS × depth] → float32[HEADS, depth, rows]. */
export const byHeadAcross = (graph, x, rows, depth = DEPTH) =>
  graph.transpose(graph.reshape(x, rows, HEADS, depth), 1, 2, 0)

/** float32[HEADS, TOKENS, depth] → float32[TOKENS, HEADS × depth]. */
const joinHeads = (graph, x, depth) => graph.reshape(graph.transpose(x, 1, 0, 2), TOKENS, HEADS * depth)

/** float32[TOKENS, 256] → queries (or keys) by head, with the attention's scale in them. */
export const scaledTokens = (graph, decoder, x, path) =>
  graph.scale(byHead(graph, decoder.project(graph, x, path), TOKENS), 1 / Math.sqrt(DEPTH))

/** Attention among the tokens. */
export function selfAttention(graph, decoder, { queries, values }, block) {
  const depth = WIDTH / HEADS
  const q = byHead(graph, decoder.project(graph, queries, `${block}/q_proj`), TOKENS, depth)
  const k = byHeadAcross(graph, decoder.project(graph, queries, `${block}/k_proj`), TOKENS, depth)
  const v = byHead(graph, decoder.project(graph, values, `${block}/v_proj`), TOKENS, depth)
  const scores = graph.scale(graph.matMul(q, k), 1 / Math.sqrt(depth))
  const mixed = graph.matMul(graph.op('Softmax', [scores], { axis: -1 }), v)
  return decoder.project(graph, joinHeads(graph, mixed, depth), `${block}/out_proj`)
}

/** Tokens look at an image whose keys and values were projected beforehand: once for all prompts. */
export function tokensToProjectedImage(graph, decoder, x, { keys, values }, block) {
  const q = scaledTokens(graph, decoder, x, `${block}/q_proj`)
  const weights = graph.op('Softmax', [graph.matMul(q, keys)], { axis: -1 })
  const mixed = joinHeads(graph, graph.matMul(weights, values), DEPTH)
  return decoder.project(graph, mixed, `${block}/out_proj`)
}

/**
 * Tokens look at an image that differs from prompt to prompt. With 7 tokens and 4,096 positions it is cheaper to
 * carry the projections of keys and values over to the tokens' side: q·(W·x) = (q·W)·x, and Σ a·(W·x) = W·(Σ a·x).
 * @param image float32[POSITIONS, 256]
 * @param positions float32[POSITIONS, 256]
 */
export function tokensToImage(graph, decoder, x, { image, positions }, block) {
  const q = scaledTokens(graph, decoder, x, `${block}/q_proj`)
  const scores = foldedScores(graph, decoder, q, { image, positions }, `${block}/k_proj`)
  const weights = graph.op('Softmax', [scores], { axis: -1 })
  const mixed = graph.reshape(graph.matMul(weights, image), HEADS, TOKENS, WIDTH)
  const { weight, bias } = decoder.linear(`${block}/v_proj`)
  const values = graph.matMul(mixed, byHead(graph, weight, WIDTH))
  return decoder.project(graph, graph.add(joinHeads(graph, values, DEPTH), bias), `${block}/out_proj`)
}

/** float32[ROWS, POSITIONS]: tokens against the projected image, as tokens·W against the image. */
export function foldedScores(graph, decoder, tokens, { image, positions }, path) {
  const { weight } = decoder.linear(path)
  const folded = graph.reshape(graph.matMul(tokens, byHeadAcross(graph, weight, WIDTH)), ROWS, WIDTH)
  // The same for every prompt: the run-time computes it when it loads the model.
  const projected = byHeadAcross(graph, decoder.project(graph, positions, path), POSITIONS)
  const byPosition = graph.reshape(graph.matMul(tokens, projected), ROWS, POSITIONS)
  return graph.op('Gemm', [folded, image, byPosition], { transB: 1 })
}

/**
 * The image looks at the tokens; the result is added to the image. The output projection is carried over to the
 * tokens' values; its bias is spread over the heads, because the weights of each add up to one.
 * @param scores float32[ROWS, POSITIONS], or the same by head
 */
export function imageToTokens(graph, decoder, { scores, values, image }, block) {
  const weights = graph.reshape(
    softmaxOverTokens(graph, graph.reshape(scores, HEADS, TOKENS, POSITIONS)),
    ROWS,
    POSITIONS
  )
  const v = byHead(graph, decoder.project(graph, values, `${block}/v_proj`), TOKENS)
  const { weight, bias } = decoder.linear(`${block}/out_proj`)
  const outputs = graph.reshape(graph.matMul(v, graph.reshape(weight, HEADS, DEPTH, WIDTH)), ROWS, WIDTH)
  return graph.op('Gemm', [weights, graph.add(outputs, graph.scale(bias, 1 / HEADS)), image], { transA: 1 })
}

/** Softmax along the second axis, written out: the run-time's own is slow on rows of seven. */
function softmaxOverTokens(graph, scores) {
  const alongTokens = (reduce, x) => graph.op(reduce, [x, graph.ints(1)], { keepdims: 1 })
  const powers = graph.op('Exp', [graph.op('Sub', [scores, alongTokens('ReduceMax', scores)])])
  return graph.op('Div', [powers, alongTokens('ReduceSum', powers)])
}
