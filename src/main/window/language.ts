import { translator, type Language, type Translate } from '@shared/i18n'
import type { SettingsStore } from '../app/settingsStore'

export type { Translate }

/** Texts for menus and native dialogs, in the language of the settings. */
export function currentTranslate(settings: SettingsStore, systemLanguage: () => Language): Translate {
  const { language } = settings.current
  return translator(language === 'system' ? systemLanguage() : language)
}
