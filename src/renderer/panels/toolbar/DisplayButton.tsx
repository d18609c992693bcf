import { ActionIcon, Button, Popover, Slider, Tooltip } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import { neutralDisplay, type Display } from '../../editor/editorState'
import { useEditor, useEditorState, useText } from '../../state/context'
import { IconAdjustments } from '../common/icons'
import classes from './toolbar.module.css'

/** What can be set, and how far, in per cent of the image or drawing as it is. */
const limits: Readonly<Record<keyof Display, readonly [number, number]>> = {
  brightness: [20, 400],
  contrast: [20, 400],
  fill: [0, 200]
}
const names = ['brightness', 'contrast', 'fill'] as const satisfies readonly (keyof Display)[]

/** How the image and its objects are shown: for a better look only, nothing is changed by it. */
export function DisplayButton(): ReactElement {
  const t = useText()
  const editor = useEditor()
  const display = useEditorState((state) => state.display)
  const [open, setOpen] = useState(false)
  const changed = names.some((name) => display[name] !== neutralDisplay[name])
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <Tooltip label={t('toolbar.display')} disabled={open}>
          <ActionIcon
            aria-label={t('toolbar.display')}
            aria-pressed={changed}
            variant={changed ? 'light' : 'subtle'}
            color={changed ? 'blue' : 'gray'}
            onClick={() => setOpen(!open)}
            data-testid="display"
          >
            <IconAdjustments size={17} stroke={1.6} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown data-testid="display-panel">
        <div className={classes.display}>
          {names.map((name) => (
            <Amount
              key={name}
              name={t(`toolbar.displays.${name}`)}
              limits={limits[name]}
              value={Math.round(display[name] * 100)}
              onChange={(percent) => editor?.look.setDisplay({ [name]: percent / 100 })}
              testId={`display-${name}`}
            />
          ))}
          <Button
            variant="default"
            disabled={!changed}
            onClick={() => editor?.look.setDisplay(neutralDisplay)}
            data-testid="display-reset"
          >
            {t('toolbar.displayReset')}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}

function Amount(props: {
  readonly name: string
  readonly limits: readonly [number, number]
  readonly value: number
  readonly onChange: (percent: number) => void
  readonly testId: string
}): ReactElement {
  const t = useText()
  const [min, max] = props.limits
  return (
    <div>
      <div className={classes.displayName}>
        <span>{props.name}</span>
        <span>{t('toolbar.percent', { percent: props.value })}</span>
      </div>
      <Slider
        min={min}
        max={max}
        step={5}
        value={props.value}
        onChange={props.onChange}
        label={null}
        thumbLabel={props.name}
        data-testid={props.testId}
      />
    </div>
  )
}
