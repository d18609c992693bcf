import { z } from 'zod'
import type { ImageId } from './ids'
import type { Problem } from './problem'

/** An image of the project as the list shows it. */
export interface ImageRow {
  readonly id: ImageId
  /** Relative to the opened folder, with forward slashes. */
  readonly path: string
  /** Pixels after EXIF orientation; null until the file's header was read. */
  readonly width: number | null
  readonly height: number | null
  /** Number of objects on it. */
  readonly objects: number
  /** How many proposals its pool still offers: no objects yet, not dismissed, passing its filters. */
  readonly proposals: number
  /** Why it cannot be shown, or null. */
  readonly problem: Problem | null
  /** Changes when the file does, so that URLs can be cached. */
  readonly version: string
}

/** Whether SAM's embedding of an image is at hand. */
export type EmbeddingState = 'absent' | 'disk' | 'memory' | 'failed'

/** Where the user left an image: zoom, and the image point in the middle of the view. */
export const viewStateSchema = z.object({
  zoom: z.number().positive(),
  centerX: z.number(),
  centerY: z.number()
})
export type ViewState = z.infer<typeof viewStateSchema>
