/** A decoder that gives so many masks has the single-mask token's first. */
const WITH_SINGLE = 4

/** The first of the multimask outputs: what whole-image segmentation looks at. */
export function firstOfMany(masks: number): number {
  return masks === WITH_SINGLE ? 1 : 0
}

/**
 * Which mask answers a prompt. Of four it is the rule of the official ONNX export (`select_masks` with
 * `return_single_mask`): with one click a prompt is ambiguous, so the best of the multimask outputs (1–3) is
 * taken; with more it is the mask of the single-mask token (0). Of any other number it is the best.
 * @param scores predicted IoU of the candidates.
 * @param points how many points the decoder was given, corners of a box and the padding point included.
 */
export function selectMask(scores: ArrayLike<number>, points: number): number {
  const single = scores.length === WITH_SINGLE ? (points - 2.5) * 1000 : 0
  let best = 0
  let bestScore = (scores[0] ?? 0) + single
  for (let i = 1; i < scores.length; i++) {
    const score = scores[i] ?? 0
    if (score > bestScore) {
      best = i
      bestScore = score
    }
  }
  return best
}
