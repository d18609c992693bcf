import { useTranslation } from 'react-i18next'

/** The language of the interface, for numbers. */
export function useLocale(): string {
  return useTranslation().i18n.language
}
