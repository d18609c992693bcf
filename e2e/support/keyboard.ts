import type { Page } from '@playwright/test'

/** A key as a keyboard layout has it: where it is, and what it types there. */
export interface LayoutKey {
  readonly code: string
  readonly key: string
}

/** Presses a key of another keyboard layout; Playwright itself only knows the American one. */
export async function pressIn(page: Page, { code, key }: LayoutKey, modifiers = 0): Promise<void> {
  const client = await page.context().newCDPSession(page)
  const windowsVirtualKeyCode = code.startsWith('Key') ? code.charCodeAt(3) : 0
  const event = { code, key, windowsVirtualKeyCode, modifiers }
  const text = modifiers === 0 ? { text: key } : {}
  await client.send('Input.dispatchKeyEvent', { type: 'keyDown', ...event, ...text })
  await client.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event })
  await client.detach()
}

/** The bit of the Ctrl key in `pressIn`. */
export const control = 2
