import { everythingRanges, type EverythingNumber } from '@shared/segment/params'
import { everythingProblems } from '@shared/segment/validate'
import type { Translate } from '@shared/i18n'
import type { EverythingNumbers } from '../../../state/proposals/proposalsStore'
import { numberNames } from '../../../state/proposals/settingsOf'

/** The numbers as they stand in the fields; null for a field that holds no number. */
export type NumberFields = Readonly<Record<EverythingNumber, number | null>>

/** The settings of fields, or null while some of them cannot be used. */
export function numbersIn(fields: NumberFields): EverythingNumbers | null {
  const complete = numberNames.every((name) => fields[name] !== null)
  const numbers = fields as EverythingNumbers
  return complete && everythingProblems(numbers).length === 0 ? numbers : null
}

/** What is wrong with each field, as a sentence that names the setting and what it may be. */
export function fieldProblems(
  fields: NumberFields,
  t: Translate
): Readonly<Partial<Record<EverythingNumber, string>>> {
  const given = Object.fromEntries(numberNames.map((name) => [name, fields[name] ?? undefined]))
  const sentences: Partial<Record<EverythingNumber, string>> = {}
  for (const name of numberNames) {
    const { min, max } = everythingRanges[name]
    if (fields[name] === null)
      sentences[name] = t('segment.problems.missing', { name: t(`segment.params.${name}.name`), min, max })
  }
  for (const { param, code, value = 0, message } of everythingProblems(given)) {
    if (!isNumberName(param)) continue
    const { min, max } = everythingRanges[param]
    const name = t(`segment.params.${param}.name`)
    if (code === 'range') sentences[param] = t('segment.problems.range', { name, value, min, max })
    else if (code === 'whole') sentences[param] = t('segment.problems.whole', { name, value, min, max })
    else if (code === 'no-points') sentences[param] = t('segment.problems.noPoints', { name, value })
    else sentences[param] = message
  }
  return sentences
}

function isNumberName(param: string): param is EverythingNumber {
  return param in everythingRanges
}
