import type { EditorState } from '../../editor/editorState'
import type { ShownImage } from '../image/useShownImage'
import { inImage } from './brushes'

/** Enlarged by more than this, device pixels considered, an image pixel is shown as a square. */
const crispFrom = 2

/** The photograph. Whether it was there to be painted. */
export function paintImage(
  context: CanvasRenderingContext2D,
  { camera, image }: EditorState,
  shown: ShownImage | null,
  pixelRatio: number
): boolean {
  if (!camera || !image || shown?.id !== image.id) return false
  const { naturalWidth, naturalHeight } = shown.element
  const width = image.width ?? naturalWidth
  const height = image.height ?? naturalHeight
  inImage(context, camera, () => {
    context.imageSmoothingEnabled = camera.zoom * pixelRatio <= crispFrom
    context.imageSmoothingQuality = 'medium'
    context.drawImage(shown.element, 0, 0, width, height)
  })
  return true
}
