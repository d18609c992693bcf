import type { PixelImage } from '../../imaging/pixels'
import type { FloatTensor } from '../runtime/ort'
import type { Detection, DetectOptions } from './detection'
import type { OnnxFile } from '../models/onnx/onnxFile'

export type ModelTask = 'detect' | 'segment' | 'obb'

/** The families of models that find objects by themselves. */
export type FamilyId =
  | 'yolov5'
  | 'yolov5-seg'
  | 'yolov8'
  | 'yolo-end-to-end'
  | 'yolo-seg'
  | 'fastsam'
  | 'yolo-obb'
  | 'yolox'
  | 'rt-detr'
  | 'rf-detr'
  | 'rf-detr-seg'

/** Where class names come from: the file, the caller, the family, the COCO data set by their number, or nowhere ("class 3"). */
export type NamesSource = 'metadata' | 'given' | 'family' | 'coco' | 'numbers'

/** The image input of a model: [1, 3, height, width]. */
export interface ModelInput {
  readonly name: string
  /** 'float32' or 'float16'. */
  readonly type: string
  /** Pixels. For a dynamic input the size that is used where nothing else is asked for. */
  readonly width: number
  readonly height: number
  /** Takes any multiple of the stride. */
  readonly dynamic: boolean
}

/** What a file was recognised as: plain data, shown before a model is added. */
export interface RecognisedModel {
  readonly family: FamilyId
  /** How people call the family. */
  readonly familyName: string
  /** The file's own description, where it has one. */
  readonly description: string
  readonly task: ModelTask
  readonly classNames: readonly string[]
  readonly namesFrom: NamesSource
  readonly input: ModelInput
  readonly stride: number
  /** Which of the family's forms of output it has. */
  readonly layout: string
  /** The outputs that are read, in the order of the family. */
  readonly outputs: readonly string[]
}

/** What a family finds in a file; the rest is the same for all. */
export interface FamilyMatch {
  readonly task: ModelTask
  /** How many classes the outputs tell apart; undefined when the file does not say. */
  readonly classes: number | undefined
  readonly layout: string
  readonly outputs: readonly string[]
  /** What the classes are called where neither the file nor the caller says it. */
  readonly names?: readonly string[]
}

/** How an image lies in the input: `input = image × scale + pad`, in pixels. */
export interface Frame {
  readonly imageWidth: number
  readonly imageHeight: number
  readonly inputWidth: number
  readonly inputHeight: number
  readonly scaleX: number
  readonly scaleY: number
  readonly padX: number
  readonly padY: number
}

/** What a model is fed with, and how the image lies in it. */
export interface Prepared {
  readonly feeds: Readonly<Record<string, FloatTensor>>
  readonly frame: Frame
}

/** What is asked of a model, complete. */
export type Limits = Required<Omit<DetectOptions, 'classes'>> & {
  readonly classes: ReadonlySet<number> | undefined
}

/** One family: how its files are told from others, fed, and read. */
export interface ModelFamily {
  readonly id: FamilyId
  readonly name: string
  /** By the metadata of Ultralytics exports first, otherwise by inputs and outputs; undefined for other families. */
  match(file: OnnxFile, input: ModelInput): FamilyMatch | undefined
  /** The image as the family's reference implementation prepares it. */
  prepare(image: PixelImage, model: RecognisedModel): Prepared
  /** @param outputs in the order of `model.outputs`, with the shapes that the family documents. */
  read(outputs: readonly FloatTensor[], model: RecognisedModel, frame: Frame, limits: Limits): Detection[]
}
