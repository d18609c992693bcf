import type { ViewPoint } from '@shared/geometry/spaces'

/** The keys held during an input; Cmd counts as `ctrl` on macOS. */
export interface Modifiers {
  readonly alt: boolean
  readonly ctrl: boolean
  readonly shift: boolean
}

export type PointerButton = 'left' | 'middle' | 'right'

/** A pointer event as plain data: where, in CSS pixels of the canvas, and which button went down or up. */
export interface PointerInput extends Modifiers {
  readonly point: ViewPoint
  /** Null while moving. */
  readonly button: PointerButton | null
}

/** A turn of the wheel or a pinch (which browsers report as a wheel with `ctrl`), in CSS pixels. */
export interface WheelInput extends Modifiers {
  readonly point: ViewPoint
  readonly deltaX: number
  readonly deltaY: number
}

/** A key going down or up; the fields are those of KeyboardEvent. */
export interface KeyInput extends Modifiers {
  readonly type: 'down' | 'up'
  /** What the key means in the user's layout: 'Enter', 'a', 'ф'. */
  readonly key: string
  /** Where the key is: 'KeyA', 'Digit1'. */
  readonly code: string
  readonly repeat: boolean
}

/** No modifier held. */
export const noModifiers: Modifiers = { alt: false, ctrl: false, shift: false }
