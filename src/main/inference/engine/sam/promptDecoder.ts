import type { DecoderFiles } from '../model/decoderFiles'
import type { ModelManifest } from '../model/manifest'
import type { FloatTensor, SessionOptions } from '../runtime/ort'
import { LOW_RES, LOW_RES_AREA, loadDecoder, type DecoderOutput, type MaskDecoder } from './decoder'
import type { PromptTensors } from './prompt'
import {
  loadSplitDecoder,
  sampleOrder,
  SPLIT_ENTRIES,
  unpackMask,
  type ImageSide,
  type SplitDecoder
} from './splitDecoder'

/** A decoder that an image can be prepared for. */
export interface PromptDecoder extends MaskDecoder {
  /** Computes what all prompts of an image share, so that its first one need not. */
  prepare(embedding: FloatTensor): Promise<void>
}

/** All of the embedding: refinement feeds back what lies outside the image as well. */
const EVERYWHERE = { rows: LOW_RES / 4, columns: LOW_RES / 4 }
const order = sampleOrder(EVERYWHERE)
const ALL_MASKS = new Float32Array(4).fill(Number.NEGATIVE_INFINITY)

/**
 * The decoder for prompts: the one in two parts for what it can answer (one click or one box, which is most of what
 * is asked, and all that follows the pointer), the whole one for the rest.
 */
export async function loadPromptDecoder(
  { decoderPath, split: paths }: DecoderFiles,
  manifest: ModelManifest,
  options: SessionOptions
): Promise<PromptDecoder> {
  const whole = await loadDecoder(decoderPath, manifest, options)
  if (!paths) return { ...whole, prepare: () => Promise.resolve() }
  const split = await loadSplitDecoder(paths, options)
  let prepared: { readonly embedding: FloatTensor; readonly image: ImageSide } | undefined
  const imageSide = async (embedding: FloatTensor): Promise<ImageSide> => {
    prepared =
      prepared?.embedding === embedding ? prepared : { embedding, image: await split.imageSide(embedding) }
    return prepared.image
  }
  return {
    provider: whole.provider,
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
