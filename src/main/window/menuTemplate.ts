import type { MenuItemConstructorOptions } from 'electron'
import { actionIds, actionTable, keysOf, type ActionId, type ActionSpec } from '@shared/actions/actionTable'
import type { Translate } from '@shared/i18n'

type MenuName = NonNullable<ActionSpec['menu']>
const order: readonly MenuName[] = ['file', 'edit', 'object', 'view', 'image', 'tool', 'segment', 'help']
/** On macOS these stand in the application's own menu. */
const inAppMenu: ReadonlySet<ActionId> = new Set<ActionId>(['file.settings', 'help.about'])

/** What the menu depends on. */
export interface MenuParts {
  readonly platform: NodeJS.Platform
  /** Developer tools are for checkouts only. */
  readonly isPackaged: boolean
  readonly t: Translate
  readonly run: (action: ActionId) => void
  readonly openLogs: () => void
}

/**
 * The native menu, from the table of actions. On Windows and Linux the window handles the keys itself and the menu only
 * shows them. macOS takes the keys of its menu whatever is asked for, so there only those with Cmd stand in it: a
 * letter alone would act while somebody types.
 */
export function menuTemplate(parts: MenuParts): MenuItemConstructorOptions[] {
  const mac = parts.platform === 'darwin'
  const menus = order.map((menu) => ({ label: parts.t(`menu.${menu}`), submenu: submenu(parts, menu) }))
  if (!mac) return menus
  return [appMenu(parts), ...menus.slice(0, -1), windowMenu(parts), ...menus.slice(-1)]
}

function submenu(parts: MenuParts, menu: MenuName): MenuItemConstructorOptions[] {
  const mac = parts.platform === 'darwin'
  const ids = actionIds.filter((id) => actionTable[id].menu === menu && !(mac && inAppMenu.has(id)))
  return [...ids.flatMap((id) => item(parts, id)), ...extras(parts, menu)]
}

function item({ platform, t, run }: MenuParts, id: ActionId): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin'
  const accelerator = keysOf(id, mac).find((key) => !mac || key.startsWith('CmdOrCtrl+'))
  const entry: MenuItemConstructorOptions = {
    label: t(`actions.${id}`),
    ...(accelerator !== undefined && { accelerator }),
    registerAccelerator: false,
    click: () => run(id)
  }
  return actionTable[id].separated ? [{ type: 'separator' }, entry] : [entry]
}

/** What each menu has besides our actions. */
function extras(
  { platform, isPackaged, t, openLogs }: MenuParts,
  menu: MenuName
): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin'
  switch (menu) {
    case 'file':
      return [{ type: 'separator' }, mac ? { role: 'close' } : { role: 'quit', label: t('menu.quit') }]
    case 'view':
      return [
        { type: 'separator' },
        { role: 'togglefullscreen', label: t('menu.fullScreen') },
        ...(isPackaged ? [] : [{ role: 'toggleDevTools', label: t('menu.developerTools') } as const])
      ]
    case 'help':
      return [{ label: t('menu.openLogs'), click: openLogs }]
    case 'edit':
    case 'object':
    case 'image':
    case 'tool':
    case 'segment':
      return []
  }
}

/** The application's own menu on macOS, in the order of its guidelines. */
function appMenu({ t, run }: MenuParts): MenuItemConstructorOptions {
  return {
    role: 'appMenu',
    submenu: [
      { role: 'about', label: t('menu.about') },
      { type: 'separator' },
      {
        label: t('actions.file.settings'),
        accelerator: 'CmdOrCtrl+,',
        registerAccelerator: false,
        click: () => run('file.settings')
      },
      { type: 'separator' },
      { role: 'services', label: t('menu.services') },
      { type: 'separator' },
      { role: 'hide', label: t('menu.hide') },
      { role: 'hideOthers', label: t('menu.hideOthers') },
      { role: 'unhide', label: t('menu.showAll') },
      { type: 'separator' },
      { role: 'quit', label: t('menu.quit') }
    ]
  }
}

function windowMenu({ t }: MenuParts): MenuItemConstructorOptions {
  return {
    role: 'windowMenu',
    label: t('menu.window'),
    submenu: [
      { role: 'minimize', label: t('menu.minimize') },
      { role: 'zoom', label: t('menu.zoom') },
      { type: 'separator' },
      { role: 'front', label: t('menu.front') }
    ]
  }
}
