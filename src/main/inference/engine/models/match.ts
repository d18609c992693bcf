import type { OnnxDimension, OnnxFile, OnnxValue } from './onnxFile'

/** The model's output of that many dimensions where it has no other output and takes nothing but the image. */
export function onlyOutput({ inputs, outputs }: OnnxFile, rank: number): OnnxValue | undefined {
  const [output] = outputs
  return inputs.length === 1 && outputs.length === 1 && output?.shape.length === rank ? output : undefined
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
