import { expect, it } from 'vitest'
import { PasteGuard } from './pasteGuard'

it('lets the page paste once for each click, and not much later', () => {
  let now = 1000
  const guard = new PasteGuard(() => now)
  expect(guard.take()).toBe(false)
  guard.allow()
  now += 4999
  expect([guard.take(), guard.take()]).toEqual([true, false])
  guard.allow()
  now += 5001
  expect(guard.take()).toBe(false)
})
