import { dirname, join, parse, resolve } from 'node:path'
import { chooseClasses } from '@shared/autoAnnotate/chooseClasses'
import type { Device } from '@shared/schema/models'
import type { Shard } from '../shard'
import { UsageError } from '../exits'
import type { LabelFormatName } from './outputFormats'

/** The options of the command. */
export interface AutoAnnotateRequest {
  /** A folder, or one image. */
  readonly data: string
  /** File of the detector or segmenter. */
  readonly detModel: string
  /** By default the masks of a segmenter are used, and boxes are segmented by the bundled model. */
  readonly samModel?: string | undefined
  readonly device?: Device | undefined
  readonly confidence: number
  readonly iou: number
  readonly maxDetections: number
  /** Image pixels. */
  readonly minSize: number
  readonly imageSize?: number | undefined
  /** Comma-separated names or indices; all classes by default. */
  readonly classes?: string | undefined
  readonly outputDir?: string | undefined
  readonly format: LabelFormatName
  readonly shard?: Shard | undefined
  /** Prints one line per image. */
  readonly json: boolean
}

/** The output folder: next to the data by default, like Ultralytics' auto_annotate. */
export function outputFolderOf({ data, outputDir }: Pick<AutoAnnotateRequest, 'data' | 'outputDir'>): string {
  if (outputDir !== undefined) return outputDir
  const path = resolve(data)
  return join(dirname(path), `${parse(path).name}_auto_annotate_labels`)
}

/**
 * The class indices given by `--classes`.
 * @throws UsageError listing the unknown classes
 */
export function requestedClasses(
  text: string | undefined,
  names: readonly string[]
): readonly number[] | undefined {
  if (text === undefined) return undefined
  const { indices, unknown } = chooseClasses(text, names)
  if (unknown.length > 0) {
    const known = names.map((name, i) => `${i} ${name}`).join(', ')
    throw new UsageError(`--classes: unknown class ${unknown.join(', ')}; the model has ${known}`)
  }
  if (indices.length === 0)
    throw new UsageError('--classes: expected class names or indices, such as person,bicycle')
  return indices
}
