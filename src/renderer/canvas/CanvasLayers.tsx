import type Konva from 'konva'
import { memo, type ReactElement, type RefObject } from 'react'
import { Layer, Shape, Stage } from 'react-konva'
import type { Size } from '@shared/geometry/spaces'
import { layerNames, type CanvasPainter, type LayerName } from './canvasPainter'

/** The layers that are mounted, to be told to paint. */
export type LayerRefs = Partial<Record<LayerName, Konva.Layer | null>>

interface CanvasLayersProps {
  readonly size: Size
  readonly layers: RefObject<LayerRefs>
  readonly painter: CanvasPainter
}

/** The canvases, one over the other. To render them again is to paint all of them, so only a new size does. */
export const CanvasLayers = memo(function CanvasLayers(props: CanvasLayersProps): ReactElement {
  const { size, layers, painter } = props
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
            sceneFunc={({ _context: context, canvas }) =>
              painter.paint(name, { context, pixelRatio: canvas.getPixelRatio() })
            }
          />
        </Layer>
      ))}
    </Stage>
  )
})
