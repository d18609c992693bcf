import { app, Menu, shell, type MenuItemConstructorOptions } from 'electron'
import log from 'electron-log/main'
import { actionIds, actionTable, type ActionId, type ActionSpec } from '@shared/actions/actionTable'
import type { Translate } from '@shared/i18n'

type MenuName = NonNullable<ActionSpec['menu']>
const order: readonly MenuName[] = ['file', 'edit', 'object', 'view', 'image', 'tool', 'segment', 'help']

/**
 * Builds the native menu from the table of actions. The window carries out every command and handles the keys
 * itself, so that a key acts once and never while somebody types.
 */
export function setupMenu(t: Translate, run: (action: ActionId) => void): void {
  const item = (id: ActionId): MenuItemConstructorOptions[] => {
    const { keys, separated }: ActionSpec = actionTable[id]
    const entry: MenuItemConstructorOptions = {
      label: t(`actions.${id}`),
      ...(keys[0] !== undefined && { accelerator: keys[0] }),
      registerAccelerator: false,
      click: () => run(id)
    }
    return separated ? [{ type: 'separator' }, entry] : [entry]
  }
  const submenu = (menu: MenuName): MenuItemConstructorOptions => ({
    label: t(`menu.${menu}`),
    submenu: [...actionIds.filter((id) => actionTable[id].menu === menu).flatMap(item), ...extras(menu, t)]
  })
  const template = order.map(submenu)
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(process.platform === 'darwin' ? [{ role: 'appMenu' }, ...template] : template)
  )
}

/** What each menu has besides our actions. */
function extras(menu: MenuName, t: Translate): MenuItemConstructorOptions[] {
  switch (menu) {
    case 'file':
      return process.platform === 'darwin'
        ? []
        : [{ type: 'separator' }, { role: 'quit', label: t('menu.quit') }]
    case 'view':
      return [
        { type: 'separator' },
        { role: 'togglefullscreen', label: t('menu.fullScreen') },
        ...(app.isPackaged ? [] : [{ role: 'toggleDevTools', label: t('menu.developerTools') } as const])
      ]
    case 'help':
      return [
        { label: t('menu.openLogs'), click: () => shell.showItemInFolder(log.transports.file.getFile().path) }
      ]
    case 'edit':
    case 'object':
    case 'image':
    case 'tool':
    case 'segment':
      return []
  }
}
