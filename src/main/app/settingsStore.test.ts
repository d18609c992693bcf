import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { defaultSettings, type Settings } from '@shared/schema/settings'
import { temporaryFolder } from '../../store/testing/fixtures'
import { SettingsStore } from './settingsStore'

const stored = async (folder: string): Promise<unknown> =>
  JSON.parse(await readFile(join(folder, 'settings.json'), 'utf8'))

describe('the settings', () => {
  it('keep what a change says undefined of', async () => {
    const folder = await temporaryFolder()
    const store = new SettingsStore(folder)
    const next = store.update({ pixelLimitMegapixels: undefined, theme: undefined, threads: 3 })
    expect(next).toEqual({ ...defaultSettings, threads: 3 })
    expect(store.current.pixelLimitMegapixels).toBe(200)
    expect(await stored(folder)).toEqual(next)
    expect(new SettingsStore(folder).current).toEqual(next)
  })

  it.each([
    ['no number', { pixelLimitMegapixels: Number.NaN }],
    ['a number that is none', { threads: Number.POSITIVE_INFINITY }],
    ['another type', { theme: 7 as never }],
    ['an address over http', { modelMirror: 'http://models.example/' }]
  ])('refuse %s, and stay as they are', async (_what, change) => {
    const folder = await temporaryFolder()
    const store = new SettingsStore(folder)
    store.update({ theme: 'dark' })
    const told: Settings[] = []
    store.onChange((settings) => told.push(settings))
    expect(() => store.update(change)).toThrow(expect.objectContaining({ kind: 'bad-input' }) as Error)
    expect(store.current).toEqual({ ...defaultSettings, theme: 'dark' })
    expect(await stored(folder)).toEqual(store.current)
    expect(told).toEqual([])
  })

  it('go on when a listener throws, and notify the others', async () => {
    const store = new SettingsStore(await temporaryFolder())
    const told: string[] = []
    store.onChange(() => {
      throw new TypeError('this listener is broken')
    })
    store.onChange(({ theme }) => told.push(theme))
    store.update({ theme: 'dark' })
    store.update({ theme: 'light' })
    expect(told).toEqual(['dark', 'light'])
  })

  it('lose no other setting to a mirror that is no longer allowed', async () => {
    const folder = await temporaryFolder()
    const old = { ...defaultSettings, language: 'ru', modelMirror: 'http://mirror.example/' }
    await writeFile(join(folder, 'settings.json'), JSON.stringify(old))
    expect(new SettingsStore(folder).current).toEqual({ ...defaultSettings, language: 'ru' })
  })
})
