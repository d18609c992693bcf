import type { Problem } from '@shared/schema/problem'
import type { ImageBytes } from '../app/protocol'

/** Work for the image worker. */
export interface ImageTask {
  readonly id: number
  readonly kind: 'thumbnail' | 'displayable'
  readonly path: string
  /** Images with more pixels are refused before they are decoded. */
  readonly pixelLimit: number
}

export type ImageAnswer =
  | { readonly id: number; readonly ok: true; readonly image: ImageBytes }
  | { readonly id: number; readonly ok: false; readonly problem: Problem }
