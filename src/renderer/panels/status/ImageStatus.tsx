import type { ReactElement } from 'react'
import { toImage } from '@shared/geometry/spaces'
import { useEditorState, usePointer, useSession, useText } from '../../state/context'
import classes from './status.module.css'

/** Pointer, size and zoom, in pixels of the image. */
export function ImageStatus(): ReactElement | null {
  const t = useText()
  const image = useEditorState((state) => state.image)
  const zoom = useEditorState((state) => state.camera?.zoom ?? null)
  const opening = useSession((state) => state.opening)
  const notice = opening && (
    <span className={classes.opening} role="status">
      {t('canvas.opening')}
    </span>
  )
  if (image === null) return notice || null
  const { width, height } = image
  return (
    <>
      <PointerPosition />
      {width !== null && height !== null && (
        <span title={t('status.sizeLabel')} data-testid="status-size">
          {t('status.size', { width, height })}
        </span>
      )}
      {notice}
      {zoom !== null && (
        <span title={t('status.zoomLabel')} data-testid="status-zoom">
          {t('status.zoom', { percent: zoom < 0.1 ? (zoom * 100).toFixed(1) : Math.round(zoom * 100) })}
        </span>
      )}
    </>
  )
}

function PointerPosition(): ReactElement {
  const t = useText()
  const pointer = usePointer((state) => state.pointer)
  const camera = useEditorState((state) => state.camera)
  const image = useEditorState((state) => state.image)
  const at = pointer === null || camera === null ? null : toImage(camera, pointer)
  const inside =
    at !== null && at.x >= 0 && at.y >= 0 && at.x < (image?.width ?? 0) && at.y < (image?.height ?? 0)
  return (
    <span className={classes.pointer} title={t('status.pointerLabel')} data-testid="status-pointer">
      {inside ? t('status.pointer', { x: Math.floor(at.x), y: Math.floor(at.y) }) : ''}
    </span>
  )
}
