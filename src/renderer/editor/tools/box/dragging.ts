import { boxFromCorners } from '@shared/geometry/box'
import { clampToImage } from '@shared/geometry/spaces'
import type { PromptBox } from '@shared/schema/prompt'
import type { WheelInput } from '../../inputs'
import { DragState } from '../dragState'
import { addPointAt, cycleByWheel, roundForPrompt } from '../prompt/prompting'
import type { PromptTool } from '../prompt/promptTool'
import type { PointerAt } from '../stateNode'
import { sizeOf } from '../toolContext'

/** Draws the box, with a live preview; a mere click is a point, if there is a box to refine. */
export class BoxDragging extends DragState {
  readonly id = 'dragging'

  constructor(
    private readonly tool: PromptTool,
    origin: PointerAt
  ) {
    super(origin)
  }

  override onExit(): void {
    this.tool.context.assist.stopFollowing()
  }

  override onWheel(input: WheelInput): boolean {
    return cycleByWheel(this.tool.context, input)
  }

  protected drag(at: PointerAt): void {
    const box = this.#box(at)
    if (box) this.tool.context.assist.follow({ points: [], box })
    else this.tool.context.assist.stopFollowing()
  }

  protected drop(at: PointerAt): void {
    const box = this.#box(at)
    if (box) this.tool.context.assist.setBox(box)
    this.tool.go(this.tool.rest())
  }

  protected click(): void {
    const { assist } = this.tool.context
    // The press is what counts: where it was, and which keys were held.
    if (assist.fixed) addPointAt(this.tool.context, this.origin)
    this.tool.go(this.tool.rest())
  }

  protected abandon(): void {
    this.tool.go(this.tool.rest())
  }

  /** The box inside the image, or null while it has no area to speak of. */
  #box(at: PointerAt): PromptBox | null {
    const size = sizeOf(this.tool.context)
    const box = boxFromCorners(clampToImage(this.origin.image, size), clampToImage(at.image, size))
    if (box.width < 1 || box.height < 1) return null
    const [left, top] = [roundForPrompt(box.x), roundForPrompt(box.y)]
    return [left, top, roundForPrompt(box.x + box.width), roundForPrompt(box.y + box.height)]
  }
}
