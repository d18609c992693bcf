import { Kbd } from '@mantine/core'
import type { SpotlightActionData } from '@mantine/spotlight'
import type { ReactElement } from 'react'
import { actionIds } from '@shared/actions/actionTable'
import { actionNow, isEnabled, runAction } from '../../state/appActions'
import { useApp, useText, useUi } from '../../state/context'
import { shortcutText } from '../../state/keyNames'
import { Palette } from '../common/Palette'

/** Every command of the table that can run now, found by typing. */
export function CommandPalette(): ReactElement {
  const t = useText()
  const app = useApp()
  const { ui } = app.stores
  const open = useUi((state) => state.dialog?.kind === 'palette')
  const actions = (): SpotlightActionData[] => {
    const now = actionNow(app)
    return actionIds
      .filter((id) => id !== 'view.commandPalette' && isEnabled(id, now))
      .map((id) => {
        const shortcut = shortcutText(t, id, app.mac)
        return {
          id,
          label: t(`actions.${id}`),
          rightSection: shortcut === null ? null : <Kbd>{shortcut}</Kbd>,
          onClick: () => {
            // The palette is a dialog itself: it must be gone before an action opens another.
            ui.closeDialog()
            runAction(app, id)
          }
        }
      })
  }
  return (
    <Palette
      open={open}
      actions={actions}
      placeholder={t('dialogs.palette.placeholder')}
      nothing={t('dialogs.palette.nothing')}
      onClose={() => {
        if (ui.getState().dialog?.kind === 'palette') ui.closeDialog()
      }}
      testId="command-palette"
    />
  )
}
