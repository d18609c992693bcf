import { removeVertex } from '@shared/geometry/vertices'
import { gripAt } from '../../objects/handles'
import type { PointerAt } from '../stateNode'
import type { Tool } from '../tool'
import { stateOf } from '../toolContext'
import { DraggingEdge } from './draggingEdge'
import { DraggingVertex } from './draggingVertex'
import { Resizing } from './resizing'

/** Begins the gesture of the control under the pointer, if there is one. Alt takes a vertex out. */
export function beginGrip(tool: Tool, at: PointerAt): boolean {
  const grip = gripAt(stateOf(tool.context), at.view, at.image)
  if (!grip) return false
  switch (grip.kind) {
    case 'handle':
      tool.go(new Resizing(tool, at, grip.handle, grip.box))
      break
    case 'edge':
      tool.go(new DraggingEdge(tool, at, grip))
      break
    case 'vertex': {
      if (!at.alt) {
        tool.go(new DraggingVertex(tool, at, grip.target, grip.ref))
        break
      }
      const parts = removeVertex(grip.target.shape.parts, grip.ref)
      if (parts) {
        tool.context
          .document()
          ?.edit('edit-vertices', [{ ...grip.target, shape: { kind: 'polygon', parts } }])
      }
    }
  }
  return true
}
