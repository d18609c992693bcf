import { join } from 'node:path'
import log from 'electron-log/main'
import { definedOnly } from '@shared/schema/definedOnly'
import { ProblemError } from '@shared/schema/problem'
import {
  defaultSettings,
  settingsSchema,
  storedSettingsSchema,
  type Settings,
  type SettingsChange
} from '@shared/schema/settings'
import { JsonFile } from '../../files/jsonFile'

export type SettingsListener = (settings: Settings, previous: Settings) => void

/** The user's settings, kept in the user-data folder. */
export class SettingsStore {
  private readonly file: JsonFile<Settings>
  private value: Settings
  private readonly listeners = new Set<SettingsListener>()

  constructor(userData: string) {
    this.file = new JsonFile(join(userData, 'settings.json'), storedSettingsSchema, defaultSettings)
    this.value = this.file.read()
  }

  get current(): Settings {
    return this.value
  }

  /**
   * Changes some settings, writes them, and notifies the listeners. What is `undefined` stays as it is.
   * @throws ProblemError 'bad-input' for settings that are not valid as a whole; the file system's errors. Nothing is
   * changed then.
   */
  update(change: SettingsChange): Settings {
    const parsed = settingsSchema.safeParse({ ...this.value, ...definedOnly(change) })
    if (!parsed.success) {
      const reason = parsed.error.issues
        .map(({ path, message }) => `${path.join('.')}: ${message}`)
        .join('; ')
      throw new ProblemError('bad-input', `The settings are not valid: ${reason}`, { reason })
    }
    const next = parsed.data
    this.file.write(next)
    const previous = this.value
    this.value = next
    for (const listener of this.listeners) this.notify(listener, next, previous)
    return next
  }

  onChange(listener: SettingsListener): void {
    this.listeners.add(listener)
  }

  /** The settings are stored: a listener that fails stops neither the others nor the call. */
  private notify(listener: SettingsListener, next: Settings, previous: Settings): void {
    try {
      listener(next, previous)
    } catch (error) {
      log.error('A listener of the settings failed', error)
    }
  }
}
