import { unshareTensors, type Embedding } from '../../embeddings/cache/embedding'
import { EngineError } from '@shared/engineError'
import type { ModelManifest } from '../../models/manifest'
import { checkPrompt } from '../../prompt/families/role'
import type { PromptableDecoder, Tensors } from '../../prompt/families/promptable'
import type { Prompt } from '../../prompt/promptTypes'
import { candidateChoices } from '../../prompt/candidateChoices'
import { inputSpec } from '../../prompt/inputSpec'
import { loadPromptDecoder } from '../../prompt/promptDecoder'
import { modelSpace, type ModelSpace } from '../../prompt/modelSpace'
import { maskUpsampler, type MaskUpsampler } from '../../prompt/postprocess'
import { promptTensors } from '../../prompt/prompt'
import { LOW_RES_AREA } from '../../prompt/lowRes'
import { candidateLogits, candidateMask, RecentResults, type KeptResult } from '../../prompt/results'
import { selectMask } from '../../prompt/select'
import { commonHandlers } from './common'
import type { DecodeParams, DecodeReply, DecoderCalls, OutlineParams, OutlineReply } from './messages'
import type { Handlers } from '../../../rpc/rpc'

/** The image that the last prompt was about, made ready for the next one. */
interface PreparedImage {
  readonly key: string
  readonly space: ModelSpace
  readonly upsample: MaskUpsampler
  readonly embedding: Tensors
}

interface LoadedDecoder {
  readonly decoder: PromptableDecoder
  readonly manifest: ModelManifest
}

/** The decoder worker's work: an embedding and a prompt to a mask. */
export function decoderHandlers(exit: () => void): Handlers<DecoderCalls> {
  let loaded: LoadedDecoder | undefined
  let image: PreparedImage | undefined
  const results = new RecentResults()
  const show = (embedding: Embedding): LoadedDecoder & { readonly image: PreparedImage } => {
    if (!loaded) throw new EngineError('internal', 'No decoder is loaded')
    image = image?.key === embedding.key ? image : prepareImage(embedding, loaded.manifest)
    return { ...loaded, image }
  }
  return {
    ...commonHandlers(exit),
    async load({ threads, device, ...model }) {
      await loaded?.decoder.release()
      const decoder = await loadPromptDecoder(model, { threads, executionProvider: device })
      loaded = { decoder, manifest: model.manifest }
      return { provider: decoder.provider, fallback: decoder.fallback }
    },
    async prepare({ embedding }) {
      const { decoder, image } = show(embedding)
      await decoder.prepare(image.embedding)
      return undefined
    },
    predict(params) {
      return predict(params, show(params.embedding), results)
    },
    outline({ embedding, box }) {
      return outline(box, show(embedding))
    },
    candidate({ resultId, index }) {
      const kept = results.get(resultId)
      if (!kept) throw new EngineError('bad-prompt', 'This result is no longer kept', { resultId })
      return Promise.resolve(candidateMask(kept, checkIndex(index, kept)))
    }
  }
}

function prepareImage(embedding: Embedding, manifest: ModelManifest): PreparedImage {
  const space = modelSpace(embedding.width, embedding.height, inputSpec(manifest).space)
  return {
    key: embedding.key,
    space,
    upsample: maskUpsampler(space),
    embedding: unshareTensors(embedding.tensors)
  }
}

async function predict(
  { prompt, resultId }: DecodeParams,
  { decoder, manifest, image }: LoadedDecoder & { readonly image: PreparedImage },
  results: RecentResults
): Promise<DecodeReply> {
  const start = performance.now()
  checkPrompt(prompt, manifest)
  const previous = manifest.capabilities.refine ? previousLogits(prompt, image.key, results) : undefined
  const tensors = promptTensors(prompt, image.space)
  const { logits, scores } = await decoder.decode(image.embedding, tensors, previous)
  const decoded = performance.now()
  const kept = { imageKey: image.key, logits, upsample: image.upsample }
  results.add(resultId, kept)
  const selected = selectMask(scores, tensors.count)
  const mask = candidateMask(kept, selected)
  return {
    scores: Array.from(scores),
    selected,
    choices: candidateChoices(logits, scores, selected, image.space),
    mask,
    refined: previous !== undefined,
    decode_ms: decoded - start,
    mask_ms: performance.now() - decoded
  }
}

async function outline(
  box: OutlineParams['box'],
  { decoder, manifest, image }: LoadedDecoder & { readonly image: PreparedImage }
): Promise<OutlineReply> {
  const prompt = { points: [], box }
  checkPrompt(prompt, manifest)
  const tensors = promptTensors(prompt, image.space)
  const { logits, scores } = await decoder.decode(image.embedding, tensors)
  const index = selectMask(scores, tensors.count)
  const mask = { index, ...image.upsample(candidateLogits(logits, index)) }
  return { mask, score: scores[index] ?? 0 }
}

/**
 * A mask that was forgotten (too long ago, or the engine was restarted) or that is another image's is left out: the
 * points still count.
 */
function previousLogits(
  { previous }: Prompt,
  imageKey: string,
  results: RecentResults
): Float32Array<ArrayBuffer> | undefined {
  const kept = previous && results.get(previous.resultId)
  if (!previous || kept?.imageKey !== imageKey) return undefined
  return candidateLogits(kept.logits, checkIndex(previous.index, kept))
}

function checkIndex(index: number, { logits }: KeptResult): number {
  if (!Number.isInteger(index) || index < 0 || (index + 1) * LOW_RES_AREA > logits.length) {
    throw new EngineError('bad-prompt', `There is no candidate ${index}`, { index })
  }
  return index
}
