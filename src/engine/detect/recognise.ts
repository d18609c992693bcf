import { cocoNames } from './cocoNames'
import { fastSam } from './families/fastSam'
import { rfDetr } from './families/rfDetr'
import { rfDetrSeg } from './families/rfDetrSeg'
import { rtDetr } from './families/rtDetr'
import { yoloObb } from './families/yoloObb'
import { yoloSeg } from './families/yoloSeg'
import { yolov5, yolov5Seg } from './families/yolov5'
import { yolov8, yoloEndToEnd } from './families/yolov8'
import { yolox } from './families/yolox'
import type { FamilyId, FamilyMatch, ModelFamily, ModelInput, NamesSource, RecognisedModel } from './family'
import { ultralyticsMetadata, type UltralyticsMetadata } from '../models/onnx/metadata'
import { wrongClasses } from '../models/modelErrors'
import type { OnnxFile } from '../models/onnx/onnxFile'
import type { OnnxValue } from '../models/onnx/onnxGraph'

/** In the order in which they are tried: what is told by more comes first. */
const families: readonly ModelFamily[] = [
  fastSam,
  yolov5Seg,
  yoloSeg,
  yoloObb,
  yoloEndToEnd,
  yolov5,
  yolox,
  yolov8,
  rtDetr,
  rfDetr,
  rfDetrSeg
]

/** What people call the families of detectors and segmenters. */
export const familyNames: readonly string[] = families.map(({ name }) => name)

/** A model that fits none: what a person needs to find out why. */
interface UnknownModel {
  /** As `name float32[1, 3, 640, 640]`. */
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  /** Names of the families that were tried. */
  readonly families: readonly string[]
}

/** What the caller knows better than the file. */
export interface RecogniseOptions {
  /** Instead of the names in the file. */
  readonly classNames?: readonly string[] | undefined
  /** Side of the square input in pixels where the input is dynamic; brought up to a multiple of the stride. */
  readonly imageSize?: number | undefined
}

export type Recognition = { readonly model: RecognisedModel } | { readonly unknown: UnknownModel }

/** The size that most models are trained for, and the stride of their coarsest grid. */
const USUAL_SIZE = 640
const USUAL_STRIDE = 32

/**
 * Finds out what a model is, from the metadata of Ultralytics exports or from its inputs and outputs.
 * @throws EngineError model-classes when there are more or fewer names than classes
 */
export function recognise(file: OnnxFile, options: RecogniseOptions = {}): Recognition {
  const metadata = ultralyticsMetadata(file)
  const input = imageInput(file, metadata, options.imageSize)
  for (const family of input ? families : []) {
    const match = input && family.match(file, input)
    if (!match) continue
    const { task, layout, outputs } = match
    const { id, name } = family
    const names = classNames(file, match, metadata, options.classNames)
    return {
      model: {
        ...{ family: id, familyName: name, description: metadata.description, task, layout, outputs, input },
        ...{ classNames: names.list, namesFrom: names.from, stride: metadata.stride ?? USUAL_STRIDE }
      }
    }
  }
  return {
    unknown: {
      inputs: file.inputs.map(describeValue),
      outputs: file.outputs.map(describeValue),
      families: familyNames
    }
  }
}

/** The family of a recognised model. */
export function familyOf(id: FamilyId): ModelFamily {
  const family = families.find((candidate) => candidate.id === id)
  if (!family) throw new RangeError(`No family ${id}`)
  return family
}

/** An input or output in words: `images float32[1, 3, 640, 640]`; what the file does not fix is a name or "?". */
export function describeValue({ name, type, shape }: OnnxValue): string {
  return `${name} ${type}[${shape.map((size) => (size === '' ? '?' : size)).join(', ')}]`
}

/** The one input of colour images, channels first; undefined when there is none. */
function imageInput(
  { inputs }: OnnxFile,
  metadata: UltralyticsMetadata,
  imageSize: number | undefined
): ModelInput | undefined {
  const [image] = inputs.filter(({ shape }) => shape.length === 4)
  if (!image || (image.type !== 'float32' && image.type !== 'float16')) return undefined
  const [batch, channels, height, width] = image.shape
  if (batch !== 1 && typeof batch !== 'string') return undefined
  if (channels !== 3 && typeof channels !== 'string') return undefined
  const stride = metadata.stride ?? USUAL_STRIDE
  const asked = imageSize && Math.ceil(imageSize / stride) * stride
  const [usualHeight, usualWidth] = metadata.imageSize ?? [USUAL_SIZE, USUAL_SIZE]
  return {
    name: image.name,
    type: image.type,
    width: typeof width === 'number' ? width : (asked ?? usualWidth),
    height: typeof height === 'number' ? height : (asked ?? usualHeight),
    dynamic: typeof width === 'string' && typeof height === 'string'
  }
}

function classNames(
  file: OnnxFile,
  match: FamilyMatch,
  { names }: UltralyticsMetadata,
  given: readonly string[] | undefined
): { list: readonly string[]; from: NamesSource } {
  const count = match.classes
  if (given) {
    if (count !== undefined && given.length !== count) throw wrongClasses(file.path, given.length, count)
    return { list: given, from: 'given' }
  }
  if (names && names.size > 0) {
    if (count !== undefined && names.size !== count) throw wrongClasses(file.path, names.size, count)
    const last = Math.max(...names.keys())
    return {
      list: Array.from({ length: last + 1 }, (_, i) => names.get(i) ?? `class ${i}`),
      from: 'metadata'
    }
  }
  if (match.names) return { list: match.names, from: 'family' }
  const coco = cocoNames(count)
  if (coco) return { list: coco, from: 'coco' }
  return { list: Array.from({ length: count ?? 0 }, (_, i) => `class ${i}`), from: 'numbers' }
}
