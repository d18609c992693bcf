import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Device } from '@shared/schema/models'
import { decodeImageFile } from '../imaging/decode'
import type { PixelImage } from '../imaging/pixels'
import { readOnnxFile } from '../engine/models/onnx/onnxFile'
import { openDetector } from '../engine/detect/openDetector'
import { promptableRole } from '../engine/prompt/families/role'
import { sessionThreads } from '../engine/runtime/threads'
import { SamPredictor } from '../engine/prompt/predictor'
import { defaultModelDir, openModelOption } from '../library/model'
import { modelInfo } from './modelInfo'
import { userDataDir } from './userData'

/** What `bench --json` prints for a model. */
export interface BenchJson {
  readonly model: string
  readonly task: 'promptable' | 'detect' | 'segment' | 'obb'
  /** The device that the model actually ran on. */
  readonly device: string
  readonly bytes: number
  readonly parameters: number
  /** Milliseconds per image: encoding for a promptable model, the whole run for others; without decoding the file. */
  readonly image_ms: Spread
  /** Milliseconds per point prompt; null for models without prompts. */
  readonly prompt_ms: Spread | null
}

interface Spread {
  readonly min: number
  readonly median: number
}

export interface BenchOptions {
  readonly images: readonly string[]
  /** Runs of each model on each image, after one warm-up run. */
  readonly runs: number
  readonly device?: Device | undefined
}

/** The bundled model, and those of the application's model library. */
export async function modelsAtHand(): Promise<string[]> {
  const library = join(userDataDir(), 'models')
  const entries = await readdir(library, { withFileTypes: true }).catch(() => [])
  const folders = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
  return [defaultModelDir(), ...folders.map(({ name }) => join(library, name)).sort()]
}

/**
 * Measures a model on images.
 * @param words a model folder or its files
 * @throws EngineError model-*, image-*
 */
export async function benchModel(words: string, options: BenchOptions): Promise<BenchJson> {
  const images = await Promise.all(options.images.map((path) => decodeImageFile(path)))
  const detector = await detectorFile(words)
  return detector === undefined
    ? benchPromptable(words, images, options)
    : benchDetector(detector, images, options)
}

/** The file of a model without prompts; undefined for a promptable model. */
async function detectorFile(words: string): Promise<string | undefined> {
  const info = await stat(words).catch(() => undefined)
  if (!info) return undefined
  const names = info.isDirectory()
    ? (await readdir(words)).filter((name) => /\.onnx$/i.test(name)).sort()
    : ['']
  for (const name of names) {
    const file = await readOnnxFile(join(words, name))
    if (promptableRole(file)) return undefined
  }
  return names[0] === undefined ? undefined : join(words, names[0])
}

async function benchDetector(
  path: string,
  images: readonly PixelImage[],
  { runs, device }: BenchOptions
): Promise<BenchJson> {
  const detector = await openDetector(path, { threads: sessionThreads(0), executionProvider: device })
  const { task, file, provider } = detector.info
  const times = await timed(images, runs, (image) => detector.run(image))
  await detector.release()
  const { bytes, parameters } = file
  return {
    model: basename(path),
    task,
    device: provider,
    bytes,
    parameters,
    image_ms: times,
    prompt_ms: null
  }
}

async function benchPromptable(
  words: string,
  images: readonly PixelImage[],
  { runs, device }: BenchOptions
): Promise<BenchJson> {
  const model = await openModelOption(words)
  const predictor = await SamPredictor.load(model, { device })
  const prompts: number[] = []
  const image_ms = await timed(images, runs, async (image) => {
    const { preprocess_ms, encode_ms } = await predictor.setImage(image)
    const points = [{ x: image.width / 2, y: image.height / 2, label: 1 as const }]
    const { predict_ms } = await predictor.predict({ points })
    prompts.push(predict_ms)
    return preprocess_ms + encode_ms
  })
  await predictor.release()
  const { encoderPath, decoderPath } = model.files
  const files = (await Promise.all([encoderPath, decoderPath].map(modelInfo))).flat()
  const sum = (of: 'bytes' | 'parameters'): number => files.reduce((total, file) => total + file[of], 0)
  const about = { model: model.manifest.name, task: 'promptable' as const, device: predictor.device }
  const sizes = { bytes: sum('bytes'), parameters: sum('parameters') }
  return { ...about, ...sizes, image_ms, prompt_ms: spread(prompts.slice(images.length)) }
}

/** @param run returns the milliseconds to count, or anything else to count the whole call */
async function timed(
  images: readonly PixelImage[],
  runs: number,
  run: (image: PixelImage) => Promise<unknown>
): Promise<Spread> {
  const times: number[] = []
  for (let i = 0; i <= runs; i++) {
    for (const image of images) {
      const start = performance.now()
      const result = await run(image)
      const time = typeof result === 'number' ? result : performance.now() - start
      if (i > 0) times.push(time)
    }
  }
  return spread(times)
}

function spread(times: readonly number[]): Spread {
  const sorted = [...times].sort((a, b) => a - b)
  const round = (ms: number | undefined): number => Math.round((ms ?? 0) * 10) / 10
  return { min: round(sorted[0]), median: round(sorted[sorted.length >> 1]) }
}
