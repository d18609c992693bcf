import { translator, type Language, type Translate, languageOf } from '@shared/i18n'
import type { SettingsStore } from '../app/settingsStore'
import { app } from 'electron'

export type { Translate }

/** Texts for menus and native dialogs, in the language of the settings. */
export function currentTranslate(settings: SettingsStore, systemLanguage: () => Language): Translate {
  const { language } = settings.current
  return translator(language === 'system' ? systemLanguage() : language)
}

/** The language of the operating system, among those that the interface has. */
export function systemLanguage(): Language {
  return languageOf(app.getPreferredSystemLanguages()[0] ?? app.getLocale())
}
