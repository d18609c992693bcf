import type { Size } from '@shared/geometry/spaces'
import type { KeyInput, WheelInput } from '../../inputs'
import { digitOf } from './digits'
import { StateNode, type PointerAt } from '../stateNode'
import { sizeOf, stateOf, type ToolContext } from '../toolContext'

/** A prompt is fixed: keys accept, refine and cancel it. What a click does is the tool's. */
export abstract class Prompting extends StateNode {
  readonly id = 'prompting'

  constructor(protected readonly context: ToolContext) {
    super()
  }

  override onKey(input: KeyInput): boolean {
    const { assist } = this.context
    if (input.type !== 'down' || input.ctrl) return false
    switch (input.key) {
      case 'Enter':
        return assist.accept()
      case 'Escape':
        return assist.cancel()
      case 'Backspace':
        return assist.back()
    }
    const index = digitOf(input)
    if (index === null || index < 1 || index > 3) return false
    assist.choose(index)
    return true
  }

  override onWheel(input: WheelInput): boolean {
    return cycleByWheel(this.context, input)
  }

  override onUndo(): boolean {
    return this.context.assist.back()
  }

  override onRedo(): boolean {
    return this.context.assist.forward()
  }
}

/** With Alt the wheel steps through SAM's masks. */
export function cycleByWheel(context: ToolContext, input: WheelInput): boolean {
  if (!input.alt || stateOf(context).assist.phase === 'none') return false
  // Some systems turn the wheel sideways while a modifier is held.
  const delta = input.deltaY === 0 ? input.deltaX : input.deltaY
  if (delta !== 0) context.assist.cycle(delta > 0 ? 1 : -1)
  return true
}

/** Puts a point where the pointer is, if that is in the image: right button or Alt takes away. */
export function addPointAt(context: ToolContext, at: PointerAt): void {
  const { x, y } = at.image
  if (!isInside(at, sizeOf(context))) return
  context.assist.addPoint({ x, y, label: isNegative(at) ? 0 : 1 })
}

/** Whether a click takes away from the object. */
export function isNegative(at: PointerAt): boolean {
  return at.button === 'right' || at.alt
}

/** Whether the pointer is over the image. */
export function isInside(at: PointerAt, { width, height }: Size): boolean {
  const { x, y } = at.image
  return x >= 0 && y >= 0 && x < width && y < height
}
