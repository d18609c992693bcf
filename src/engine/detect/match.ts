import type { OnnxFile } from '../models/onnx/onnxFile'
import type { OnnxDimension, OnnxValue } from '../models/onnx/onnxGraph'

/** The model's output of that many dimensions where it has no other output and takes nothing but the image. */
export function onlyOutput({ inputs, outputs }: OnnxFile, rank: number): OnnxValue | undefined {
  const [output] = outputs
  return inputs.length === 1 && outputs.length === 1 && output?.shape.length === rank ? output : undefined
}

/** The one output of three dimensions, where all others are the grids that it was made of: [1, 3, rows, columns, n]. */
export function outputBeforeHeads({
  inputs,
  outputs
}: Pick<OnnxFile, 'inputs' | 'outputs'>): OnnxValue | undefined {
  const [output, ...others] = outputs.filter(({ shape }) => shape.length !== 5)
  return inputs.length === 1 && others.length === 0 && output?.shape.length === 3 ? output : undefined
}

/** Outputs of those names, in that order; undefined unless all are there. */
export function outputsNamed<N extends string>(
  { outputs }: OnnxFile,
  names: readonly N[]
): Record<N, OnnxValue> | undefined {
  const found = names.map((name) => [name, outputs.find((output) => output.name === name)] as const)
  return found.every(([, output]) => output) ? (Object.fromEntries(found) as Record<N, OnnxValue>) : undefined
}

/** A dimension that the file fixes. */
export function isNumber(dimension: OnnxDimension | undefined): dimension is number {
  return typeof dimension === 'number'
}
