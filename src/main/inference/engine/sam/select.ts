/**
 * Which of the four masks answers a prompt: the rule of the official ONNX export (`select_masks` with
 * `return_single_mask`). With one click a prompt is ambiguous, so the best of whole, part and subpart (1–3) is
 * taken; with more it is the mask of the single-mask token (0).
 * @param scores predicted IoU of the four candidates.
 * @param points how many points the decoder was given, corners of a box and the padding point included.
 */
export function selectMask(scores: ArrayLike<number>, points: number): number {
  const single = (points - 2.5) * 1000
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
