import { z } from 'zod'
import type { FormatId } from './formats'
import { labelIdSchema, type LabelId } from './ids'

/** Why something of a foreign dataset was not taken over as it stands. The interface has a sentence for each. */
export type ItemReason =
  // Files
  | 'file-broken'
  | 'file-missing'
  | 'file-too-large'
  | 'file-refused'
  | 'path-unsafe'
  // Images
  | 'image-malformed'
  | 'image-repeated'
  | 'image-unknown'
  | 'image-unmatched'
  | 'image-ambiguous'
  | 'size-unknown'
  | 'size-impossible'
  | 'size-differs'
  // Classes
  | 'class-malformed'
  | 'class-repeated'
  | 'class-unknown'
  | 'class-left-out'
  // Objects
  | 'object-malformed'
  | 'object-repeated'
  | 'object-too-large'
  | 'shape-unsupported'
  | 'shape-empty'
  | 'coordinates-odd'
  | 'coordinates-too-few'
  | 'coordinates-not-numbers'
  | 'coordinates-outside'
  | 'runs-malformed'
  | 'runs-misfit'
  | 'field-malformed'
  | 'field-not-carried'

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

/** What becomes of a foreign class: one of the project's, a new one of its name, or nothing. */
export const classMapSchema = z.record(
  z.string(),
  z.union([labelIdSchema, z.literal('create'), z.literal('ignore')])
)
export type ClassMap = z.infer<typeof classMapSchema>

/** How the project's images are found: in the folder that the dataset says, or by their names in any folder. */
export const imageMatchSchema = z.enum(['path', 'name'])
export type ImageMatch = z.infer<typeof imageMatchSchema>

/** A format that a dataset may have; certainty 0 to 1. */
export interface FormatCandidate {
  readonly id: FormatId
  readonly certainty: number
}

/** How the images of a dataset were found in the project. */
export interface MatchCounts {
  readonly matched: number
  /** Of these, those that have objects already. */
  readonly withObjects: number
  readonly unmatched: number
  readonly ambiguous: number
  /** The first names of each. */
  readonly unmatchedNames: readonly string[]
  readonly ambiguousNames: readonly string[]
}

/** A dataset that was looked through, before anything is imported. */
export interface ImportPreview {
  readonly format: FormatId
  /** The formats that it may have, the most likely first. */
  readonly candidates: readonly FormatCandidate[]
  readonly images: number
  readonly match: Readonly<Record<ImageMatch, MatchCounts>>
  readonly objects: number
  /** Declared classes in their order, then those that objects name besides. */
  readonly classes: readonly {
    readonly name: string
    readonly count: number
    /** The project's class of that name, or null when there is none. */
    readonly suggestedLabel: LabelId | null
  }[]
  /** What the project has no place for. */
  readonly cannotCarry: readonly ItemCount[]
  /** All that would not be taken over as it stands: counted, and the first of it named. */
  readonly counts: readonly ItemCount[]
  readonly items: readonly ImportItem[]
}

/** A part of what an import did not take over as it stands. */
export interface ItemPage {
  readonly offset: number
  readonly items: readonly ImportItem[]
  /** Items that are named; more may have been counted. */
  readonly named: number
}

/** An import that was made, with its number in the project, to take it back by. */
export interface ImportOutcome extends ImportReport {
  readonly import: number
}

/** An import that can be taken back or done again. */
interface ImportEntry {
  readonly import: number
  readonly format: FormatId
  readonly images: number
  readonly objects: number
}

/** The import that undo would take back, and the one that redo would do again. */
export interface ImportHistory {
  readonly undo: ImportEntry | null
  readonly redo: ImportEntry | null
}

/** What taking an import back, or doing it again, changed. */
export interface ImportStepReport {
  readonly images: number
  /** Images that were edited since, on which it was not done again. */
  readonly left: number
  readonly history: ImportHistory
}
