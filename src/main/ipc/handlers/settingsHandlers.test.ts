import { describe, expect, it } from 'vitest'
import { defaultSettings } from '@shared/schema/settings'
import { SettingsStore } from '../../app/settingsStore'
import { temporaryFolder } from '../../../store/testing/fixtures'
import { answer, type Handlers } from '../answer'
import type { Context } from './context'
import { settingsHandlers } from './settingsHandlers'

/** The handler over real settings; the user gives this answer to every question. */
async function setUp(confirmed: boolean) {
  const settings = new SettingsStore(await temporaryFolder())
  const asked: string[][] = []
  const confirmations = {
    mirror: (...addresses: string[]) => {
      asked.push(addresses)
      return Promise.resolve(confirmed)
    }
  } as unknown as Context['confirmations']
  const handlers = settingsHandlers({ settings, confirmations }) as Handlers
  const update = (change: unknown) => answer(handlers, 'settings.update', change, () => undefined)
  return { settings, asked, update }
}

const mirror = 'https://models.example/mirror'

describe('settings.update', () => {
  it('asks before the mirror changes, naming both addresses', async () => {
    const { settings, asked, update } = await setUp(true)
    expect(await update({ modelMirror: mirror })).toMatchObject({ ok: true, value: { modelMirror: mirror } })
    expect(await update({ modelMirror: mirror, threads: 1 })).toMatchObject({ ok: true })
    await update({ modelMirror: '' })
    expect(asked).toEqual([
      ['', mirror],
      [mirror, '']
    ])
    expect(settings.current).toEqual({ ...defaultSettings, threads: 1 })
  })

  it('keeps the mirror where the user declines, and changes the rest', async () => {
    const { settings, update } = await setUp(false)
    expect(await update({ modelMirror: mirror, threads: 2 })).toMatchObject({ ok: true })
    expect(settings.current).toEqual({ ...defaultSettings, threads: 2 })
  })

  it.each(['http://models.example/', 'ftp://127.0.0.1/', 'https://a:b@models.example/', 'file:///tmp'])(
    'refuses %s without asking',
    async (modelMirror) => {
      const { asked, update } = await setUp(true)
      expect(await update({ modelMirror })).toMatchObject({ ok: false, problem: { kind: 'bad-input' } })
      expect(asked).toEqual([])
    }
  )
})
