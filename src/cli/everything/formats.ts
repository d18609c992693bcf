import type { EverythingJson } from './resultJson'
import { cocoFormat } from './formats/coco'
import { jsonFormat } from './formats/json'
import { pngFormat } from './formats/png'
import { yoloFormat } from './formats/yoloSeg'

/** A file of a result: its name below the output folder, and what is in it. */
export interface OutputFile {
  readonly name: string
  readonly content: string | Uint8Array
}

/** A result and what it is called. */
export interface NamedResult {
  readonly result: EverythingJson
  /** The image's name in its folder. */
  readonly name: string
  /** The file to open. */
  readonly path: string
  /** The name of its results, without an ending. */
  readonly stem: string
}

/** How results are written to a folder. */
export interface OutputFormat {
  /** The files of one image. */
  files(image: NamedResult): OutputFile[] | Promise<OutputFile[]>
  /** The file that holds all images together, from the files of each. */
  readonly gather?: {
    readonly name: string
    /** @param files the content of each image's (only) file. */
    text(files: AsyncIterable<string>): AsyncIterable<string>
  }
}

/** The values of `--format`. */
export const outputFormats = {
  json: jsonFormat,
  coco: cocoFormat,
  'yolo-seg': yoloFormat,
  png: pngFormat
} as const satisfies Record<string, OutputFormat>

export type OutputFormatName = keyof typeof outputFormats
