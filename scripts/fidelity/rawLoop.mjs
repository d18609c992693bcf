import os from 'node:os'
import '../lib/telemetry.mjs'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { inRoot } from '../lib/paths.mjs'

const RUNS = 40

/**
 * The plain loop that whole-image segmentation is compared with: the whole decoder in one session with all threads.
 * @returns a function that runs it for a while and gives the milliseconds of one decode
 */
export async function rawDecoder() {
  const settings = { intraOpNumThreads: os.availableParallelism(), interOpNumThreads: 1 }
  const session = await InferenceSession.create(inRoot('resources/models/mobile-sam/decoder.onnx'), settings)
  const floats = (values, dims) => new Tensor('float32', Float32Array.from(values), dims)
  const feeds = {
    image_embeddings: floats({ length: 256 * 64 * 64 }, [1, 256, 64, 64]),
    point_coords: floats([400, 300, 0, 0], [1, 2, 2]),
    point_labels: floats([1, -1], [1, 2]),
    mask_input: floats(new Float32Array(65536), [1, 1, 256, 256]),
    has_mask_input: floats([0], [1])
  }
  for (let i = 0; i < 65536 * 16; i++) feeds.image_embeddings.data[i] = Math.sin(i)
  await session.run(feeds)
  return async () => {
    const start = performance.now()
    for (let i = 0; i < RUNS; i++) await session.run(feeds)
    return (performance.now() - start) / RUNS
  }
}
