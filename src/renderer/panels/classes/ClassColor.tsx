import { Button, ColorInput, ColorSwatch, Group, Popover, UnstyledButton } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import { labelPalette, type Label } from '@shared/schema/label'
import { useText } from '../../state/context'
import classes from './classes.module.css'

/** A class's colour, which opens a choice of others. */
export function ClassColor(props: {
  readonly label: Label
  readonly onChange: (color: string) => void
}): ReactElement {
  const t = useText()
  const { label } = props
  const [open, setOpen] = useState(false)
  const choose = (color: string): void => {
    setOpen(false)
    if (color.toLowerCase() !== label.color) props.onChange(color)
  }
  return (
    <Popover opened={open} onChange={setOpen} position="left-start" trapFocus>
      <Popover.Target>
        <UnstyledButton
          className={classes.swatch}
          aria-label={t('classes.recolor')}
          onClick={() => setOpen(!open)}
          data-testid="class-color"
        >
          <ColorSwatch color={label.color} size={14} radius={3} withShadow={false} />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={classes.palette}>
          {labelPalette.map((color) => (
            <UnstyledButton
              key={color}
              aria-label={t('classes.paletteColor', { color })}
              aria-pressed={color === label.color}
              onClick={() => choose(color)}
            >
              <ColorSwatch color={color} size={20} radius={3} />
            </UnstyledButton>
          ))}
        </div>
        {open && <ColorField initial={label.color} onDone={choose} />}
      </Popover.Dropdown>
    </Popover>
  )
}

function ColorField(props: {
  readonly initial: string
  readonly onDone: (color: string) => void
}): ReactElement {
  const t = useText()
  const [color, setColor] = useState(props.initial)
  const valid = /^#[0-9a-f]{6}$/i.test(color)
  return (
    <Group align="end" gap="xs" mt="xs" wrap="nowrap">
      <ColorInput
        format="hex"
        withEyeDropper={false}
        label={t('classes.color')}
        value={color}
        onChange={setColor}
        popoverProps={{ withinPortal: false }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && valid) props.onDone(color)
        }}
      />
      <Button disabled={!valid} onClick={() => props.onDone(color)}>
        {t('common.apply')}
      </Button>
    </Group>
  )
}
