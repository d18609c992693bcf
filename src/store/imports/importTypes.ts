import type { Annotation } from '@shared/schema/annotation'
import type { FormatId } from '@shared/schema/formats'
import type { ImageId } from '@shared/schema/ids'
import type { OnExisting } from '@shared/schema/importing'
import type { Label } from '@shared/schema/label'

/** Fields of a foreign format that the project has no place for, as JSON text; null when there are none. */
export type ExtraText = string | null

/** What an extra is of. */
export type ExtraOwner = 'dataset' | `image:${number}` | `label:${number}`

/** The objects that an image gets. */
export interface ImportedImage {
  readonly image: ImageId
  readonly objects: readonly Annotation[]
  readonly extra: ExtraText
}

/** An import: its classes first, then one image after the other. */
export interface ImportRequest {
  readonly format: FormatId
  /** Classes to be made, with numbers that are free; may grow while the images are gathered. */
  readonly labels: readonly Label[]
  /** What the format said of classes, by their numbers, complete when all images are gathered; and of the dataset. */
  readonly labelExtras: ReadonlyMap<number, string>
  readonly extra: ExtraText
  readonly onExisting: OnExisting
  /** Each image once. */
  readonly images: AsyncIterable<ImportedImage>
  /** Ends the import with its reason, up to the moment when it is decided. */
  readonly signal: AbortSignal
}

/** What an import did. */
export interface ImportResult {
  /** Its number, to take it back by. */
  readonly import: number
  readonly images: readonly ImageId[]
  /** Images that were left alone because they have objects. */
  readonly skipped: number
  readonly objects: number
  readonly replaced: number
}

/** What taking an import back, or doing it again, changed. */
export interface ImportStep {
  readonly import: number
  readonly images: readonly ImageId[]
  /** Images that were edited since, on which it was not done again. */
  readonly left: number
}

/** An import that can be taken back or done again. */
export interface ImportEntry {
  readonly import: number
  readonly format: FormatId
  readonly images: number
  readonly objects: number
}
