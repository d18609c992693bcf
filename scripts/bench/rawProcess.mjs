// The bare model: runs the ONNX files in a process of its own, once for each message, and answers with milliseconds.
// Nothing of the application is in here, so that what it adds is what the ratios show.
import '../lib/telemetry.mjs'
import { InferenceSession, Tensor } from 'onnxruntime-node'

/** As src/engine/runtime/ort.ts creates them. */
const settings = (threads) => ({
  executionProviders: ['cpu'],
  intraOpNumThreads: threads,
  interOpNumThreads: 1,
  enableMemPattern: false,
  logSeverityLevel: 3,
  // Otherwise the threads of one session, which wait for more by spinning, slow the next one down.
  extra: { session: { intra_op: { spin_duration_us: '1000' } } }
})

/** Numbers like those of normalised photographs and of embeddings; the time does not depend on them. */
function noise(...dims) {
  const data = new Float32Array(dims.reduce((product, size) => product * size, 1))
  let seed = 1
  for (let i = 0; i < data.length; i++) {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
    data[i] = seed / 2 ** 31 - 1
  }
  return new Tensor('float32', data, dims)
}

const floats = (values, dims = [values.length]) => new Tensor('float32', Float32Array.from(values), dims)

const embedding = noise(1, 256, 64, 64)
const picture = noise(1, 3, 1024, 1024)
const noMask = floats(new Float32Array(256 * 256), [1, 1, 256, 256])

/** A click is a point and the padding point; a box is two points. Both are two points to the decoder. */
const prompts = {
  point: { coords: [400, 300, 0, 0], labels: [1, -1] },
  box: { coords: [200, 150, 700, 500], labels: [2, 3] }
}

function decoderFeeds({ prompt, size }) {
  const { coords, labels } = prompts[prompt]
  return {
    image_embeddings: embedding,
    point_coords: floats(coords, [1, 2, 2]),
    point_labels: floats(labels, [1, 2]),
    mask_input: noMask,
    has_mask_input: floats([0]),
    ...(size && { orig_im_size: floats([size.height, size.width]) })
  }
}

const sessions = {}

const handlers = {
  async load({ files, threads }) {
    for (const [name, file] of Object.entries(files))
      sessions[name] = await InferenceSession.create(file, settings(threads))
  },
  encoder: () => time(sessions.encoder, { input: picture }),
  decoder: (prompt) => time(sessions.decoder, decoderFeeds(prompt)),
  official: (prompt) => time(sessions.official, decoderFeeds(prompt)),
  async detector({ file, threads }) {
    sessions[file] ??= await InferenceSession.create(file, settings(threads))
    return time(sessions[file], detectorFeeds(sessions[file]))
  }
}

/** An image of the size that the file wants, 640 × 640 where it takes any. */
function detectorFeeds({ inputMetadata: [input] }) {
  const dims = input.shape.map((size, i) =>
    typeof size === 'number' && size > 0 ? size : [1, 3, 640, 640][i]
  )
  return { [input.name]: noise(...dims) }
}

async function time(session, feeds) {
  const start = performance.now()
  await session.run(feeds)
  return performance.now() - start
}

process.on('message', async ({ what, params }) => {
  try {
    process.send({ result: await handlers[what](params) })
  } catch (error) {
    process.send({ error: String(error?.stack ?? error) })
  }
})
process.on('disconnect', () => process.exit())
