import type { OnnxFile } from './onnxFile'
import { parseNames, parseNumbers, type Names } from './pythonLiteral'

/** What Ultralytics' exporter writes into its files, as far as it is there. */
export interface UltralyticsMetadata {
  /** 'detect', 'segment', 'obb', 'pose', 'classify'. */
  readonly task: string | undefined
  /** Such as "Ultralytics YOLO11n model trained on coco.yaml". */
  readonly description: string
  readonly names: Names | undefined
  /** Height and width in pixels. */
  readonly imageSize: readonly [height: number, width: number] | undefined
  readonly stride: number | undefined
  /** The boxes come without duplicates: the model is end to end, or suppression is built in. */
  readonly final: boolean
}

/** Reads the metadata; a file without gives undefined and empty texts. */
export function ultralyticsMetadata({ metadata }: OnnxFile): UltralyticsMetadata {
  const names = metadata.get('names')
  const [height, width = height] = parseNumbers(metadata.get('imgsz') ?? '')
  const stride = parseNumbers(metadata.get('stride') ?? '').at(-1)
  return {
    task: metadata.get('task'),
    description: (metadata.get('description') ?? '').trim(),
    names: names === undefined ? undefined : parseNames(names),
    imageSize: height && width ? [height, width] : undefined,
    stride: stride && stride > 0 ? stride : undefined,
    final: metadata.get('end2end') === 'True' || /'nms': True/.test(metadata.get('args') ?? '')
  }
}
