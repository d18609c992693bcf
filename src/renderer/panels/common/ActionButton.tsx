import { ActionIcon, Tooltip } from '@mantine/core'
import type { ReactElement } from 'react'
import type { ActionId } from '@shared/actions/actionTable'
import { runAction } from '../../state/appActions'
import { useApp, useEnabled, useText } from '../../state/context'
import { shortcutText } from '../../state/keyNames'
import type { Icon } from './icons'
import { keepFocus } from './keepFocus'

/** A button for an action of the table, with its name and shortcut in the tooltip. */
export function ActionButton(props: {
  readonly action: ActionId
  readonly icon: Icon
  readonly testId: string
  /** For buttons that stay pressed. */
  readonly pressed?: boolean
  /** Says more than the action's name, for example what undo would take back. */
  readonly name?: string
}): ReactElement {
  const app = useApp()
  const t = useText()
  const enabled = useEnabled(props.action)
  const name = props.name ?? t(`actions.${props.action}`)
  const shortcut = shortcutText(t, props.action, app.mac)
  const Symbol = props.icon
  return (
    <Tooltip label={shortcut === null ? name : `${name} (${shortcut})`}>
      <ActionIcon
        aria-label={name}
        aria-pressed={props.pressed}
        aria-keyshortcuts={shortcut ?? undefined}
        aria-disabled={!enabled}
        data-disabled={!enabled || undefined}
        variant={props.pressed === true ? 'filled' : 'subtle'}
        color={props.pressed === true ? 'blue' : 'gray'}
        data-testid={props.testId}
        onMouseDown={keepFocus}
        onClick={() => runAction(app, props.action)}
      >
        <Symbol size={17} stroke={1.6} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
}
