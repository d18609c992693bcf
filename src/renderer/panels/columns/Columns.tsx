import { useEffect, useRef, useState, type ReactElement, type ReactNode } from 'react'
import { Group, Panel, useGroupRef, type Layout } from 'react-resizable-panels'
import { sidePanelWidth } from '@shared/schema/settings'
import type { App } from '../../state/app'
import { useApp, useText } from '../../state/context'
import { Border } from './Border'
import { ColumnWidths, columnIds, widthsIn } from './columnWidths'
import { canvasMin, sides, type ChosenWidths, type Side } from './widths'
import classes from './columns.module.css'

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
