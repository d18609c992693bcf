/** Positions of the image (64 × 64), tokens of a prompt with one point, heads, and numbers a head in cross attention. */
export const POSITIONS = 4096
export const TOKENS = 7
export const HEADS = 8
export const DEPTH = 16
export const WIDTH = 256
/** All heads of all tokens. */
export const ROWS = HEADS * TOKENS

/** float32[rows, HEADS × depth] → float32[HEADS, rows, depth]. */
export const byHead = (graph, x, rows, depth = DEPTH) =>
  graph.transpose(graph.reshape(x, rows, HEADS, depth), 1, 0, 2)

/** float32[rows, HEADS × depth] → float32[HEADS, depth, rows]. */
export const byHeadAcross = (graph, x, rows, depth = DEPTH) =>
  graph.transpose(graph.reshape(x, rows, HEADS, depth), 1, 2, 0)

/** float32[HEADS, TOKENS, depth] → float32[TOKENS, HEADS × depth]. */
export const joinHeads = (graph, x, depth) =>
  graph.reshape(graph.transpose(x, 1, 0, 2), TOKENS, HEADS * depth)

/** float32[TOKENS, 256] → queries (or keys) by head, with the attention's scale in them. */
export const scaledTokens = (graph, decoder, x, path) =>
  graph.scale(byHead(graph, decoder.project(graph, x, path), TOKENS), 1 / Math.sqrt(DEPTH))

/** Each head's tokens, float32[HEADS, TOKENS, n], with its own matrix, float32[HEADS, n, m]: float32[ROWS, m]. */
export const headProduct = (graph, tokens, matrix, m) => graph.reshape(graph.matMul(tokens, matrix), ROWS, m)

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

/** Tokens look at an image that differs from prompt to prompt. */
export function tokensToImage(graph, decoder, x, image, block) {
  const q = scaledTokens(graph, decoder, x, `${block}/q_proj`)
  const weights = graph.op('Softmax', [image.scores(graph, q, 'keys', `${block}/k_proj`)], { axis: -1 })
  const values = joinHeads(graph, image.mix(graph, weights, `${block}/v_proj`), DEPTH)
  const bias = image.projectedBias(graph, `${block}/v_proj`)
  return decoder.project(graph, graph.add(values, bias), `${block}/out_proj`)
}

/**
 * How much each position of the image takes of each token: softmax over the tokens of each head, written out, because
 * the run-time's own is slow on rows of seven.
 * @param scores float32[ROWS, POSITIONS], or the same by head
 * @returns float32[ROWS, POSITIONS]; the weights of a head add up to one
 */
export function shareOfTokens(graph, scores) {
  const byTokens = graph.reshape(scores, HEADS, TOKENS, POSITIONS)
  const most = graph.op('ReduceMax', [byTokens, graph.ints(1)], { keepdims: 1 })
  const powers = graph.op('Exp', [graph.op('Sub', [byTokens, most])])
  return graph.reshape(graph.op('Div', [powers, graph.sum(powers, 1)]), ROWS, POSITIONS)
}
