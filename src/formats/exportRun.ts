import type { ExportOptions, Split } from '@shared/schema/exporting'
import type { FormatId } from '@shared/schema/formats'
import type { Dataset } from './dataset'
import type { ExportFolder } from './exportFolder'
import type { Notes } from './notes'
import type { CooperativeYielder } from './cooperativeYielder'
import type { SelfCheck } from './selfCheck'
import type { SplitName } from './split'

/** What is asked of an export; options that a format does not know have no effect on it. */
export interface WriteOptions {
  readonly format: FormatId
  /** COCO: every shape as runs. */
  readonly rle: boolean
  readonly images: 'all' | 'labelled'
  readonly split: Split | null
  /** The part of each path, where it was decided otherwise than by `split`. */
  readonly parts?: ReadonlyMap<string, SplitName>
  readonly copyImages: boolean
  /** Images come in as links, as far as the disk knows them. */
  readonly linkImages?: boolean
  /** Polygons made of masks may leave them by this many image pixels; 0 or absent: they follow every pixel. */
  readonly tolerance?: number
  /** Mask PNGs: one of classes, one of instances, or one file for each object. */
  readonly masks?: ExportOptions['masks']
}

/** Whether the images are divided, by whatever way. */
export function isSplit({ split, parts }: WriteOptions): boolean {
  return split !== null || parts !== undefined
}

/** What a running export shares among its steps. */
export interface ExportRun {
  readonly dataset: Dataset
  readonly options: WriteOptions
  readonly folder: ExportFolder
  readonly notes: Notes
  readonly check: SelfCheck
  readonly pacer: CooperativeYielder
  readonly date: Date
  /** Objects written so far. */
  objects: number
  /** Called before a file is read again as a whole. */
  checking(): void
}
