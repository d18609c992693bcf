import { ActionIcon, Tooltip } from '@mantine/core'
import type { ComponentPropsWithRef, ReactElement } from 'react'
import type { ActionId } from '@shared/actions/actionTable'
import { runAction } from '../../state/appActions'
import { useApp, useEnabled, useText } from '../../state/context'
import { shortcutText } from '../../state/keyNames'
import type { Icon } from './icons'
import { keepFocus } from './focus'

interface ActionButtonProps {
  readonly action: ActionId
  readonly icon: Icon
  readonly testId: string
  /** For buttons that stay pressed. */
  readonly pressed?: boolean
  /** Says more than the action's name, for example what undo would take back. */
  readonly name?: string
}

/** A button for an action of the table, with its name and shortcut in the tooltip. */
export function ActionButton(props: ActionButtonProps): ReactElement {
  const { action, icon, testId, pressed } = props
  const { mac } = useApp()
  const t = useText()
  const name = props.name ?? t(`actions.${action}`)
  const shortcut = shortcutText(t, action, mac)
  return (
    <Tooltip label={shortcut === null ? name : `${name} (${shortcut})`}>
      <ActionIconButton {...{ action, icon, testId, pressed, name, shortcut }} />
    </Tooltip>
  )
}

type ActionIconButtonProps = Omit<ActionButtonProps, 'name' | 'pressed'> & {
  readonly pressed: boolean | undefined
  readonly name: string
  readonly shortcut: string | null
} & Omit<ComponentPropsWithRef<'button'>, 'disabled'>

/** The button itself: whether it can be pressed changes often, and to render the tooltip costs more than the rest. */
function ActionIconButton(props: ActionIconButtonProps): ReactElement {
  const { action, icon: Symbol, testId, pressed, name, shortcut, ...tooltip } = props
  const app = useApp()
  const enabled = useEnabled(action)
  return (
    <ActionIcon
      {...tooltip}
      aria-label={name}
      aria-pressed={pressed}
      aria-keyshortcuts={shortcut ?? undefined}
      aria-disabled={!enabled}
      {...(!enabled && { 'data-disabled': true })}
      variant={pressed === true ? 'filled' : 'subtle'}
      color={pressed === true ? 'blue' : 'gray'}
      data-testid={testId}
      onMouseDown={keepFocus}
      onClick={() => runAction(app, action)}
    >
      <Symbol size={17} stroke={1.6} aria-hidden />
    </ActionIcon>
  )
}
