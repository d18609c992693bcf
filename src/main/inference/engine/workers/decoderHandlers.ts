import type { Embedding } from '../cache/embedding'
import { EngineError } from '../errors'
import { decoderFiles } from '../model/decoderFiles'
import type { Prompt } from '../protocol'
import type { FloatTensor } from '../runtime/ort'
import { loadPromptDecoder, type PromptDecoder } from '../sam/promptDecoder'
import { modelSpace, type ModelSpace } from '../sam/modelSpace'
import { maskUpsampler, type MaskUpsampler } from '../sam/postprocess'
import { promptTensors } from '../sam/prompt'
import { candidateLogits, candidateMask, RecentResults } from '../sam/results'
import { selectMask } from '../sam/select'
import { commonHandlers } from './common'
import type { DecodeParams, DecodeReply, DecoderCalls, Handlers } from './messages'

/** The image that the last prompt was about, made ready for the next one. */
interface PreparedImage {
  readonly key: string
  readonly space: ModelSpace
  readonly upsample: MaskUpsampler
  /** A copy: the run-time takes no shared memory ("Invalid argument" from onnxruntime-node 1.30). */
  readonly embedding: FloatTensor
}

/** The decoder worker's work: an embedding and a prompt to a mask. */
export function decoderHandlers(exit: () => void): Handlers<DecoderCalls> {
  let loaded: { readonly decoder: PromptDecoder; readonly inputSize: number } | undefined
  let image: PreparedImage | undefined
  const results = new RecentResults()
  const show = (embedding: Embedding): { readonly decoder: PromptDecoder; readonly image: PreparedImage } => {
    if (!loaded) throw new EngineError('internal', 'No decoder is loaded')
    image = image?.key === embedding.key ? image : prepareImage(embedding, loaded.inputSize)
    return { decoder: loaded.decoder, image }
  }
  return {
    ...commonHandlers(exit),
    async load({ path, manifest, threads }) {
      await loaded?.decoder.release()
      const decoder = await loadPromptDecoder(decoderFiles(path, manifest), manifest, { threads })
      loaded = { decoder, inputSize: manifest.inputSize }
      return { provider: decoder.provider }
    },
    async prepare({ embedding }) {
      const { decoder, image } = show(embedding)
      await decoder.prepare(image.embedding)
      return undefined
    },
    predict(params) {
      const { decoder, image } = show(params.embedding)
      return predict(params, image, decoder, results)
    },
    candidate({ resultId, index }) {
      const kept = results.get(resultId)
      if (!kept) throw new EngineError('bad-prompt', 'This result is no longer kept', { resultId })
      return Promise.resolve(candidateMask(kept, checkIndex(index)))
    }
  }
}

function prepareImage(embedding: Embedding, inputSize: number): PreparedImage {
  const space = modelSpace(embedding.width, embedding.height, inputSize)
  return {
    key: embedding.key,
    space,
    upsample: maskUpsampler(space),
    embedding: { data: new Float32Array(embedding.data), dims: [1, 256, 64, 64] }
  }
}

async function predict(
  { prompt, resultId }: DecodeParams,
  image: PreparedImage,
  decoder: PromptDecoder,
  results: RecentResults
): Promise<DecodeReply> {
  const start = performance.now()
  const previous = previousLogits(prompt, image.key, results)
  const tensors = promptTensors(prompt, image.space)
  const { logits, scores } = await decoder.decode(image.embedding, tensors, previous)
  const decoded = performance.now()
  const kept = { imageKey: image.key, logits, upsample: image.upsample }
  results.add(resultId, kept)
  const selected = selectMask(scores, tensors.count)
  const mask = candidateMask(kept, selected)
  return {
    scores: [scores[0] ?? 0, scores[1] ?? 0, scores[2] ?? 0, scores[3] ?? 0],
    selected,
    mask,
    refined: previous !== undefined,
    decode_ms: decoded - start,
    mask_ms: performance.now() - decoded
  }
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
  return candidateLogits(kept.logits, checkIndex(previous.index))
}

function checkIndex(index: number): number {
  if (!Number.isInteger(index) || index < 0 || index > 3) {
    throw new EngineError('bad-prompt', `There is no candidate ${index}`, { index })
  }
  return index
}
