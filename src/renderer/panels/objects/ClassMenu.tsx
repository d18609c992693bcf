import { ColorSwatch, Menu, UnstyledButton } from '@mantine/core'
import type { ReactElement } from 'react'
import type { LabelId } from '@shared/schema/ids'
import type { Label } from '@shared/schema/label'
import { useText } from '../../state/context'
import { IconSearch } from '../common/icons'
import classes from './objects.module.css'

const unknownColor = '#888888'
/** From so many classes on, typing is faster than looking. */
const many = 12

/** The colour of an object's class; a click offers the other classes. */
export function ClassMenu(props: {
  readonly current: Label | undefined
  readonly labels: readonly Label[]
  readonly onChoose: (label: LabelId) => void
  /** Finds one of many by typing. */
  readonly onSearch: () => void
}): ReactElement {
  const t = useText()
  return (
    <Menu position="left-start" shadow="md" transitionProps={{ duration: 80 }} closeOnItemClick>
      <Menu.Target>
        <UnstyledButton
          className={classes.swatch}
          tabIndex={-1}
          title={t('objects.changeClass')}
          aria-label={t('objects.changeClass')}
          data-testid="object-class"
          onClick={(event) => event.stopPropagation()}
        >
          <ColorSwatch color={props.current?.color ?? unknownColor} size={12} radius={3} withShadow={false} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown className={classes.menu} onClick={(event) => event.stopPropagation()}>
        {props.labels.length > many && (
          <Menu.Item leftSection={<IconSearch size={12} aria-hidden />} onClick={props.onSearch}>
            {t('actions.object.class')}
          </Menu.Item>
        )}
        {props.labels.map((label) => (
          <Menu.Item
            key={label.id}
            leftSection={<ColorSwatch color={label.color} size={12} radius={3} withShadow={false} />}
            aria-current={label.id === props.current?.id || undefined}
            onClick={() => props.onChoose(label.id)}
            data-testid="object-class-option"
          >
            <span className={classes.option}>{label.name}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
