import { Button, Group } from '@mantine/core'
import { memo, useEffect, useState, type ReactElement } from 'react'
import { problemText } from '@shared/i18n'
import { imageUrl } from '../../api/imageUrls'
import { CanvasView } from '../../canvas/CanvasView'
import { ImageLoader } from '../../canvas/image/imageLoader'
import type { Editor } from '../../editor/editor'
import { useApp, useEditorState, useProject, useSession, useText } from '../../state/context'
import { loadPicturesAhead } from '../../state/picturesAhead'
import { EmptyState } from '../common/EmptyState'
import { IconPhoto, IconPhotoOff, IconFolderOpen } from '../common/icons'
import classes from './stage.module.css'
import type { ActionId } from '@shared/actions/actionTable'
import { runAction } from '../../state/appActions'

/** The canvas, or a word on why there is none. */
export function Stage({ editor }: { readonly editor: Editor }): ReactElement {
  const t = useText()
  const { client, notifier } = useApp()
  const current = useSession((state) => state.current)
  const failure = useSession((state) => state.failure)
  const row = useProject((state) => (current === null ? undefined : state.byId.get(current)))
  const empty = useProject((state) => state.images.length === 0)
  const scanned = useProject((state) => state.scan?.finished === true)
  // Main knows better than the page why a file cannot be decoded, but may find it out a moment later.
  const problem = row?.problem ?? failure
  if (problem !== null)
    return (
      <EmptyState
        icon={IconPhotoOff}
        title={t('canvas.unreadable')}
        text={problemText(t, problem)}
        testId="image-unreadable"
      >
        {problem.kind === 'image-decoding-failed' && current !== null && (
          <Button
            variant="light"
            onClick={() => {
              client.call('image.retry', { image: current }).catch((error: unknown) => notifier.error(error))
            }}
            data-testid="image-retry"
          >
            {t('common.retry')}
          </Button>
        )}
      </EmptyState>
    )
  if (current !== null) return <CanvasRegion editor={editor} />
  if (empty && scanned) return <EmptyFolder />
  return (
    <EmptyState
      icon={IconPhoto}
      title={t('canvas.noImage')}
      text={t('canvas.noImageHint')}
      testId="no-image"
    />
  )
}

/** A new image gets the keys, unless the user is somewhere else already. */
function focusIfFree(element: HTMLElement | null): void {
  if (document.activeElement === document.body) element?.focus({ preventScroll: true })
}

/** What is drawn while all objects are hidden would be missed. */
function HiddenObjects({ editor }: { readonly editor: Editor }): ReactElement | null {
  const t = useText()
  const visible = useEditorState((state) => state.objectsVisible)
  if (visible) return null
  return (
    <div className={classes.hidden} role="status" data-testid="objects-hidden">
      {t('canvas.objectsHidden')}
      <Button size="compact-xs" variant="light" onClick={() => editor.look.setObjectsVisible(true)}>
        {t('objects.show')}
      </Button>
    </div>
  )
}

/** Nothing of the list is read here: to render the canvas again takes longer than to paint it. */
const CanvasRegion = memo(function CanvasRegion({ editor }: { readonly editor: Editor }): ReactElement {
  const t = useText()
  const { session, stores } = useApp()
  const [images] = useState(() => new ImageLoader())
  useEffect(
    () => loadPicturesAhead(stores, { load: (row) => images.load(imageUrl(row), row), idle }),
    [stores, images]
  )
  return (
    <div
      className={classes.canvas}
      ref={focusIfFree}
      data-canvas-region
      data-focus-region
      tabIndex={0}
      role="application"
      aria-label={t('canvas.region')}
      onContextMenu={(event) => {
        // In the tools that prompt SAM the right button takes away.
        if (editor.state.path === 'select.idle')
          stores.ui.openMenu({ x: event.clientX, y: event.clientY, origin: event.currentTarget })
      }}
    >
      <HiddenObjects editor={editor} />
      <CanvasView
        editor={editor}
        imageUrl={imageUrl}
        images={images}
        onImageProblem={(image, problem) => session.imageFailed(image, problem)}
      />
    </div>
  )
})

/** When the browser has painted what there is to paint, or a second later. */
function idle(): Promise<void> {
  return new Promise((resolve) => requestIdleCallback(() => resolve(), { timeout: 1000 }))
}

/** The folder holds no image: which folder it is, and what can be done. */
function EmptyFolder(): ReactElement {
  const t = useText()
  const app = useApp()
  const location = useProject((state) => state.project?.location ?? '')
  const button = (id: ActionId): ReactElement => (
    <Button variant="default" onClick={() => runAction(app, id)}>
      {t(`actions.${id}`)}
    </Button>
  )
  return (
    <EmptyState
      icon={IconFolderOpen}
      title={t('images.emptyFolder')}
      text={`${location}\n${t('images.emptyFolderHint')}`}
      testId="empty-folder"
    >
      <Group>
        {button('file.rescan')}
        {button('file.openFolder')}
      </Group>
    </EmptyState>
  )
}
