import i18next, { type i18n } from 'i18next'
import { en } from './en'
import { ru } from './ru'
import type { Translate } from './translation'
import type { Problem } from '../schema/problem'
import { notes } from './en/notes'
import { problemText } from './problemText'

export type { TextKey, Translate } from './translation'
export { problemText, problemTitle, reasonText } from './problemText'

/** The languages of the interface. */
export const languages = ['en', 'ru'] as const
export type Language = (typeof languages)[number]

/** Each language's name in itself. */
export const languageNames: Readonly<Record<Language, string>> = { en: 'English', ru: 'Русский' }

/** The interface's language for a system locale such as 'ru-RU'. */
export function languageOf(locale: string): Language {
  return locale.toLowerCase().startsWith('ru') ? 'ru' : 'en'
}

/** An i18next instance with both languages, ready at once; nothing is loaded later. */
export function createI18n(language: Language): i18n {
  const instance = i18next.createInstance()
  void instance.init({
    lng: language,
    fallbackLng: 'en',
    resources: { en: { translation: en }, ru: { translation: ru } },
    interpolation: { escapeValue: false },
    initAsync: false,
    showSupportNotice: false
  })
  return instance
}

/** The typed door to an i18next instance: keys and parameters are checked by the compiler. */
export function translateWith(instance: i18n, language?: Language): Translate {
  const t = language === undefined ? instance.t : instance.getFixedT(language)
  return (key, ...params) => {
    const values: object | undefined = params[0]
    return t(key, { ...values })
  }
}

/** Texts of one language, for code without React. */
export function translator(language: Language): Translate {
  return translateWith(createI18n(language))
}

/** What an export has to say: by the note's code where it has one, else as the problem that it is. */
export function noteText(t: Translate, note: Problem): string {
  const { note: code, count, reason } = note.params
  if (typeof code === 'string' && (code in notes || `${code}_one` in notes)) {
    const fill = t as (key: string, params: { readonly count: unknown }) => string
    return fill(`notes.${code}`, { count })
  }
  // Inside a report the sentence around the reason would only repeat that this is about the export.
  if ((note.kind === 'export-failed' || note.kind === 'export-note') && typeof reason === 'string')
    return reason
  return problemText(t, note)
}
