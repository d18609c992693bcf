import { Kbd, Menu } from '@mantine/core'
import { Fragment, type ReactElement } from 'react'
import type { ActionId } from '@shared/actions/actionTable'
import { actionNow, isEnabled, runAction } from '../../state/appActions'
import { useApp, useEditorState, useText, useUi } from '../../state/context'
import { shortcutText } from '../../state/keyNames'
import classes from './objects.module.css'

/** The menu of the right mouse button, at the place where it was pressed. */
export function ContextMenu(): ReactElement | null {
  const app = useApp()
  const { ui } = app.stores
  const place = useUi((state) => state.menu)
  const hasSelection = useEditorState((state) => state.selection.size > 0)
  if (place === null) return null
  const now = actionNow(app)
  return (
    <Menu
      key={`${place.x} ${place.y}`}
      opened
      onClose={() => {
        ui.closeMenu()
        place.origin?.focus({ preventScroll: true })
      }}
      position="right-start"
      offset={0}
      shadow="md"
      zIndex={500}
      transitionProps={{ duration: 0 }}
    >
      <Menu.Target>
        <div className={classes.menuPlace} style={{ left: place.x, top: place.y }} />
      </Menu.Target>
      <Menu.Dropdown className={classes.contextMenu} data-testid="context-menu">
        {(hasSelection ? objectMenu : groundMenu).map((group, i) => (
          <Fragment key={i}>
            {i > 0 && <Menu.Divider />}
            {group.map((id) => (
              <Item key={id} id={id} enabled={isEnabled(id, now)} />
            ))}
          </Fragment>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function Item({ id, enabled }: { readonly id: ActionId; readonly enabled: boolean }): ReactElement {
  const t = useText()
  const app = useApp()
  const shortcut = shortcutText(t, id, app.mac)
  return (
    <Menu.Item
      disabled={!enabled}
      rightSection={shortcut === null ? undefined : <Kbd className={classes.menuKey}>{shortcut}</Kbd>}
      onClick={() => {
        // The focus goes back first, so that a dialog that is opened gets it.
        const { menu } = app.stores.ui.getState()
        app.stores.ui.closeMenu()
        menu?.origin?.focus({ preventScroll: true })
        runAction(app, id)
      }}
      data-testid={`menu-${id}`}
    >
      {t(`actions.${id}`)}
    </Menu.Item>
  )
}

/** What the menu of the right mouse button offers for what is selected, group by group. */
const objectMenu: readonly (readonly ActionId[])[] = [
  [
    'object.class',
    'object.toggleReviewed',
    'object.toggleHidden',
    'object.toggleLocked',
    'edit.selectSameClass',
    'view.fitSelection'
  ],
  ['edit.cut', 'edit.copy', 'edit.paste', 'edit.duplicate', 'edit.delete'],
  [
    'object.refine',
    'object.merge',
    'object.cutOverlaps',
    'object.split',
    'object.fillHoles',
    'object.keepLargest'
  ],
  ['object.toPolygon', 'object.toMask', 'object.toRectangle'],
  ['object.front', 'object.back']
]

/** What it offers where no object is. */
const groundMenu: readonly (readonly ActionId[])[] = [
  ['edit.paste', 'edit.selectAll'],
  ['object.reviewAll', 'view.toggleObjects', 'view.toggleNames'],
  ['view.fit', 'view.actualSize']
]
