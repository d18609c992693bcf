import type { MouseEvent } from 'react'
import { isTyping } from '../../state/keyTargets'

/** As a `ref`: the focus goes there when the element appears, for pages that take each other's place. */
export function focusOnMount(element: HTMLElement | null): void {
  element?.focus()
}

/**
 * For buttons that a mouse presses in passing: the focus stays on the image, so that keys go on working there. Only a
 * text field is left, or the next keys would be typed into it.
 */
export function keepFocus(event: MouseEvent): void {
  event.preventDefault()
  const { activeElement } = document
  if (activeElement instanceof HTMLElement && isTyping(activeElement)) activeElement.blur()
}
