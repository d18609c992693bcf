import { Kbd } from '@mantine/core'
import { createSpotlight, Spotlight, type SpotlightActionData } from '@mantine/spotlight'
import { useEffect, useState, type ReactElement } from 'react'
import { actionIds } from '@shared/actions/actionTable'
import { actionNow, isEnabled, runAction } from '../../state/appActions'
import { useApp, useText, useUi } from '../../state/context'
import { shortcutText } from '../../state/keyNames'
import { IconSearch } from '../common/icons'

/** Every command of the table that can run now, found by typing. */
export function CommandPalette(): ReactElement {
  const t = useText()
  const app = useApp()
  const open = useUi((state) => state.dialog?.kind === 'palette')
  const [[store, spotlight]] = useState(createSpotlight)
  const [query, setQuery] = useState('')
  useEffect(() => {
    // The palette forgets what was typed only once it has faded out, which is too late for a quick second command.
    setQuery('')
    if (open) spotlight.open()
    else spotlight.close()
  }, [open, spotlight])
  const now = actionNow(app)
  const actions: SpotlightActionData[] = actionIds
    .filter((id) => id !== 'view.commandPalette' && isEnabled(id, now))
    .map((id) => {
      const shortcut = shortcutText(t, id, app.mac)
      return {
        id,
        label: t(`actions.${id}`),
        rightSection: shortcut === null ? null : <Kbd>{shortcut}</Kbd>,
        onClick: () => {
          // The palette is a dialog itself: it must be gone before an action opens another.
          app.stores.ui.closeDialog()
          runAction(app, id)
        }
      }
    })
  return (
    <Spotlight
      store={store}
      actions={actions}
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      lockScroll={false}
      scrollable
      maxHeight={420}
      overlayProps={{ blur: 0 }}
      transitionProps={{ duration: 80 }}
      nothingFound={t('dialogs.palette.nothing')}
      searchProps={{
        placeholder: t('dialogs.palette.placeholder'),
        'aria-label': t('dialogs.palette.placeholder'),
        leftSection: <IconSearch size={16} aria-hidden />
      }}
      onSpotlightClose={() => {
        if (app.stores.ui.getState().dialog?.kind === 'palette') app.stores.ui.closeDialog()
      }}
      data-testid="command-palette"
    />
  )
}
