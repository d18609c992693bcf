import type { CandidateChoice, CandidateSize } from '@shared/schema/prompt'
import { LOW_RES } from './lowRes'
import type { ModelSpace } from './modelSpace'
import { candidateLogits } from './results'
import { firstOfMany } from './select'

/** Two candidates that overlap by more than this are one choice. */
const TWIN_IOU = 0.95

const SIZES: readonly CandidateSize[] = ['detail', 'part', 'whole']

/**
 * The candidates to choose from, the single-mask token's first, then from the smallest to the largest. Of two that are
 * nearly the same only one is left: the selected one, else the one with the better score. A mask that is left alone is the
 * whole. Areas are counted at low
 * resolution, inside of the image.
 * @param logits float32[masks, 256, 256]
 * @param scores predicted IoU of each
 */
export function candidateChoices(
  logits: Float32Array<ArrayBuffer>,
  scores: ArrayLike<number>,
  selected: number,
  space: ModelSpace
): readonly CandidateChoice[] {
  const count = scores.length
  const single: readonly CandidateChoice[] = count === 4 || count === 1 ? [{ index: 0, size: 'overall' }] : []
  if (count === 1) return single
  const masks = Array.from({ length: count }, (_, index) => index)
    .slice(firstOfMany(count))
    .map((index) => ({ index, mask: lowResMask(candidateLogits(logits, index), space) }))
  if (masks.length !== SIZES.length) return masks.map(({ index }) => ({ index, size: null }))
  const bySize = masks
    .map(({ index, mask }) => ({ index, mask, area: areaOf(mask) }))
    .sort((a, b) => a.area - b.area || a.index - b.index)
    .map((each, i) => ({ ...each, size: SIZES[i] ?? null }))
  const preferred = [...bySize].sort(
    (a, b) => rank(b.index, scores, selected) - rank(a.index, scores, selected)
  )
  const kept: typeof bySize = []
  for (const each of preferred) {
    if (!kept.some((other) => overlap(each, other) > TWIN_IOU)) kept.push(each)
  }
  const choices = bySize.filter((each) => kept.includes(each))
  const [only] = choices
  if (only && choices.length === 1) return [...single, { index: only.index, size: 'whole' }]
  return [...single, ...choices.map(({ index, size }) => ({ index, size }))]
}

const rank = (index: number, scores: ArrayLike<number>, selected: number): number =>
  index === selected ? Number.POSITIVE_INFINITY : (scores[index] ?? 0)

interface SizedLowRes {
  readonly mask: Uint32Array
  readonly area: number
}

/** 32 pixels of a low-resolution row. */
const WORDS_A_ROW = LOW_RES / 32

/** uint32[rows, 8] of the part of the low-resolution square that the image fills: a bit a pixel, 1 = object. */
function lowResMask(logits: Float32Array, { width, height, inputSize }: ModelSpace): Uint32Array {
  const columns = Math.min(LOW_RES, Math.ceil((width / inputSize) * LOW_RES))
  const rows = Math.min(LOW_RES, Math.ceil((height / inputSize) * LOW_RES))
  const mask = new Uint32Array(rows * WORDS_A_ROW)
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      if ((logits[y * LOW_RES + x] ?? 0) <= 0) continue
      const word = y * WORDS_A_ROW + (x >>> 5)
      mask[word] = (mask[word] ?? 0) | (1 << (x & 31))
    }
  }
  return mask
}

function areaOf(mask: Uint32Array): number {
  let area = 0
  for (const word of mask) area += bitsOf(word)
  return area
}

/** Intersection over union; 1 for two empty masks. */
function overlap(a: SizedLowRes, b: SizedLowRes): number {
  let both = 0
  for (let i = 0; i < a.mask.length; i++) both += bitsOf((a.mask[i] ?? 0) & (b.mask[i] ?? 0))
  const union = a.area + b.area - both
  return union === 0 ? 1 : both / union
}

/** How many bits of a 32-bit word are set: sums of 2, 4 and 8 neighbors, then of the bytes. */
function bitsOf(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
