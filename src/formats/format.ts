import type { FormatCapabilities, FormatId } from '@shared/schema/formats'
import type { PlannedImage, DatasetWriter } from './writer'
import type { ExportRun, WriteOptions } from './exportRun'
import type { DatasetReader } from './import/reader'
import type { NamePlan } from './names'

/** A dataset format: everything that the import and the export need to know of it. */
export interface DatasetFormat {
  readonly id: FormatId
  readonly capabilities: FormatCapabilities
  /** Null for a format that is only written. */
  readonly reader: DatasetReader | null
  /** Null for a format that is only read. */
  readonly writer: FormatWriter | null
}

/** What a format can do that carries whatever an object has. */
export const carriesAll: FormatCapabilities = {
  outlines: true,
  holes: true,
  parts: true,
  masks: true,
  crowds: true,
  attributes: true,
  scores: true,
  groups: true
}

/** How a format is written. */
export interface FormatWriter {
  /** Where copied images go: such as `images`, or `images/<part>`. */
  readonly imageFolder: (planned: Pick<PlannedImage, 'split'>, options: WriteOptions) => string
  /** What images are called in the dataset. */
  readonly names: (paths: readonly string[], copied: boolean) => NamePlan
  /** Begins a dataset of these images. */
  open(run: ExportRun, images: readonly PlannedImage[]): DatasetWriter
}
