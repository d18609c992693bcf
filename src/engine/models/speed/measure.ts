import { performance } from 'node:perf_hooks'
import type { Device, Speed } from '@shared/schema/models'
import { ProblemError } from '@shared/schema/problem'
import { decodeImageFile } from '../../../imaging/decode'
import type { PixelImage } from '../../../imaging/pixels'
import { verifyModel } from '../verify'
import { failedModel, notANumber } from '../modelErrors'
import { openDetector } from '../../detect/openDetector'
import { loadEncoder } from '../../prompt/families/encoder'
import { createSession, listedProviders, type SessionOptions } from '../../runtime/ort'
import { sessionThreads } from '../../runtime/threads'
import { inputSpec } from '../../prompt/inputSpec'
import { modelSpace } from '../../prompt/modelSpace'
import { promptTensors } from '../../prompt/prompt'
import { loadPromptDecoder } from '../../prompt/promptDecoder'
import { deviceReason } from '../loading'
import type { MeasureRequest, MeasureResults } from './request'

type RunRequest = Extract<MeasureRequest, { kind: 'run' }>

/** Answers a request; blocks its thread. @throws EngineError, ProblemError device-replaced */
export async function measure(request: MeasureRequest): Promise<MeasureResults[MeasureRequest['kind']]> {
  switch (request.kind) {
    case 'list':
      return listedProviders()
    case 'start': {
      const { device, model } = request
      const session = await createSession(model, { threads: 1, executionProvider: device })
      requireDevice(device, session)
      await session.release()
      return null
    }
    case 'run':
      return request.task === 'promptable' ? promptableSpeed(request) : otherSpeed(request)
  }
}

async function promptableSpeed({ model: folder, ...request }: RunRequest): Promise<Speed> {
  const { device, image: path, budgetMs } = request
  const model = await verifyModel(folder)
  const options = optionsOf(request)
  const [image, begun] = [await decodeImageFile(path), performance.now()]
  const encoder = await loadEncoder(model, options).catch((error: unknown) => {
    throw failedModel(model.files.encoderPath, error)
  })
  const decoder = await loadPromptDecoder(model, options).catch((error: unknown) => {
    throw failedModel(model.files.decoderPath, error)
  })
  const loadMs = performance.now() - begun
  requireDevice(device, encoder)
  requireDevice(device, decoder)
  const { tensors } = await encoder.encode(image)
  const space = modelSpace(image.width, image.height, inputSpec(model.manifest).space)
  const middle = { x: image.width / 2, y: image.height / 2, label: 1 } as const
  const prompt = promptTensors({ points: [middle] }, space)
  const { scores, logits } = await decoder.decode(tensors, prompt)
  if (scores.some(Number.isNaN) || logits.some(Number.isNaN)) {
    throw notANumber(model.files.decoderPath, 'masks')
  }
  const runMs = await median(budgetMs / 2, () => encoder.encode(image))
  const promptMs = await median(budgetMs / 2, () => decoder.decode(tensors, prompt))
  return { device, loadMs, runMs, promptMs, threads: options.threads }
}

async function otherSpeed({ model: path, ...request }: RunRequest): Promise<Speed> {
  const { device, image: imagePath, budgetMs } = request
  const options = optionsOf(request)
  const [image, begun]: [PixelImage, number] = [await decodeImageFile(imagePath), performance.now()]
  const detector = await openDetector(path, options)
  const loadMs = performance.now() - begun
  requireDevice(device, detector.info)
  // The first run is slower, and finds out whether the model works at all.
  await detector.run(image)
  const runMs = await median(budgetMs, () => detector.run(image))
  return { device, loadMs, runMs, promptMs: null, threads: options.threads }
}

function optionsOf({ device, threads }: Pick<RunRequest, 'device' | 'threads'>): SessionOptions & {
  readonly threads: number
} {
  return { threads: sessionThreads(threads), executionProvider: device }
}

/** Milliseconds of one run, the middle of as many as fit into the budget; always at least one. */
async function median(budgetMs: number, run: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  const end = performance.now() + budgetMs
  do {
    const start = performance.now()
    await run()
    times.push(performance.now() - start)
  } while (performance.now() < end)
  const sorted = times.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

/** Here a device that does not start is a failure, not a reason to use the processor. */
function requireDevice(
  device: Device,
  { provider, fallback }: { readonly provider: string; readonly fallback?: string | undefined }
): void {
  if (provider === device && fallback === undefined) return
  const says = (fallback ?? provider).replace(`${device}: `, '')
  throw new ProblemError('device-replaced', `The model does not run on ${device}: ${says}`, {
    ...{ device, reason: deviceReason(says) }
  })
}
