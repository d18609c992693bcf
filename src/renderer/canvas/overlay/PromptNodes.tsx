import type { ReactElement } from 'react'
import { Circle, Group, Rect } from 'react-konva'
import { imagePoint, toView, type Camera } from '@shared/geometry/spaces'
import type { PromptBox, PromptPoint } from '@shared/schema/prompt'
import { useStore } from 'zustand'
import type { Editor } from '../../editor/editor'
import { marks } from '../paint/colors'

interface PromptProps {
  readonly camera: Camera
  readonly points: readonly PromptPoint[]
  readonly box: PromptBox | null
}

/** The points and the box that SAM is asked with; pale those that were accepted while their answer is awaited. */
export function PromptNodes({ editor }: { readonly editor: Editor }): ReactElement | null {
  const camera = useStore(editor.store, (state) => state.camera)
  const { accepting, phase, points, box } = useStore(editor.store, (state) => state.assist)
  if (!camera) return null
  return (
    <>
      {accepting && (
        <Group opacity={0.5}>
          <Prompt camera={camera} points={accepting.points} box={accepting.box} />
        </Group>
      )}
      {/* While hovering, the point is where the pointer is anyway. */}
      {phase !== 'none' && <Prompt camera={camera} points={phase === 'fixed' ? points : []} box={box} />}
    </>
  )
}

function Prompt({ camera, points, box }: PromptProps): ReactElement {
  return (
    <>
      {box && <Box camera={camera} box={box} />}
      {points.map((point, index) => (
        <Point key={index} camera={camera} point={point} />
      ))}
    </>
  )
}

function Box({ camera, box: [left, top, right, bottom] }: { camera: Camera; box: PromptBox }): ReactElement {
  const rect = {
    ...toView(camera, imagePoint(left, top)),
    width: (right - left) * camera.zoom,
    height: (bottom - top) * camera.zoom,
    strokeWidth: 1.5,
    perfectDrawEnabled: false
  }
  return (
    <>
      <Rect {...rect} name="prompt-box" stroke={marks.dark} />
      <Rect {...rect} stroke={marks.light} dash={[6, 4]} />
    </>
  )
}

/** Green with a plus, or red with a minus, so that colour is not all that tells them apart. */
function Point({ camera, point }: { camera: Camera; point: PromptPoint }): ReactElement {
  const { x, y } = toView(camera, imagePoint(point.x, point.y))
  const adds = point.label === 1
  return (
    <Group name="prompt-point" x={x} y={y}>
      <Circle
        radius={6.5}
        fill={adds ? marks.add : marks.negativePoint}
        stroke={marks.light}
        strokeWidth={1.5}
        perfectDrawEnabled={false}
      />
      <Rect name="minus" x={-3.5} y={-0.75} width={7} height={1.5} fill={marks.light} />
      {adds && <Rect name="plus" x={-0.75} y={-3.5} width={1.5} height={7} fill={marks.light} />}
    </Group>
  )
}
