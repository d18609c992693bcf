import type { Size } from '@shared/geometry/spaces'
import type { PromptPoint } from '@shared/schema/prompt'
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
export function cycleByWheel(context: ToolContext, input: WheelInput): boolean {
  if (!input.alt || stateOf(context).assist.phase === 'none') return false
  // Some systems turn the wheel sideways while a modifier is held.
  const delta = input.deltaY === 0 ? input.deltaX : input.deltaY
  if (delta !== 0) context.assist.cycle(delta > 0 ? 1 : -1)
  return true
}

/** Puts a point where the pointer is, if that is in the image: right button or Alt takes away. */
export function addPointAt(context: ToolContext, at: PointerAt): void {
  if (!isInside(at, sizeOf(context))) return
  context.assist.addPoint(promptPointAt(at, isNegative(at) ? 0 : 1))
}

/** The pointer as a point of a prompt. */
export function promptPointAt({ image }: PointerAt, label: 0 | 1): PromptPoint {
  return { x: roundForPrompt(image.x), y: roundForPrompt(image.y), label }
}

/**
 * Hundredths of a pixel are more than a model tells apart. Without rounding, zooming at the pointer would make
 * another prompt of the same place.
 */
export function roundForPrompt(coordinate: number): number {
  return Math.round(coordinate * 100) / 100
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
