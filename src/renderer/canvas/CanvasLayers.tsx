import type Konva from 'konva'
import { memo, type ReactElement, type RefObject } from 'react'
import { Layer, Shape, Stage } from 'react-konva'
import type { Size } from '@shared/geometry/spaces'
import type { Editor } from '../editor/editor'
import { layerNames, type CanvasPainter, type LayerName } from './canvasPainter'
import { OverlayNodes } from './overlay/OverlayNodes'

/** The layers that are mounted, to be told to paint. */
export type LayerRefs = Partial<Record<LayerName, Konva.Layer | null>>

interface CanvasLayersProps {
  readonly editor: Editor
  readonly size: Size
  readonly layers: RefObject<LayerRefs>
  readonly painter: CanvasPainter
}

/** The canvases, one over the other. To render them again is to paint all of them, so only a new size does. */
export const CanvasLayers = memo(function CanvasLayers(props: CanvasLayersProps): ReactElement {
  const { editor, size, layers, painter } = props
  return (
    <Stage width={size.width} height={size.height} listening={false} style={{ pointerEvents: 'none' }}>
      {layerNames.map((name) => (
        <Layer
          key={name}
          listening={false}
          ref={(layer: Konva.Layer | null) => {
            layers.current[name] = layer
          }}
        >
          <Shape
            listening={false}
            sceneFunc={({ canvas }, shape) => {
              const context = shape.getLayer()?.getNativeCanvasElement().getContext('2d')
              if (context) painter.paint(name, { context, pixelRatio: canvas.getPixelRatio() })
            }}
          />
          {name === 'overlay' && <OverlayNodes editor={editor} />}
        </Layer>
      ))}
    </Stage>
  )
})
