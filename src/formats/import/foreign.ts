import type { Size } from '@shared/geometry/spaces'
import type { AnnotationSource } from '@shared/schema/annotation'
import type { Shape } from '@shared/schema/shape'

/** A value of JSON, as unknown fields hold it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** Fields that the project has no place for, by name; they are kept so that an export can write them back. */
export type Extra = Readonly<Record<string, Json>>

/** A class that a dataset declares. */
export interface ForeignClass {
  readonly name: string
  /** The number that the dataset gives it, from 0, or null. */
  readonly number: number | null
  /** `#rrggbb`, or null where the format has no colours. */
  readonly color: string | null
  readonly extra: Extra
}

/** Where something stands: the file relative to the dataset, and the line from 1. */
interface Place {
  readonly file: string
  readonly line: number | null
}

/** An object of a foreign image. */
export interface ForeignObject extends Place {
  /** As the dataset names it: an id, or its place such as `#3`, from 1. */
  readonly id: string
  readonly className: string
  /** Image pixels, inside the image where its size is known; masks have the image's size. */
  readonly shape: Shape
  readonly iscrowd: boolean
  /** 0 to 1, or null for a person's work. */
  readonly score: number | null
  /** 'import', unless the dataset was written by this application and says more. */
  readonly source: AnnotationSource
  /** Objects of an image with the same text belong together. */
  readonly group: string | null
  readonly attributes: Readonly<Record<string, string | number | boolean>>
  readonly extra: Extra
}

/** An image of a foreign dataset with its objects: nothing is held of the others. */
export interface ForeignImage extends Place {
  /** Its name as the dataset writes it, with forward slashes; may have folders. */
  readonly name: string
  /** Pixels, as far as the dataset says them. */
  readonly size: Size | null
  /** The image's own file in the dataset, where it is there. */
  readonly path: string | null
  /** The part of a split that it belongs to, such as `train`. */
  readonly split: string | null
  readonly objects: readonly ForeignObject[]
  readonly extra: Extra
}

/** A foreign dataset that was opened. */
export interface ForeignDataset {
  /** The classes that it declares; objects may name others. */
  readonly classes: readonly ForeignClass[]
  /** What it says of itself. */
  readonly extra: Extra
  /** Number of images, where it is known before reading them. */
  readonly imageCount: number | null
  /** Image by image; may be gone through more than once, and then reports the same items again. */
  images(): AsyncIterable<ForeignImage>
}

/** An object with nothing but what every format says. */
export function foreignObject(
  fields: Pick<ForeignObject, 'id' | 'file' | 'line' | 'className' | 'shape'> & Partial<ForeignObject>
): ForeignObject {
  return {
    iscrowd: false,
    score: null,
    source: 'import',
    group: null,
    attributes: {},
    extra: {},
    ...fields
  }
}

/** An image with nothing but what every format says. */
export function foreignImage(
  fields: Pick<ForeignImage, 'name' | 'file' | 'objects'> & Partial<ForeignImage>
): ForeignImage {
  return { line: null, size: null, path: null, split: null, extra: {}, ...fields }
}
