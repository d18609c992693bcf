import { expect, it } from 'vitest'
import { QuitPolicy } from './quitPolicy'

it.each(['win32', 'linux'] as const)('ends with the last window on %s', (platform) => {
  expect(new QuitPolicy(platform).endsWithLastWindow()).toBe(true)
})

it('stays without a window on macOS, unless the user quits', () => {
  const policy = new QuitPolicy('darwin')
  expect(policy.endsWithLastWindow()).toBe(false)
  policy.quitRequested()
  expect(policy.endsWithLastWindow()).toBe(true)
})

it('stays on macOS where quitting was called off before', () => {
  const policy = new QuitPolicy('darwin')
  policy.quitRequested()
  policy.windowStays()
  expect(policy.endsWithLastWindow()).toBe(false)
})
