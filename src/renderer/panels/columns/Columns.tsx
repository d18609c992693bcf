import {
  useEffect,
  useRef,
  useState,
  type ReactElement,
  type ReactNode,
  type KeyboardEvent,
  type Ref
} from 'react'
import { Group, Panel, useGroupRef, type Layout, Separator } from 'react-resizable-panels'
import { sidePanelWidth } from '@shared/schema/settings'
import type { App } from '../../state/app'
import { useApp, useText } from '../../state/context'
import { ColumnWidths, columnIds, widthsIn } from './columnWidths'
import { canvasMin, sides, type ChosenWidths, type Side } from './widths'
import classes from './columns.module.css'
import { focusNextRegion } from '../../state/focusRegions'

/** A border is as broad to the pointer as its element, which is the one that shows the cursor. */
const grip = { coarse: 7, fine: 7 }
const limits = { minSize: sidePanelWidth.min, maxSize: sidePanelWidth.max }
const clipped = { overflow: 'clip' } as const

function chosenIn(app: App): ChosenWidths {
  const { leftPanelWidth: left, rightPanelWidth: right } = app.stores.settings.getState().settings
  return { left, right }
}

function save(app: App, { left, right }: ChosenWidths): void {
  app
    .changeSettings({ leftPanelWidth: left, rightPanelWidth: right })
    .catch((error: unknown) => app.notifier.error(error))
}

/** The canvas between two columns whose borders the user moves. Nothing of them is rendered anew by a move. */
export function Columns(props: {
  readonly left: ReactNode
  readonly middle: ReactNode
  readonly right: ReactNode
}): ReactElement {
  const t = useText()
  const app = useApp()
  const group = useGroupRef()
  const borders = useRef<Partial<Record<string, HTMLDivElement | null>>>({})
  const [widths] = useState(
    () =>
      new ColumnWidths(
        chosenIn(app),
        () => window.innerWidth,
        (layout) => group.current?.setLayout(layout),
        (chosen) => save(app, chosen)
      )
  )
  const [layout] = useState(() => widths.layout())
  useEffect(() => {
    const fit = (): void => widths.fit()
    window.addEventListener('resize', fit)
    return () => window.removeEventListener('resize', fit)
  }, [widths])

  /** The library tells assistive technology shares of the window; pixels of the column are what is moved. */
  const tell = (shown: Layout): void => {
    const width = widthsIn(shown, window.innerWidth)
    for (const side of sides)
      borders.current[side]?.setAttribute('aria-valuetext', t('columns.width', { width: width[side] }))
  }
  const border = (side: Side): ReactElement => (
    <Border side={side} widths={widths} element={(element) => void (borders.current[side] = element)} />
  )
  return (
    <Group
      className={classes.columns}
      groupRef={group}
      defaultLayout={layout}
      disableCursor
      resizeTargetMinimumSize={grip}
      onLayoutChange={tell}
      onLayoutChanged={(changed, { isUserInteraction }) => {
        if (isUserInteraction) widths.dragged(changed)
      }}
    >
      <Panel id={columnIds.left} className={classes.column} style={clipped} {...limits}>
        {props.left}
      </Panel>
      {border('left')}
      <Panel id={columnIds.middle} className={classes.column} style={clipped} minSize={canvasMin}>
        {props.middle}
      </Panel>
      {border('right')}
      <Panel id={columnIds.right} className={classes.column} style={clipped} {...limits}>
        {props.right}
      </Panel>
    </Group>
  )
}

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
function Border(props: {
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
