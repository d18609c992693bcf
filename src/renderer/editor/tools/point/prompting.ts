import { addPointAt, Prompting } from '../prompt/prompting'
import type { PointerAt } from '../stateNode'

/** Points are fixed: every click adds one. */
export class PointPrompting extends Prompting {
  override onPointerDown(at: PointerAt): void {
    addPointAt(this.context, at)
  }
}
