import type { Translate } from '@shared/i18n'
import type { ModelInput, Speed } from '@shared/schema/models'
import { useTranslation } from 'react-i18next'

/** Bytes as people write them: '42.5 MB'. Thousands, as disks and download pages count. */
export function bytesText(bytes: number, locale: string): string {
  const unit = bytes < 1e6 ? 'kilobyte' : bytes < 1e9 ? 'megabyte' : 'gigabyte'
  const value = bytes / { kilobyte: 1e3, megabyte: 1e6, gigabyte: 1e9 }[unit]
  const maximumFractionDigits = value < 100 ? 1 : 0
  return value.toLocaleString(locale, { style: 'unit', unit, maximumFractionDigits })
}

/** How many parameters: '10.1M'. */
export function parametersText(parameters: number, locale: string): string {
  return parameters.toLocaleString(locale, { notation: 'compact', maximumFractionDigits: 1 })
}

/** Milliseconds: two digits for fast models, whole numbers for slow ones. */
function millisecondsText(ms: number, locale: string): string {
  return ms.toLocaleString(locale, { maximumFractionDigits: ms < 10 ? 1 : 0 })
}

/** The size that a model takes. */
export function inputText(t: Translate, { dynamic, width, height }: ModelInput): string {
  return t(dynamic ? 'models.facts.inputDynamic' : 'models.facts.inputSize', { width, height })
}

/** How fast a model is on a device. */
export function speedText(t: Translate, { runMs, promptMs }: Speed, locale: string): string {
  const run = millisecondsText(runMs, locale)
  if (promptMs === null) return t('models.speed.other', { run })
  return t('models.speed.promptable', { run, prompt: millisecondsText(promptMs, locale) })
}

/** The language of the interface, for numbers. */
export function useLocale(): string {
  return useTranslation().i18n.language
}
