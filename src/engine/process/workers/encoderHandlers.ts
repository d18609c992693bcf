import { cropPixels } from '../../../imaging/cropPixels'
import { decodeImage } from '../../../imaging/decode'
import { EngineError } from '@shared/engineError'
import { shareTensors } from '../../embeddings/cache/embedding'
import { loadEncoder } from '../../prompt/families/encoder'
import type { PromptableEncoder } from '../../prompt/families/promptable'
import { commonHandlers } from './common'
import type { EncodeParams, EncodeReply, EncoderCalls } from './messages'
import type { Handlers } from '../../../rpc/rpc'

/** The encoder worker's work: a file's bytes to an embedding in shared memory. */
export function encoderHandlers(exit: () => void): Handlers<EncoderCalls> {
  let encoder: PromptableEncoder | undefined
  return {
    ...commonHandlers(exit),
    async load({ threads, device, ...model }) {
      await encoder?.release()
      encoder = await loadEncoder(model, { threads, executionProvider: device })
      return { provider: encoder.provider, fallback: encoder.fallback }
    },
    encode(params) {
      if (!encoder) throw new EngineError('internal', 'No encoder is loaded')
      return encode(params, encoder)
    }
  }
}

async function encode(params: EncodeParams, encoder: PromptableEncoder): Promise<EncodeReply> {
  const start = performance.now()
  const image = await decodeImage(params.bytes, params)
  const pixels = params.crop ? cropPixels(image, params.crop) : image
  const decode_ms = performance.now() - start
  const { tensors, preprocess_ms, encode_ms } = await encoder.encode(pixels)
  const { width, height } = pixels
  return { width, height, tensors: shareTensors(tensors), decode_ms, preprocess_ms, encode_ms }
}
