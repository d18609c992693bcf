const textInputs = new Set(['text', 'search', 'number', 'password', 'email', 'url', 'tel', 'color', ''])

/** Whether keys go into a text field. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement) return textInputs.has(target.type)
  return (
    target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable
  )
}

/** Whether the focus is in a dialog, menu or pop-up, which have keys of their own. */
export function isInOverlay(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="dialog"],[role="menu"]') !== null
}

/** Whether the focused control itself wants the key: Enter and Space press buttons, arrows move sliders and borders. */
export function usesKey(event: KeyboardEvent): boolean {
  if (!(event.target instanceof Element)) return false
  const pressable = event.target.closest('button,a,summary,[role="button"],[role="checkbox"],[role="radio"]')
  if (pressable !== null && (event.code === 'Space' || event.code === 'Enter')) return true
  return (
    event.target.closest('[role="slider"],[role="separator"]') !== null &&
    /^(Arrow|Page|Home|End)/.test(event.code)
  )
}

/** Tab moves the focus as everywhere, and goes through the objects only where the image has the focus. */
export function tabsAway(event: KeyboardEvent): boolean {
  if (event.code !== 'Tab' || !(event.target instanceof Element)) return false
  return event.target.closest('[data-canvas-region]') === null
}
