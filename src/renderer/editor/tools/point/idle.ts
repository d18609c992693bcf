import type { KeyInput, WheelInput } from '../../inputs'
import { addPointAt, cycleByWheel, isInside, isNegative, promptPointAt } from '../prompt/prompting'
import { StateNode, type PointerAt } from '../stateNode'
import { sizeOf, type ToolContext } from '../toolContext'

/** Before the first click: a preview follows the pointer. */
export class PointIdle extends StateNode {
  readonly id = 'idle'

  constructor(private readonly context: ToolContext) {
    super()
  }

  override onPointerMove(at: PointerAt): void {
    if (isInside(at, sizeOf(this.context))) {
      this.context.assist.follow({ points: [promptPointAt(at, 1)], box: null })
    } else this.context.assist.stopFollowing()
  }

  override onPointerLeave(): void {
    this.context.assist.stopFollowing()
  }

  /** Nothing to take away from yet: the first click adds, or does nothing. */
  override onPointerDown(at: PointerAt): void {
    if (at.button === 'left' && !isNegative(at)) addPointAt(this.context, at)
  }

  /** Held to step through the masks; it must not open a menu. */
  override onKey(input: KeyInput): boolean {
    return input.key === 'Alt'
  }

  override onWheel(input: WheelInput): boolean {
    return cycleByWheel(this.context, input)
  }

  override onRedo(): boolean {
    return this.context.assist.forward()
  }
}
