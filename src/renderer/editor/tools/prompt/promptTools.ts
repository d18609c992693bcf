import { type Size, clampToImage } from '@shared/geometry/spaces'
import type { PromptPoint, PromptBox } from '@shared/schema/prompt'
import type { KeyInput, WheelInput } from '../../inputs'
import { StateNode, type PointerAt } from '../stateNode'
import { sizeOf, stateOf, type ToolContext } from '../toolContext'
import type { ToolId } from '../../editorState'
import { Tool } from '../tool'
import { boxFromCorners } from '@shared/geometry/box'
import { DragState } from '../dragState'

/** A prompt is fixed: keys accept, refine and cancel it. What a click does is the tool's. */
abstract class Prompting extends StateNode {
  readonly id = 'prompting'

  constructor(protected readonly context: ToolContext) {
    super()
  }

  override onKey(input: KeyInput): boolean {
    const { assist } = this.context
    // Held for a click that takes away; it must not open a menu.
    if (input.key === 'Alt') return true
    if (input.type !== 'down' || input.ctrl) return false
    switch (input.key) {
      case 'Enter':
        return assist.accept()
      case 'Escape':
        return assist.cancel()
      case 'Backspace':
        return assist.back()
    }
    const digit = digitOf(input)
    if (digit === null || digit < 1 || digit > 3) return false
    assist.chooseDigit(digit)
    return true
  }

  override onWheel(input: WheelInput): boolean {
    return cycleByWheel(this.context, input)
  }

  override onUndo(): boolean {
    return this.context.assist.back()
  }

  /** The history waits until the prompt is done with, so nothing is redone behind it. */
  override onRedo(): boolean {
    this.context.assist.forward()
    return true
  }
}

/** With Alt the wheel steps through SAM's masks. */
function cycleByWheel(context: ToolContext, input: WheelInput): boolean {
  if (!input.alt || stateOf(context).assist.phase === 'none') return false
  // Some systems turn the wheel sideways while a modifier is held.
  const delta = input.deltaY === 0 ? input.deltaX : input.deltaY
  if (delta !== 0) context.assist.cycle(delta > 0 ? 1 : -1)
  return true
}

/** Puts a point where the pointer is, if that is in the image: right button or Alt takes away. */
function addPointAt(context: ToolContext, at: PointerAt): void {
  if (!isInside(at, sizeOf(context))) return
  context.assist.addPoint(promptPointAt(at, isNegative(at) ? 0 : 1))
}

/** The pointer as a point of a prompt. */
function promptPointAt({ image }: PointerAt, label: 0 | 1): PromptPoint {
  return { x: roundForPrompt(image.x), y: roundForPrompt(image.y), label }
}

/**
 * Hundredths of a pixel are more than a model tells apart. Without rounding, zooming at the pointer would make
 * another prompt of the same place.
 */
function roundForPrompt(coordinate: number): number {
  return Math.round(coordinate * 100) / 100
}

/** Whether a click takes away from the object. */
function isNegative(at: PointerAt): boolean {
  return at.button === 'right' || at.alt
}

/** Whether the pointer is over the image. */
function isInside(at: PointerAt, { width, height }: Size): boolean {
  const { x, y } = at.image
  return x >= 0 && y >= 0 && x < width && y < height
}

/** The digit that a key stands for, wherever it is on the keyboard and whatever the layout. */
export function digitOf({ key, code }: Pick<KeyInput, 'key' | 'code'>): number | null {
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1] ?? (/^\d$/.test(key) ? key : undefined)
  return digit === undefined ? null : Number(digit)
}

/** What the point and the box tool share: their state follows whether a prompt is fixed. */
abstract class PromptTool extends Tool {
  /** The state while a prompt is fixed. */
  abstract prompting(): StateNode

  override enter(): void {
    super.enter()
    this.onAssistChange()
  }

  /** From one prompt tool to the other the prompt stays. */
  protected override leave(next: ToolId | null): void {
    if (next !== 'point' && next !== 'box') this.context.assist.cancel()
  }

  override cancel(): void {
    super.cancel()
    this.context.assist.stopFollowing()
  }

  /** The state in which the tool waits for the next click. */
  rest(): StateNode {
    return this.context.assist.fixed ? this.prompting() : this.idle()
  }

  override onAssistChange(): void {
    const { fixed } = this.context.assist
    // A gesture under way comes to rest by itself.
    if (this.child.id === (fixed ? 'idle' : 'prompting')) this.go(this.rest())
  }
}

/** Outlines an object by clicks: left adds, right or Alt takes away. */
export class PointTool extends PromptTool {
  readonly id = 'point'

  idle(): StateNode {
    return new PointIdle(this.context)
  }

  prompting(): StateNode {
    return new PointPrompting(this.context)
  }
}

/** Before the first click: a preview follows the pointer. */
class PointIdle extends StateNode {
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

/** Points are fixed: every click adds one. */
class PointPrompting extends Prompting {
  override onPointerDown(at: PointerAt): void {
    addPointAt(this.context, at)
  }
}

/** Outlines an object by a box around it; clicks afterwards refine the mask. */
export class BoxTool extends PromptTool {
  readonly id = 'box'

  idle(): StateNode {
    return new BoxIdle(this)
  }

  prompting(): StateNode {
    return new BoxPrompting(this)
  }
}

/** Waits for a box. */
class BoxIdle extends StateNode {
  readonly id = 'idle'

  constructor(private readonly tool: PromptTool) {
    super()
  }

  override onPointerDown(at: PointerAt): void {
    if (at.button === 'left') this.tool.go(new BoxDragging(this.tool, at))
  }

  override onRedo(): boolean {
    return this.tool.context.assist.forward()
  }
}

/** A box is fixed: a click refines its mask, a drag draws another box. */
class BoxPrompting extends Prompting {
  constructor(private readonly tool: PromptTool) {
    super(tool.context)
  }

  override onPointerDown(at: PointerAt): void {
    if (at.button === 'left') this.tool.go(new BoxDragging(this.tool, at))
    else addPointAt(this.context, at)
  }
}

/** Draws the box, with a live preview; a mere click is a point, if there is a box to refine. */
class BoxDragging extends DragState {
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
