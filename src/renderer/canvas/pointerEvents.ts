import { viewPoint, type ViewPoint } from '@shared/geometry/spaces'
import type { Editor } from '../editor/editor'
import type { Modifiers, PointerButton, PointerInput } from '../editor/inputs'

const buttons: readonly (PointerButton | undefined)[] = ['left', 'middle', 'right']
/** CSS pixels of a wheel that counts in lines or pages. */
const lineHeight = 40
const pageHeight = 800

/** Hands the pointer and wheel events of an element to the editor as plain data. Returns what ends it. */
export function attachPointer(element: HTMLElement, editor: Editor): () => void {
  const ended = new AbortController()
  const listen = <K extends keyof HTMLElementEventMap>(
    name: K,
    handle: (event: HTMLElementEventMap[K]) => void
  ): void => element.addEventListener(name, handle, { signal: ended.signal, passive: false })

  const at = ({ clientX, clientY }: MouseEvent): ViewPoint => {
    const { left, top } = element.getBoundingClientRect()
    return viewPoint(clientX - painted(left), clientY - painted(top))
  }
  const input = (event: MouseEvent, button: PointerButton | null): PointerInput => ({
    point: at(event),
    button,
    ...modifiers(event)
  })

  listen('pointerdown', (event) => {
    const button = buttons[event.button]
    if (!button) return
    // The middle button would start to scroll.
    if (button === 'middle') event.preventDefault()
    capture(element, event.pointerId)
    editor.pointerDown(input(event, button))
  })
  listen('pointermove', (event) => {
    // A stroke wants every position, the rest is well served with one a frame.
    const all = event.buttons === 0 ? [] : event.getCoalescedEvents()
    for (const part of all.length > 0 ? all : [event]) editor.pointerMove(input(part, null))
    // A further button pressed or released meanwhile comes as a movement too.
    const button = buttons[event.button]
    if (!button) return
    if (event.buttons & maskOf(button)) editor.pointerDown(input(event, button))
    else editor.pointerUp(input(event, button))
  })
  listen('pointerup', (event) => {
    const button = buttons[event.button]
    if (button) editor.pointerUp(input(event, button))
  })
  listen('pointerleave', () => editor.pointerLeave())
  listen('pointercancel', () => editor.release())
  listen('contextmenu', (event) => event.preventDefault())
  listen('wheel', (event) => {
    event.preventDefault()
    const unit = event.deltaMode === 1 ? lineHeight : event.deltaMode === 2 ? pageHeight : 1
    editor.wheel({
      point: at(event),
      deltaX: event.deltaX * unit,
      deltaY: event.deltaY * unit,
      ...modifiers(event)
    })
  })
  window.addEventListener('blur', () => editor.release(), { signal: ended.signal })
  return () => ended.abort()
}

/** Where an edge is seen: an element may stand between the pixels of the screen, but is painted on them. */
function painted(edge: number): number {
  return Math.round(edge * devicePixelRatio) / devicePixelRatio
}

function modifiers({ altKey, ctrlKey, metaKey, shiftKey }: MouseEvent): Modifiers {
  return { alt: altKey, ctrl: ctrlKey || metaKey, shift: shiftKey }
}

function maskOf(button: PointerButton): number {
  return { left: 1, right: 2, middle: 4 }[button]
}

/** Keeps a drag that leaves the canvas; a pointer that is gone already cannot be captured. */
function capture(element: HTMLElement, pointerId: number): void {
  try {
    element.setPointerCapture(pointerId)
  } catch (error) {
    if (!(error instanceof DOMException)) throw error
  }
}
