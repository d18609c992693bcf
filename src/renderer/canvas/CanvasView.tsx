import type { ReactElement } from 'react'
import type { ImageRow } from '@shared/schema/image'
import type { Problem } from '@shared/schema/problem'
import type { Editor } from '../editor/editor'

export interface CanvasViewProps {
  readonly editor: Editor
  /** Where the pixels of an image are (the image protocol). */
  readonly imageUrl: (image: ImageRow) => string
  /** Images that are likely to be shown next; they are decoded ahead. */
  readonly preload?: readonly ImageRow[]
  readonly onImageProblem?: (image: ImageRow, problem: Problem) => void
}

/** The image with its objects, filling its parent. */
export function CanvasView(_props: CanvasViewProps): ReactElement {
  return <div data-testid="canvas" />
}
