import type { Point } from '../geometry/spaces'

/**
 * Settings of whole-image segmentation: every argument of the official `SamAutomaticMaskGenerator`, under the same
 * names, and a limit on the number.
 */
export interface EverythingParams {
  /** The grid has this many points along each side of the image (or of each crop, see the downscale factor). */
  readonly pointsPerSide: number
  /** Own points instead of the grid: one list for each crop layer, coordinates as fractions of the crop, 0 to 1. */
  readonly pointGrids: readonly (readonly Point[])[] | null
  /** How many points are decoded before the filters run: what arrives together. */
  readonly pointsPerBatch: number
  /** Masks with a predicted IoU at or below it are dropped; 0 keeps all. */
  readonly predIouThresh: number
  /** Masks with a lower stability score are dropped; 0 keeps all. */
  readonly stabilityScoreThresh: number
  /** Stability is the IoU of the masks cut at this many logits above and below the usual threshold. */
  readonly stabilityScoreOffset: number
  /** Of two masks whose boxes have a larger IoU the one with the lower predicted IoU is dropped. */
  readonly boxNmsThresh: number
  /** Layers of crops that are segmented besides the image: layer i has (2^i)² of them. */
  readonly cropNLayers: number
  /** The box NMS threshold between crops, where smaller crops win. */
  readonly cropNmsThresh: number
  /** How much neighbouring crops overlap, as a fraction of the image's shorter side, in the first layer. */
  readonly cropOverlapRatio: number
  /** In crop layer i the points along a side are divided by this to the power of i. */
  readonly cropNPointsDownscaleFactor: number
  /** Holes and islands with fewer pixels are removed at the end; 0 leaves the masks as they are. */
  readonly minMaskRegionArea: number
  /** Keep the best so many by predicted IoU; 0 keeps all. */
  readonly maxProposals: number
}

export type EverythingNumber = Exclude<keyof EverythingParams, 'pointGrids'>

/** What a number may be, ends included. */
export interface ParamRange {
  readonly min: number
  readonly max: number
  readonly whole: boolean
}

/** The values of the official code. */
export const defaultEverythingParams: EverythingParams = {
  pointsPerSide: 32,
  pointGrids: null,
  pointsPerBatch: 64,
  predIouThresh: 0.88,
  stabilityScoreThresh: 0.95,
  stabilityScoreOffset: 1,
  boxNmsThresh: 0.7,
  cropNLayers: 0,
  cropNmsThresh: 0.7,
  cropOverlapRatio: 512 / 1500,
  cropNPointsDownscaleFactor: 1,
  minMaskRegionArea: 0,
  maxProposals: 0
}

const whole = (min: number, max: number): ParamRange => ({ min, max, whole: true })
const real = (min: number, max: number): ParamRange => ({ min, max, whole: false })

/** The range of every number, for validation and for the fields of a dialog. */
export const everythingRanges: Readonly<Record<EverythingNumber, ParamRange>> = {
  pointsPerSide: whole(1, 256),
  pointsPerBatch: whole(1, 1024),
  predIouThresh: real(0, 1),
  stabilityScoreThresh: real(0, 1),
  stabilityScoreOffset: real(0, 20),
  boxNmsThresh: real(0, 1),
  cropNLayers: whole(0, 3),
  cropNmsThresh: real(0, 1),
  cropOverlapRatio: real(0, 0.9),
  cropNPointsDownscaleFactor: whole(1, 16),
  minMaskRegionArea: whole(0, 100_000_000),
  maxProposals: whole(0, 100_000)
}

export type EverythingPreset = 'coarse' | 'standard' | 'fine'

/** Named settings: what of the defaults each changes. Fine keeps the density of its points in the crops. */
const everythingPresets: Readonly<Record<EverythingPreset, Partial<EverythingParams>>> = {
  coarse: { pointsPerSide: 16 },
  standard: {},
  fine: { pointsPerSide: 64, cropNLayers: 1, cropNPointsDownscaleFactor: 2 }
}

/** The whole settings of a preset. */
export function presetParams(preset: EverythingPreset): EverythingParams {
  return { ...defaultEverythingParams, ...everythingPresets[preset] }
}
