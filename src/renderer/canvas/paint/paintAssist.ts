import type { EditorState } from '../../editor/editorState'
import { fillPath, inImage, strokeOnLight } from './brushes'
import { labelColor } from './colors'
import { maskPicture } from './shapePictures'

const tintAlpha = { hover: 0.3, fixed: 0.45 } as const

/** SAM's answer to the prompt so far. */
export function paintAssist(context: CanvasRenderingContext2D, state: EditorState): void {
  const { assist, camera, labels, currentLabel, annotations } = state
  if (!camera || assist.phase === 'none') return
  const { phase, mask } = assist
  const picture = mask && maskPicture(mask)
  if (picture) {
    const refined = assist.refining === null ? undefined : annotations.get(assist.refining)
    const color = labelColor(labels, refined?.labelId ?? currentLabel)
    inImage(context, camera, () => {
      const { path } = picture.outline(camera.zoom)
      fillPath(context, path, color, tintAlpha[phase])
      strokeOnLight(context, path, color, phase === 'fixed' ? 2 : 1, camera.zoom)
    })
  }
}
