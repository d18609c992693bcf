import type { Annotation } from '@shared/schema/annotation'
import type { DatasetImage } from './dataset'
import type { SplitName } from './split'

/**
 * A dataset being written. What is written is read back at once and compared (`run.check`); what the format cannot
 * carry is noted (`run.notes`).
 */
export interface DatasetWriter {
  /** Before the first image. */
  begin(): Promise<void>
  /** An image with its objects, cut off at the image; images come split by split, each in the order of paths. */
  image(planned: PlannedImage, objects: readonly Annotation[]): Promise<void>
  /** After the last image; gives the files and folders (`labels/`) that a person should know of. */
  end(): Promise<readonly string[]>
  /** Lets go of files, also after a failure. */
  close(): Promise<void>
}

/** An image with its place in the dataset. */
export interface PlannedImage {
  readonly image: DatasetImage
  /** Path below the folder of images; for YOLO without its ending also that of the label file. */
  readonly name: string
  readonly split: SplitName
}
