import { useRef, type KeyboardEvent, type ReactElement, type Ref } from 'react'
import { Separator } from 'react-resizable-panels'
import { useText } from '../../state/context'
import { focusNextRegion } from '../../state/focusRegions'
import type { ColumnWidths } from './columnWidths'
import type { Side } from './widths'
import classes from './columns.module.css'

/** How far the arrow keys move a border, in CSS pixels, without and with Shift. */
const step = { small: 10, large: 50 }

/** Handles a key that the library would handle otherwise than this window. Whether it was one. */
function handleKey({ key, shiftKey }: KeyboardEvent, side: Side, widths: ColumnWidths): boolean {
  if (key === 'F6') return focusNextRegion(document, shiftKey ? -1 : 1)
  if (key === 'Enter') widths.reset(side)
  else if (key === 'ArrowLeft' || key === 'ArrowRight') {
    const outwards = (key === 'ArrowRight') === (side === 'left')
    const by = shiftKey ? step.large : step.small
    widths.widen(side, outwards ? by : -by)
  } else return false
  return true
}

/** The border between a side column and the canvas: dragged, moved by keys, and put back by a double click. */
export function Border(props: {
  readonly side: Side
  readonly widths: ColumnWidths
  readonly element: Ref<HTMLDivElement>
}): ReactElement {
  const { side, widths, element } = props
  const t = useText()
  const origin = useRef<EventTarget | null>(null)
  /** A mouse moves a border in passing: keys go on working where they did. */
  const giveFocusBack = (border: HTMLElement): void => {
    if (origin.current instanceof HTMLElement) origin.current.focus({ preventScroll: true })
    else border.blur()
  }
  return (
    <Separator
      id={`${side}-border`}
      className={classes.border}
      elementRef={element}
      aria-label={t(`columns.${side}`)}
      data-side={side}
      disableDoubleClick
      onDoubleClick={() => widths.reset(side)}
      onPointerUp={(event) => giveFocusBack(event.currentTarget)}
      onFocusCapture={(event) => (origin.current = event.relatedTarget)}
      // The library listens on the element itself: what is handled on the way there it leaves alone.
      onKeyDownCapture={(event) => {
        if (handleKey(event, side, widths)) event.preventDefault()
      }}
      onKeyUp={() => widths.keep()}
      onBlurCapture={() => widths.keep()}
    />
  )
}
