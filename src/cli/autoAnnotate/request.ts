import { dirname, join, parse, resolve } from 'node:path'
import { chooseClasses } from '@shared/autoAnnotate/chooseClasses'
import type { Device } from '@shared/schema/models'
import type { Shard } from '../shard'
import { UsageError } from '../usageError'
import type { LabelFormatName } from './formats'

/** What the command was asked for. */
export interface AutoAnnotateRequest {
  /** A folder, or one image. */
  readonly data: string
  /** A detector's or segmenter's file. */
  readonly detModel: string
  /** Left out, a segmenter's masks are taken, and boxes are outlined by the model that comes with the program. */
  readonly samModel?: string | undefined
  readonly device?: Device | undefined
  readonly confidence: number
  readonly iou: number
  readonly maxDetections: number
  /** Image pixels. */
  readonly minSize: number
  readonly imageSize?: number | undefined
  /** Names or numbers with commas between them; all classes when it is left out. */
  readonly classes?: string | undefined
  readonly outputDir?: string | undefined
  readonly format: LabelFormatName
  readonly shard?: Shard | undefined
  /** Prints a line for each image. */
  readonly json: boolean
}

/** The folder of the results: beside the data, as Ultralytics' auto_annotate has it. */
export function outputFolderOf({ data, outputDir }: Pick<AutoAnnotateRequest, 'data' | 'outputDir'>): string {
  if (outputDir !== undefined) return outputDir
  const path = resolve(data)
  return join(dirname(path), `${parse(path).name}_auto_annotate_labels`)
}

/**
 * The classes that `--classes` names.
 * @throws UsageError with the words that are no class of the model
 */
export function requestedClasses(
  text: string | undefined,
  names: readonly string[]
): readonly number[] | undefined {
  if (text === undefined) return undefined
  const { indices, unknown } = chooseClasses(text, names)
  if (unknown.length > 0) {
    const known = names.map((name, i) => `${i} ${name}`).join(', ')
    throw new UsageError(`--classes: the model does not know ${unknown.join(', ')}; it knows ${known}`)
  }
  if (indices.length === 0)
    throw new UsageError('--classes: expected names or numbers, such as person,bicycle')
  return indices
}
