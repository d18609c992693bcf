import type { Size } from '@shared/geometry/spaces'
import type { ImportItem } from '@shared/schema/importing'
import type { CooperativeYielder } from '../cooperativeYielder'
import type { ForeignDataset } from './foreign'
import type { ReadLimits } from './limits'

/**
 * The files of a foreign dataset, and all that readers see of the disk: a path that is not in the list cannot be
 * read. Paths are relative to what the user chose, with forward slashes.
 */
export interface SourceFiles {
  /** Every file, sorted. */
  readonly paths: readonly string[]
  /** The file that the user chose, when it was a file and not a folder. */
  readonly chosen: string | null
  has(path: string): boolean
  /**
   * The file that a path means which may be written otherwise than on the disk: as it is written, else the only one
   * that is the same but for its Unicode normal form, or but for case. Null for none, or more than one.
   */
  find(path: string): string | null
  /** In bytes. */
  size(path: string): Promise<number>
  /** The bytes from one place to another, which must be inside the file. */
  slice(path: string, start: number, end: number): Promise<Uint8Array>
  /** The whole file piece by piece. */
  chunks(path: string): AsyncIterable<Uint8Array>
}

/** No files: for reading back what a writer has just made of an image. */
export const noFiles: Pick<SourceFiles, 'has' | 'find'> = { has: () => false, find: () => null }

/** What a reader is given beside the files. */
export interface ReadContext {
  readonly limits: ReadLimits
  /** Pauses and cancels: to be asked for each object or file. */
  readonly pacer: CooperativeYielder
  /** Told about what is not taken over as it stands. */
  report(item: ImportItem): void
  /** Told how much has been read, in whatever unit the reader counts. */
  progress(done: number, total: number): void
  /**
   * Pixels of an image after EXIF orientation, for formats that do not say them: by its name as the dataset writes
   * it, and by its own file in the dataset where it is there. Null when it is not known.
   */
  sizeOf(name: string, path: string | null): Promise<Size | null>
}

/** How sure a reader is that the files are its own: 0 not at all, 1 certain. */
export type Confidence = number

/** Reads a format. */
export interface DatasetReader {
  /** Looks at names, and at the beginning of a few files. */
  detect(source: SourceFiles): Promise<Confidence>
  /**
   * Opens a dataset. A single thing that is wrong is reported, left out or mended; only when the whole cannot be
   * understood does it throw.
   * @throws ProblemError 'dataset-broken' or 'cancelled'
   */
  open(source: SourceFiles, context: ReadContext): Promise<ForeignDataset>
}
