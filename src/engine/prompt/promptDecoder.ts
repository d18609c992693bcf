import type { PromptableModel } from '../models/modelFiles'
import { loadDecoder } from './families/decoder'
import type { DecoderOutput, PromptableDecoder, Tensors } from './families/promptable'
import type { SessionOptions } from '../runtime/ort'
import { LOW_RES, LOW_RES_AREA } from './lowRes'
import type { PromptTensors } from './prompt'
import {
  bandOrder,
  loadSplitDecoder,
  SPLIT_ENTRIES,
  unpackMask,
  type ImageSide,
  type SplitDecoder
} from './splitDecoder'

/** All of the embedding: refinement feeds back what lies outside the image as well. */
const EVERYWHERE = { rows: LOW_RES / 4, columns: LOW_RES / 4 }
const order = bandOrder(EVERYWHERE)
const ALL_MASKS = new Float32Array(4).fill(Number.NEGATIVE_INFINITY)

/**
 * The decoder for prompts. Where a model has one in two parts, that is for what it can answer (one click or one box,
 * which is most of what is asked, and all that follows the pointer), and the whole one for the rest.
 */
export async function loadPromptDecoder(
  model: PromptableModel,
  options: SessionOptions
): Promise<PromptableDecoder> {
  const whole = await loadDecoder(model, options)
  if (!model.files.split) return whole
  const split = await loadSplitDecoder(model.files.split, options)
  let prepared: { readonly embedding: Tensors; readonly image: ImageSide } | undefined
  const imageSide = async (embedding: Tensors): Promise<ImageSide> => {
    prepared =
      prepared?.embedding === embedding ? prepared : { embedding, image: await split.imageSide(embedding) }
    return prepared.image
  }
  return {
    provider: whole.provider,
    fallback: whole.fallback,
    async prepare(embedding) {
      await imageSide(embedding)
    },
    async decode(embedding, prompt, previous) {
      if (previous || prompt.count !== SPLIT_ENTRIES) return whole.decode(embedding, prompt, previous)
      return decodeAll(split, await imageSide(embedding), prompt)
    },
    async release() {
      await whole.release()
      await split.release()
    }
  }
}

async function decodeAll(
  split: SplitDecoder,
  image: ImageSide,
  prompt: PromptTensors
): Promise<DecoderOutput> {
  const output = await split.decode(image, prompt, ALL_MASKS, EVERYWHERE)
  const logits = new Float32Array(4 * LOW_RES_AREA)
  for (let mask = 0; mask < 4; mask++) {
    const target = logits.subarray(mask * LOW_RES_AREA, (mask + 1) * LOW_RES_AREA)
    unpackMask(output, mask, EVERYWHERE, order, target)
  }
  return { logits, scores: output.scores }
}
