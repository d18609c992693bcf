import type { EngineParts } from './parts'
import type { SelfTestResult } from './protocol'
import { readImageFile } from '../../imaging/readFile'

/** Encodes an image and asks for the mask at its centre: past the caches and queues, but through the workers. */
export async function selfTest(parts: EngineParts, path: string): Promise<SelfTestResult> {
  const { manifest, device, init, encoder, decoder } = parts
  const bytes = await readImageFile(path)
  const params = { bytes, pixelLimit: init.pixelLimit, file: path }
  const { width, height, tensors, encode_ms } = await encoder.call('encode', params, {
    transfer: [bytes.buffer]
  })
  const { scores, selected, mask, decode_ms } = await decoder.call('predict', {
    resultId: 'self-test',
    embedding: { key: 'self-test', width, height, tensors },
    prompt: { points: [{ x: width / 2, y: height / 2, label: 1 }] }
  })
  const score = scores[selected] ?? 0
  return { modelId: manifest.id, device, encode_ms, decode_ms, area: mask.area, score }
}
