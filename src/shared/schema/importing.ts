import { z } from 'zod'
import type { FormatId } from './formats'

/** Why something of a foreign dataset was not taken over as it stands. The interface has a sentence for each. */
export const itemReasons = [
  // Files
  'file-broken',
  'file-missing',
  'file-too-large',
  'file-refused',
  'path-unsafe',
  // Images
  'image-malformed',
  'image-repeated',
  'image-unknown',
  'image-unmatched',
  'image-ambiguous',
  'size-unknown',
  'size-impossible',
  'size-differs',
  // Classes
  'class-malformed',
  'class-repeated',
  'class-unknown',
  'class-left-out',
  // Objects
  'object-malformed',
  'object-repeated',
  'object-too-large',
  'shape-unsupported',
  'shape-empty',
  'coordinates-odd',
  'coordinates-too-few',
  'coordinates-not-numbers',
  'coordinates-outside',
  'runs-malformed',
  'runs-misfit',
  'field-malformed',
  'field-not-carried'
] as const
export type ItemReason = (typeof itemReasons)[number]

/** What was done about it. */
export type ItemAction =
  'file-left-out' | 'image-left-out' | 'class-left-out' | 'object-left-out' | 'clipped' | 'changed' | 'kept'

/** One thing of a foreign dataset that was not taken over as it stands, and where it is. */
export interface ImportItem {
  readonly reason: ItemReason
  readonly action: ItemAction
  /** The dataset's file, relative to what was chosen, with forward slashes. */
  readonly file: string
  /** From 1; null where the format has no lines worth naming. */
  readonly line: number | null
  /** The image's name as written. */
  readonly image: string | null
  /** The object, class or field, as the dataset names it: an id, or a place such as `#3`. */
  readonly object: string | null
  /** What was found: a value, a field's name, a parser's message. */
  readonly detail: string | null
}

/** How often something happened, and what happened first. */
export interface ItemCount {
  readonly reason: ItemReason
  readonly action: ItemAction
  readonly count: number
}

/** What to do with an image that has objects already. */
export const onExistingSchema = z.enum(['add', 'replace', 'skip'])
export type OnExisting = z.infer<typeof onExistingSchema>

/** What an import brought. */
export interface ImportReport {
  readonly format: FormatId
  /** Images of the dataset, and how many of them were found in the project. */
  readonly images: number
  readonly matched: number
  /** Images that were left alone because they had objects. */
  readonly skipped: number
  readonly objects: number
  /** Objects that made way for imported ones. */
  readonly replaced: number
  /** Names of the classes that were made. */
  readonly newClasses: readonly string[]
  /** What was not taken over as it stands: all of it counted, the first of it named. */
  readonly counts: readonly ItemCount[]
  readonly items: readonly ImportItem[]
  readonly seconds: number
}
