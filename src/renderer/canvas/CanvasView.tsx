import { useCallback, useEffect, useRef, useState, type ReactElement } from 'react'
import type { Size } from '@shared/geometry/spaces'
import type { ImageRow } from '@shared/schema/image'
import type { Problem } from '@shared/schema/problem'
import type { Editor } from '../editor/editor'
import type { Display } from '../editor/editorState'
import { CanvasLayers, type LayerRefs } from './CanvasLayers'
import { CanvasPainter } from './canvasPainter'
import type { ImageLoader } from './image/imageLoader'
import { useShownImage } from './image/useShownImage'
import { PaintMarks } from './paintMarks'
import { attachPointer } from './pointerEvents'

export interface CanvasViewProps {
  readonly editor: Editor
  /** Where the pixels of an image are (the image protocol); keep the function, a new one loads anew. */
  readonly imageUrl: (image: ImageRow) => string
  readonly onImageProblem?: (image: ImageRow, problem: Problem) => void
  /** Who decodes. */
  readonly images: ImageLoader
}

/**
 * The image with its objects, filling its parent. React renders it once per size; everything else is painted from
 * the editor's state, layer by layer, when what that layer shows has changed.
 */
export function CanvasView(props: CanvasViewProps): ReactElement {
  const { editor, imageUrl, images, onImageProblem } = props
  const [element, setElement] = useState<HTMLDivElement | null>(null)
  const layers = useRef<LayerRefs>({})
  const marks = useRef<PaintMarks | null>(null)

  const latest = useRef(editor)
  const shown = useShownImage({
    loader: images,
    store: editor.store,
    imageUrl,
    onProblem: (image, problem) => onImageProblem?.(image, problem),
    onChange: useCallback(() => layers.current.image?.batchDraw(), [])
  })
  const [painter] = useState(
    () =>
      new CanvasPainter({
        state: () => latest.current.state,
        pointer: () => latest.current.pointerState,
        shown: () => shown.current,
        marks: () => marks.current,
        repaint: (name) => layers.current[name]?.batchDraw()
      })
  )
  const size = useSize(element)

  useEffect(() => {
    latest.current = editor
    editor.camera.setViewSize(size)
    for (const layer of Object.values(layers.current)) layer?.batchDraw()
  }, [editor, size])

  useEffect(() => {
    const end = editor.store.subscribe((state, before) => {
      const draw = painter.isAwaited(state, before) ? 'draw' : 'batchDraw'
      for (const name of painter.follow(state, before)) layers.current[name]?.[draw]()
    })
    const endPointer = editor.pointerStore.subscribe((state, before) => {
      if (painter.followPointer(state, before)) layers.current.overlay?.batchDraw()
    })
    return () => {
      end()
      endPointer()
      painter.dispose()
    }
  }, [editor, painter])

  useEffect(() => {
    const follow = (): void =>
      showDisplay(layers.current.image?.getNativeCanvasElement(), editor.state.display)
    follow()
    return editor.store.subscribe((state, before) => {
      if (state.display !== before.display) follow()
    })
  }, [editor, element])

  useEffect(() => {
    if (!element) return
    marks.current = new PaintMarks(element)
    const showCursor = (): void => {
      element.style.cursor = editor.state.cursor
    }
    showCursor()
    const ends = [attachPointer(element, editor), editor.store.subscribe(showCursor)]
    return () => {
      for (const end of ends) end()
    }
  }, [element, editor])

  return (
    <div
      ref={setElement}
      data-testid="canvas"
      style={{ position: 'absolute', inset: 0, touchAction: 'none' }}
    >
      <CanvasLayers editor={editor} size={size} layers={layers} painter={painter} />
    </div>
  )
}

/** The browser filters the finished layer, which costs less than filtering each paint of a large photograph. */
function showDisplay(layer: HTMLCanvasElement | undefined, { brightness, contrast }: Display): void {
  if (!layer) return
  layer.style.filter =
    brightness === 1 && contrast === 1 ? '' : `brightness(${brightness}) contrast(${contrast})`
}

/** The size of an element in whole CSS pixels, as it changes. */
function useSize(element: HTMLElement | null): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 })
  useEffect(() => {
    if (!element) return
    const measure = (): void => {
      const { clientWidth: width, clientHeight: height } = element
      setSize((old) => (old.width === width && old.height === height ? old : { width, height }))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [element])
  return size
}
