import { join } from 'node:path'
import { defaultSettings, settingsSchema, type Settings } from '@shared/schema/settings'
import { JsonFile } from './jsonFile'

/** The user's settings, kept in the user-data folder. */
export class SettingsStore {
  private readonly file: JsonFile<Settings>
  private value: Settings
  private readonly listeners = new Set<(settings: Settings) => void>()

  constructor(userData: string) {
    this.file = new JsonFile(join(userData, 'settings.json'), settingsSchema, defaultSettings)
    this.value = this.file.read()
  }

  get current(): Settings {
    return this.value
  }

  /** Changes some settings, writes them, and tells the listeners. */
  update(change: Partial<Settings>): Settings {
    const next = { ...this.value, ...change }
    this.file.write(next)
    this.value = next
    for (const listener of this.listeners) listener(next)
    return next
  }

  onChange(listener: (settings: Settings) => void): void {
    this.listeners.add(listener)
  }
}
