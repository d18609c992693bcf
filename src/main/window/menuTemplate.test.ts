import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it } from 'vitest'
import type { ActionId } from '@shared/actions/actionTable'
import { translator } from '@shared/i18n'
import { menuTemplate } from './menuTemplate'

function template(platform: NodeJS.Platform, ran: ActionId[] = []): MenuItemConstructorOptions[] {
  return menuTemplate({
    ...{ platform, isPackaged: true, t: translator('en') },
    run: (id) => ran.push(id),
    openLogs: () => undefined
  })
}

const items = (menu: MenuItemConstructorOptions | undefined): MenuItemConstructorOptions[] =>
  Array.isArray(menu?.submenu) ? menu.submenu : []
const labelled = (
  menus: MenuItemConstructorOptions[],
  label: string
): MenuItemConstructorOptions | undefined => menus.find((menu) => menu.label === label)
const all = (platform: NodeJS.Platform): MenuItemConstructorOptions[] => template(platform).flatMap(items)
const roles = (menu: MenuItemConstructorOptions[]): string[] => menu.flatMap(({ role }) => role ?? [])

describe('on macOS', () => {
  it('the application has its menu, and the window one', () => {
    const menus = template('darwin')
    expect(menus[0]?.role).toBe('appMenu')
    expect(roles(items(menus[0]))).toEqual(['about', 'services', 'hide', 'hideOthers', 'unhide', 'quit'])
    expect(items(menus[0]).find(({ label }) => label === 'Settings…')?.accelerator).toBe('CmdOrCtrl+,')
    expect(menus.at(-2)?.role).toBe('windowMenu')
    expect(menus.at(-1)?.label).toBe('Help')
  })

  it('settings and about stand there only', () => {
    expect(all('darwin').filter(({ label }) => label === 'Settings…')).toHaveLength(1)
    expect(all('darwin').filter(({ label }) => label === 'About Maskwright')).toHaveLength(1)
    expect(items(labelled(template('darwin'), 'File')).some(({ label }) => label === 'Settings…')).toBe(false)
  })

  it('Cmd+W is the window’s, and closing the project has another key', () => {
    const file = items(labelled(template('darwin'), 'File'))
    expect(roles(file)).toEqual(['close'])
    expect(file.filter(({ accelerator }) => accelerator === 'CmdOrCtrl+W')).toEqual([])
    expect(file.some(({ accelerator }) => accelerator === 'CmdOrCtrl+Shift+W')).toBe(true)
  })

  it('no key acts while somebody types a letter', () => {
    for (const { accelerator } of all('darwin')) {
      if (accelerator !== undefined) expect(accelerator).toMatch(/^CmdOrCtrl\+/)
    }
  })
})

describe.each(['win32', 'linux'] as const)('on %s', (platform) => {
  it('settings, about and quitting stand in the ordinary menus', () => {
    const menus = template(platform)
    expect(menus.map(({ role }) => role).filter(Boolean)).toEqual([])
    const file = items(labelled(menus, 'File'))
    expect(
      file.some(({ label, accelerator }) => label === 'Settings…' && accelerator === 'CmdOrCtrl+,')
    ).toBe(true)
    expect(roles(file)).toEqual(['quit'])
    expect(items(labelled(menus, 'Help')).some(({ label }) => label === 'About Maskwright')).toBe(true)
  })

  it('keys are shown and left to the window', () => {
    for (const entry of all(platform)) {
      if (entry.accelerator !== undefined) expect(entry.registerAccelerator).toBe(false)
    }
    expect(all(platform).some(({ accelerator }) => accelerator === 'S')).toBe(true)
  })
})

it('an item runs its action', () => {
  const ran: ActionId[] = []
  const file = items(labelled(template('linux', ran), 'File'))
  const open = file.find(({ accelerator }) => accelerator === 'CmdOrCtrl+O')
  const click = open?.click as (() => void) | undefined
  click?.()
  expect(ran).toEqual(['file.openFolder'])
})
