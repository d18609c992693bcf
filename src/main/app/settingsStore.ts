import { join } from 'node:path'
import { defaultSettings, settingsSchema, type Settings, type SettingsChange } from '@shared/schema/settings'
import { JsonFile } from './jsonFile'

export type SettingsListener = (settings: Settings, previous: Settings) => void

/** The user's settings, kept in the user-data folder. */
export class SettingsStore {
  private readonly file: JsonFile<Settings>
  private value: Settings
  private readonly listeners = new Set<SettingsListener>()

  constructor(userData: string) {
    this.file = new JsonFile(join(userData, 'settings.json'), settingsSchema, defaultSettings)
    this.value = this.file.read()
  }

  get current(): Settings {
    return this.value
  }

  /** Changes some settings, writes them, and tells the listeners. */
  update(change: SettingsChange): Settings {
    const next = { ...this.value, ...change }
    this.file.write(next)
    const previous = this.value
    this.value = next
    for (const listener of this.listeners) listener(next, previous)
    return next
  }

  onChange(listener: SettingsListener): void {
    this.listeners.add(listener)
  }
}
