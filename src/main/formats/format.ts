import type { Size } from '@shared/geometry/spaces'
import type { FormatCapabilities, FormatId } from '@shared/schema/formats'
import type { Shape } from '@shared/schema/shape'
import type { PlannedImage } from './exportPlan'
import type { ExportRun, WriteOptions } from './exportRun'
import type { DatasetReader } from './import/reader'
import type { NamePlan } from './names'
import type { DatasetWriter } from './writer'

/** A dataset format: everything that the import and the export need to know of it. */
export interface DatasetFormat {
  readonly id: FormatId
  readonly capabilities: FormatCapabilities
  /** Null for a format that is only written. */
  readonly reader: DatasetReader | null
  /** Null for a format that is only read. */
  readonly writer: FormatWriter | null
}

/** How a format is written. */
export interface FormatWriter {
  /** Where copied images go: such as `images`, or `images/<part>`. */
  readonly imageFolder: (planned: Pick<PlannedImage, 'split'>, options: WriteOptions) => string
  /** What images are called in the dataset. */
  readonly names: (paths: readonly string[], copied: boolean) => NamePlan
  /** IoU of an object and what was read back of it: what the self-check holds the format to. */
  readonly iou: (written: Shape, found: Shape, size: Size) => number
  /** Begins a dataset of these images. */
  open(run: ExportRun, images: readonly PlannedImage[]): DatasetWriter
}
