import type { Bootstrap } from '@shared/ipc/views'
import type { Language } from '@shared/i18n'
import { defaultSettings, type Settings } from '@shared/schema/settings'
import { createStore, type StoreApi } from 'zustand/vanilla'

/** The user's settings, and what they depend on. */
export interface SettingsState {
  readonly settings: Settings
  /** The language that 'system' stands for. */
  readonly systemLanguage: Language
  readonly version: string
  readonly platform: string
}
export type SettingsStore = StoreApi<SettingsState>

/** A store with what the window began with. */
export function createSettingsStore(bootstrap?: Bootstrap): SettingsStore {
  return createStore<SettingsState>(() => ({
    settings: bootstrap?.settings ?? defaultSettings,
    systemLanguage: bootstrap?.systemLanguage ?? 'en',
    version: bootstrap?.version ?? '',
    platform: bootstrap?.platform ?? ''
  }))
}

/** The language that the settings ask for. */
export function languageIn({ settings, systemLanguage }: SettingsState): Language {
  return settings.language === 'system' ? systemLanguage : settings.language
}
