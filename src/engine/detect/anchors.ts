import type { ModelInput } from './family'

/** Cells of the grids of all strides together, row by row, the finest first. */
export function cellCount(
  { width, height }: Pick<ModelInput, 'width' | 'height'>,
  strides: readonly number[]
): number {
  return strides.reduce((sum, stride) => sum + Math.ceil(width / stride) * Math.ceil(height / stride), 0)
}

/** The strides of nearly all YOLO models, and of those for large images. */
export const STRIDES = [8, 16, 32] as const
const STRIDES_P6 = [8, 16, 32, 64] as const

/** Whether an output has `perCell` rows for each cell of its input's grids; a dynamic one is not held to it. */
export function hasGridRows(rows: number | string | undefined, input: ModelInput, perCell: number): boolean {
  if (typeof rows === 'string') return input.dynamic
  return [STRIDES, STRIDES_P6].some((strides) => rows === perCell * cellCount(input, strides))
}
