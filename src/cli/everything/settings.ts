import { defaultEverythingParams, type EverythingParams } from '@shared/everything/params'
import {
  everythingProblems,
  resolveEverythingParams,
  type EverythingInput,
  type ParamProblem
} from '@shared/everything/validate'
import { UsageError } from '../usageError'

type Setting = keyof Omit<EverythingInput, 'pointGrids'>

/** The command's options that set a parameter: its name, and what `--help` says of it. */
export const settingOptions: readonly (readonly [Setting, string])[] = [
  ['pointsPerSide', 'the grid has N points along each side'],
  ['pointsStride', "Ultralytics' name for the same; excludes --points-per-side"],
  ['pointsPerBatch', 'points between two reports of --strategy reference'],
  ['predIouThresh', 'drop masks with a predicted IoU up to N'],
  ['stabilityScoreThresh', 'drop masks with a stability score below N'],
  ['stabilityScoreOffset', 'logits up and down for the stability score'],
  ['boxNmsThresh', 'drop the worse of two masks whose boxes have an IoU above N'],
  ['cropNLayers', 'also segment N layers of crops'],
  ['cropNmsThresh', 'the same as --box-nms-thresh between crops'],
  ['cropOverlapRatio', 'overlap of crops, as a share of the shorter side'],
  ['cropNPointsDownscaleFactor', 'divide the points along a side by N in each layer of crops'],
  ['minMaskRegionArea', 'fill holes and remove islands smaller than N pixels'],
  ['maxProposals', 'keep the N best masks of an image; 0 keeps all']
]

/** `pointsPerSide` → `--points-per-side`. */
export function optionName(setting: string): string {
  return `--${setting.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
}

/** What `--help` shows as an option's default. */
export function defaultText(setting: Setting): string {
  const value = setting === 'pointsStride' ? undefined : defaultEverythingParams[setting]
  return value === undefined ? '' : ` (default: ${Math.round(value * 10_000) / 10_000})`
}

/**
 * The parameters that options ask for.
 * @throws UsageError naming every option that is wrong, with its range.
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

/** The parameters under the names of the official code, as results carry them. */
export function officialNames(params: EverythingParams): Record<string, unknown> {
  const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [snake(name), value as unknown]))
}
