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
  const { picture } = shown
  const width = image.width ?? picture.width
  const height = image.height ?? picture.height
  inImage(context, camera, () => {
    context.imageSmoothingEnabled = camera.zoom * pixelRatio <= crispFrom
    context.imageSmoothingQuality = 'medium'
    context.drawImage(picture.source, 0, 0, width, height)
  })
  return true
}
