import type { EverythingJson } from './resultJson'

/** A result file: path relative to the output folder, and content. */
export interface OutputFile {
  readonly name: string
  readonly content: string | Uint8Array
}

/** A result and its names. */
export interface NamedResult {
  readonly result: EverythingJson
  /** Path of the image relative to its folder. */
  readonly name: string
  /** The file to open. */
  readonly path: string
  /** Path of its results, without an extension. */
  readonly stem: string
}

/** How results are written to a folder. */
export interface OutputFormat {
  /** The files of one image. */
  files(image: NamedResult): OutputFile[] | Promise<OutputFile[]>
  /** The file that combines all images, built from the files of each. */
  readonly gather?: {
    readonly name: string
    /** @param files the content of the (only) file of each image */
    text(files: AsyncIterable<string>): AsyncIterable<string>
  }
}
