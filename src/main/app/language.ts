import { app } from 'electron'
import { languageOf, translator, type Language, type Translate } from '@shared/i18n'
import type { SettingsStore } from './settingsStore'

export type { Translate }

/** The language of the operating system, among those that the interface has. */
export function systemLanguage(): Language {
  return languageOf(app.getPreferredSystemLanguages()[0] ?? app.getLocale())
}

/** Texts for menus and native dialogs, in the language of the settings. */
export function currentTranslate(settings: SettingsStore): Translate {
  const { language } = settings.current
  return translator(language === 'system' ? systemLanguage() : language)
}
