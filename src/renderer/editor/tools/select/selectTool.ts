import { Tool } from '../tool'
import type { StateNode } from '../stateNode'
import { SelectIdle } from './idle'

/** Selects, moves and resizes objects, and edits the vertices of polygons. */
export class SelectTool extends Tool {
  readonly id = 'select'

  idle(): StateNode {
    return new SelectIdle(this)
  }
}
