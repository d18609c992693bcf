import type { i18n } from 'i18next'

/** Keeps the document's language in step, which spelling, hyphens and screen readers go by. */
export function followLanguage(texts: i18n, page: Document): void {
  const follow = (language: string): void => {
    page.documentElement.lang = language
  }
  follow(texts.language)
  texts.on('languageChanged', follow)
}
