import type { PixelImage } from '../../imaging/pixels'
import { createSession, type FloatTensor, type Session, type SessionOptions } from '../runtime/ort'
import type { Detector, DetectorInfo } from './detector'
import type { Detection, DetectOptions } from './detection'
import type { Limits, ModelFamily, RecognisedModel } from './family'
import { failedModel, notANumber, unknownModel } from '../models/modelErrors'
import { readOnnxFile, type OnnxFile } from '../models/onnx/onnxFile'
import { familyOf, recognise, type RecogniseOptions } from './recognise'

/** A detector or segmenter as its file describes it, without loading it. */
export interface DescribedDetector extends RecognisedModel {
  readonly file: OnnxFile
}

/**
 * Finds out what a detector or segmenter is.
 * @throws EngineError model-missing, model-unreadable, model-too-new, model-data, model-unknown, model-classes
 */
export async function describeDetector(
  path: string,
  options: RecogniseOptions = {}
): Promise<DescribedDetector> {
  const file = await readOnnxFile(path)
  const recognition = recognise(file, options)
  if ('model' in recognition) return { ...recognition.model, file }
  const { inputs, outputs, families } = recognition.unknown
  throw unknownModel(path, inputs, outputs, families)
}

/**
 * Opens a file with a detector or segmenter of any known family.
 * @throws EngineError model-missing, model-unreadable, model-too-new, model-data, model-unknown, model-classes,
 * model-failed, model-out-of-memory
 */
export async function openDetector(
  path: string,
  options: SessionOptions & RecogniseOptions
): Promise<Detector> {
  const described = await describeDetector(path, options)
  const session = await createSession(path, options).catch((error: unknown) => {
    throw failedModel(path, error)
  })
  const { provider, fallback } = session
  const info: DetectorInfo = { ...described, provider, fallback }
  return new OnnxDetector(info, session, familyOf(info.family))
}

class OnnxDetector implements Detector {
  constructor(
    readonly info: DetectorInfo,
    private readonly session: Session,
    private readonly family: ModelFamily
  ) {}

  async run(image: PixelImage, options: DetectOptions = {}): Promise<readonly Detection[]> {
    const { feeds, frame } = this.family.prepare(image, this.info)
    const outputs = await this.outputs(feeds)
    return this.family.read(outputs, this.info, frame, limitsOf(options))
  }

  release(): Promise<void> {
    return this.session.release()
  }

  private async outputs(feeds: Readonly<Record<string, FloatTensor>>): Promise<FloatTensor[]> {
    const { path } = this.info.file
    const results = await this.session.run(feeds, this.info.outputs).catch((error: unknown) => {
      throw failedModel(path, error)
    })
    return this.info.outputs.map((name) => {
      const output = results[name]
      if (!output) throw failedModel(path, `no output ${name}`)
      if (hasNaN(output.data)) throw notANumber(path, name)
      return output
    })
  }
}

function limitsOf({ confidence, iou, agnostic, maxDetections, classes }: DetectOptions): Limits {
  return {
    confidence: confidence ?? 0.25,
    iou: iou ?? 0.7,
    agnostic: agnostic ?? false,
    maxDetections: maxDetections ?? 300,
    classes: classes && new Set(classes)
  }
}

/** A loop, because `some` takes seven times as long, and outputs have millions of numbers. */
function hasNaN(data: Float32Array): boolean {
  for (let i = 0; i < data.length; i++) {
    if (Number.isNaN(data[i])) return true
  }
  return false
}
