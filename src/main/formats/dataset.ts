import type { Annotation } from '@shared/schema/annotation'
import type { ImageId } from '@shared/schema/ids'
import type { Label } from '@shared/schema/label'

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
}

/** The classes in the order of their pinned ids: the place in it is a YOLO class number. */
export function pinnedOrder(labels: readonly Label[]): readonly Label[] {
  return labels.toSorted((a, b) => a.id - b.id)
}
