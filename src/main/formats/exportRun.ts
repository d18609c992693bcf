import type { ExportOptions } from '@shared/schema/export'
import type { Dataset } from './dataset'
import type { ExportFolder } from './exportFolder'
import type { Notes } from './notes'
import type { Pacer } from './pacer'
import type { SelfCheck } from './selfCheck'

/** What a running export shares among its steps. */
export interface ExportRun {
  readonly dataset: Dataset
  readonly options: ExportOptions
  readonly folder: ExportFolder
  readonly notes: Notes
  readonly check: SelfCheck
  readonly pacer: Pacer
  readonly date: Date
  /** Objects written so far. */
  objects: number
  /** Called when the objects of an image are written and checked. */
  imageDone(): void
  /** Called before a file is read again as a whole. */
  checking(): void
}
