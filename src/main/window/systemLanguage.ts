import { app } from 'electron'
import { languageOf, type Language } from '@shared/i18n'

/** The language of the operating system, among those that the interface has. */
export function systemLanguage(): Language {
  return languageOf(app.getPreferredSystemLanguages()[0] ?? app.getLocale())
}
