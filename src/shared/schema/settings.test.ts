import { describe, expect, it } from 'vitest'
import { defaultSettings, settingsChangeSchema, settingsSchema } from './settings'

describe('settings', () => {
  it('fill in what an old file lacks', () => {
    expect(settingsSchema.parse({ theme: 'dark' })).toEqual({ ...defaultSettings, theme: 'dark' })
  })

  it('change nothing but what a change names', () => {
    expect(settingsChangeSchema.parse({ language: 'ru' })).toEqual({ language: 'ru' })
    expect(settingsChangeSchema.parse({})).toEqual({})
  })

  it.each([
    { threads: -1 },
    { theme: 'pink' },
    { encodeAhead: 1.5 },
    { leftPanelWidth: 179 },
    { rightPanelWidth: 300.5 }
  ])('refuse %o', (change) => {
    expect(settingsChangeSchema.safeParse(change).success).toBe(false)
  })
})
