import {
  defaultEverythingParams,
  everythingRanges,
  type EverythingNumber,
  type EverythingParams
} from './params'

/**
 * Settings as a person or a program gives them. `pointsStride` is Ultralytics' name for the number of points along
 * each side, so it excludes `pointsPerSide`, as own point grids exclude both. What is left out takes its default.
 */
export type EverythingInput = {
  readonly [K in keyof EverythingParams]?: EverythingParams[K] | undefined
} & { readonly pointsStride?: number | undefined }

/** What is wrong with one setting; `message` is English, the rest is for a translated sentence. */
export interface ParamProblem {
  readonly param: keyof EverythingParams | 'pointsStride'
  /**
   * range: outside of min to max; whole: not a whole number (of min to max); contradiction: excludes `other`;
   * grids: the own point grids are not usable; no-points: a crop layer would have no points.
   */
  readonly code: 'range' | 'whole' | 'contradiction' | 'grids' | 'no-points'
  readonly message: string
  readonly value?: number | undefined
  readonly min?: number | undefined
  readonly max?: number | undefined
  readonly other?: keyof EverythingParams | undefined
}

/** Settings that cannot be used; lists everything that is wrong with them. */
export class EverythingParamsError extends RangeError {
  override readonly name = 'EverythingParamsError'

  constructor(readonly problems: readonly ParamProblem[]) {
    super(problems.map(({ message }) => message).join('; '))
  }
}

/** Everything that is wrong with settings, one entry each; none when they can be used. */
export function everythingProblems(input: EverythingInput): readonly ParamProblem[] {
  const contradictions = contradictionsOf(input)
  const numbers = numbersOf(input)
  const wrong = numbers.flatMap(([param, value, range]) => rangeProblem(param, value, range) ?? [])
  const problems = [...contradictions, ...wrong]
  if (problems.length > 0) return problems
  const params = complete(input)
  return params.pointGrids ? gridProblems(params.pointGrids, params.cropNLayers) : emptyLayers(params)
}

/**
 * Complete settings.
 * @throws EverythingParamsError
 */
export function resolveEverythingParams(input: EverythingInput = {}): EverythingParams {
  const problems = everythingProblems(input)
  if (problems.length > 0) throw new EverythingParamsError(problems)
  return complete(input)
}

function complete({ pointsStride, ...input }: EverythingInput): EverythingParams {
  const given = Object.entries<unknown>(input).filter(([, value]) => value !== undefined)
  const params = { ...defaultEverythingParams, ...(Object.fromEntries(given) as Partial<EverythingParams>) }
  return pointsStride === undefined ? params : { ...params, pointsPerSide: pointsStride }
}

function numbersOf(input: EverythingInput): [ParamProblem['param'], number, EverythingNumber][] {
  const names = Object.keys(everythingRanges) as EverythingNumber[]
  const given = names.flatMap((name): [ParamProblem['param'], number, EverythingNumber][] => {
    const value = input[name]
    return value === undefined ? [] : [[name, value, name]]
  })
  const { pointsStride } = input
  return pointsStride === undefined ? given : [...given, ['pointsStride', pointsStride, 'pointsPerSide']]
}

function rangeProblem(
  param: ParamProblem['param'],
  value: number,
  rangeOf: EverythingNumber
): ParamProblem | undefined {
  const { min, max, whole } = everythingRanges[rangeOf]
  const kind = whole ? 'an integer' : 'a number'
  const message = `${param} is ${value}, but must be ${kind} from ${min} to ${max}`
  if (!(value >= min && value <= max)) return { param, code: 'range', message, value, min, max }
  return whole && !Number.isInteger(value) ? { param, code: 'whole', message, value, min, max } : undefined
}

function contradictionsOf(input: EverythingInput): ParamProblem[] {
  const stride = input.pointsStride !== undefined
  const side = input.pointsPerSide !== undefined
  const grids = input.pointGrids !== undefined && input.pointGrids !== null
  const clash = (
    param: ParamProblem['param'],
    other: 'pointsPerSide' | 'pointGrids',
    when: boolean
  ): ParamProblem[] => {
    const message = `${param} and ${other} are mutually exclusive`
    return when ? [{ param, code: 'contradiction', message, other }] : []
  }
  return [
    ...clash('pointsStride', 'pointsPerSide', stride && side),
    ...clash('pointsStride', 'pointGrids', stride && grids),
    ...clash('pointsPerSide', 'pointGrids', side && grids)
  ]
}

function gridProblems(grids: NonNullable<EverythingParams['pointGrids']>, layers: number): ParamProblem[] {
  const problem = (message: string): ParamProblem[] => [{ param: 'pointGrids', code: 'grids', message }]
  if (grids.length !== layers + 1) {
    return problem(
      `pointGrids has ${grids.length} lists of points, but the image and ${layers} crop layers need ${layers + 1}`
    )
  }
  if (grids.some((grid) => grid.length === 0)) return problem('pointGrids has a list without points')
  const inside = (value: number): boolean => value >= 0 && value <= 1
  const outside = grids.flat().find(({ x, y }) => !inside(x) || !inside(y))
  if (!outside) return []
  return problem(`pointGrids has the point ${outside.x},${outside.y}, but coordinates must be from 0 to 1`)
}

function emptyLayers(params: EverythingParams): ParamProblem[] {
  const { cropNPointsDownscaleFactor: factor, cropNLayers: layers, pointsPerSide } = params
  if (Math.floor(pointsPerSide / factor ** layers) > 0) return []
  const message =
    `cropNPointsDownscaleFactor ${factor} leaves no points of ${pointsPerSide} a side` +
    ` in crop layer ${layers}`
  return [{ param: 'cropNPointsDownscaleFactor', code: 'no-points', message, value: factor }]
}
