import { cropPixels } from '../image/cropPixels'
import { decodeImage } from '../image/decode'
import { EngineError } from '../errors'
import { loadEncoder, type ImageEncoder } from '../sam/encoder'
import { inputSpec } from '../sam/inputSpec'
import { preprocess, type InputSpec } from '../sam/preprocess'
import { commonHandlers } from './common'
import type { EncodeParams, EncodeReply, EncoderCalls, Handlers } from './messages'

/** The encoder worker's work: a file's bytes to an embedding in shared memory. */
export function encoderHandlers(exit: () => void): Handlers<EncoderCalls> {
  let loaded: { readonly encoder: ImageEncoder; readonly spec: InputSpec } | undefined
  return {
    ...commonHandlers(exit),
    async load({ path, manifest, threads }) {
      await loaded?.encoder.release()
      const encoder = await loadEncoder(path, manifest, { threads })
      loaded = { encoder, spec: inputSpec(manifest) }
      return { provider: encoder.provider }
    },
    encode(params) {
      if (!loaded) throw new EngineError('internal', 'No encoder is loaded')
      return encode(params, loaded.encoder, loaded.spec)
    }
  }
}

async function encode(params: EncodeParams, encoder: ImageEncoder, spec: InputSpec): Promise<EncodeReply> {
  const start = performance.now()
  const image = await decodeImage(params.bytes, params)
  const pixels = params.crop ? cropPixels(image, params.crop) : image
  const decoded = performance.now()
  const { tensor } = preprocess(pixels, spec)
  const prepared = performance.now()
  const embedding = await encoder.encode(tensor)
  const data = new Float32Array(new SharedArrayBuffer(embedding.data.byteLength))
  data.set(embedding.data)
  return {
    width: pixels.width,
    height: pixels.height,
    data,
    decode_ms: decoded - start,
    preprocess_ms: prepared - decoded,
    encode_ms: performance.now() - prepared
  }
}
