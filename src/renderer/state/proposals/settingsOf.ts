import {
  everythingRanges,
  presetParams,
  type EverythingNumber,
  type EverythingPreset
} from '@shared/segment/params'
import { numbersOf, type EverythingNumbers } from './proposalsStore'

export const presets = ['coarse', 'standard', 'fine'] as const satisfies readonly EverythingPreset[]
export const numberNames = Object.keys(everythingRanges) as readonly EverythingNumber[]

/** The numbers of a preset. */
export function presetNumbers(preset: EverythingPreset): EverythingNumbers {
  return numbersOf(presetParams(preset))
}

/** The preset that settings are the same as, or 'own'. */
export function presetOf(numbers: EverythingNumbers): EverythingPreset | 'own' {
  const same = (preset: EverythingPreset): boolean => {
    const other = presetNumbers(preset)
    return numberNames.every((name) => numbers[name] === other[name])
  }
  return presets.find(same) ?? 'own'
}
