import type { Annotation } from '@shared/schema/annotation'
import type { FormatId } from '@shared/schema/formats'
import type { ImageId, LabelId } from '@shared/schema/ids'
import type { Label } from '@shared/schema/label'
import type { Extra } from './import/foreign'

/** What a format said that the project has no place for, kept when it was imported, to be written back. */
export interface DatasetExtras {
  /** Of the dataset as a whole. */
  readonly dataset: Extra
  image(id: ImageId): Extra
  label(id: LabelId): Extra
}

/** An image as exporters see it. */
export interface DatasetImage {
  readonly id: ImageId
  /** Relative to the project's folder, with forward slashes. */
  readonly path: string
  /** Pixels after EXIF orientation, as all coordinates are. */
  readonly width: number
  readonly height: number
  /** Number of objects on it. */
  readonly objects: number
}

/**
 * What is exported, whatever the format. The list of images is held in memory; their objects are asked for one image
 * at a time, so that memory stays bounded.
 */
export interface Dataset {
  /** The project's name; the new folder is called after it. */
  readonly name: string
  readonly labels: readonly Label[]
  readonly images: readonly DatasetImage[]
  /** The objects of an image; asked for once. */
  annotations(image: ImageId): readonly Annotation[] | Promise<readonly Annotation[]>
  /** What was imported from a format and is written back to it. */
  extras?(format: FormatId): DatasetExtras
}

/** No extras: for datasets that were not imported. */
export const noExtras: DatasetExtras = { dataset: {}, image: () => ({}), label: () => ({}) }

/** The classes in the order of their pinned ids: the place in it is a YOLO class number. */
export function pinnedOrder(labels: readonly Label[]): readonly Label[] {
  return labels.toSorted((a, b) => a.id - b.id)
}
