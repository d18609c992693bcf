import { defaultEverythingParams, type EverythingParams } from '@shared/segment/params'
import {
  everythingProblems,
  resolveEverythingParams,
  type EverythingInput,
  type ParamProblem
} from '@shared/segment/validate'
import { UsageError } from '../exits'

type Setting = keyof Omit<EverythingInput, 'pointGrids'>

/** The options that set a parameter: its name and its help text. */
export const settingOptions: readonly (readonly [Setting, string])[] = [
  ['pointsPerSide', 'points per side of the grid'],
  ['pointsStride', "Ultralytics' name for --points-per-side; mutually exclusive with it"],
  ['pointsPerBatch', 'points per progress update of --strategy reference'],
  ['predIouThresh', 'drop masks with a predicted IoU of N or less'],
  ['stabilityScoreThresh', 'drop masks with a stability score below N'],
  ['stabilityScoreOffset', 'logit offset of the stability score'],
  ['boxNmsThresh', 'NMS: drop the worse of two masks whose boxes overlap by more than IoU N'],
  ['cropNLayers', 'number of crop layers to segment in addition'],
  ['cropNmsThresh', 'like --box-nms-thresh, between crops'],
  ['cropOverlapRatio', 'overlap of crops, as a fraction of the shorter side'],
  ['cropNPointsDownscaleFactor', 'divide the points per side by N in each crop layer'],
  ['minMaskRegionArea', 'fill holes and remove regions smaller than N pixels'],
  ['maxProposals', 'keep the N best masks per image; 0 keeps all']
]

/** `pointsPerSide` → `--points-per-side`. */
export function optionName(setting: string): string {
  return `--${setting.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
}

/** The default of an option in its help text. */
export function defaultText(setting: Setting): string {
  const value = setting === 'pointsStride' ? undefined : defaultEverythingParams[setting]
  return value === undefined ? '' : ` (default: ${Math.round(value * 10_000) / 10_000})`
}

/**
 * Parses the options into parameters.
 * @throws UsageError naming every invalid option, with its range
 */
export function parseSettings(options: Readonly<Record<string, unknown>>): EverythingParams {
  const input: Partial<Record<Setting, number>> = {}
  for (const [setting] of settingOptions) {
    const text = options[setting]
    if (typeof text === 'string') input[setting] = text.trim() === '' ? Number.NaN : Number(text)
  }
  const problems = everythingProblems(input)
  if (problems.length > 0) throw new UsageError(problems.map(usageText).join('\n'))
  return resolveEverythingParams(input)
}

function usageText({ param, message, other }: ParamProblem): string {
  const named = message.replace(param, optionName(param))
  return other === undefined ? named : named.replace(other, optionName(other))
}

/** The parameters under the names of the official code, as in the results. */
export function officialNames(params: EverythingParams): Record<string, unknown> {
  const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [snake(name), value as unknown]))
}
