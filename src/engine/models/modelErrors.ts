import { EngineError } from '@shared/engineError'

/** As much of what a file says as a sentence can hold. */
const MOST_VALUES = 12
const MOST_LETTERS = 200

/** Why a file cannot be read as a model; the interface has words for each. */
export type UnreadableReason = 'empty' | 'not-onnx' | 'truncated' | 'damaged'

const inWords: Readonly<Record<UnreadableReason, string>> = {
  empty: 'the file is empty',
  'not-onnx': 'it is none',
  truncated: 'the file ends too early',
  damaged: 'it is damaged'
}

/** The file is no ONNX model, or an incomplete one. */
export function unreadableModel(file: string, reason: UnreadableReason): EngineError {
  const message = `${file} cannot be read as an ONNX model: ${inWords[reason]}`
  return new EngineError('model-unreadable', message, { file, reason })
}

/** The model needs a newer run-time than the one built in. */
export function modelTooNew(file: string, version: string, supported: string): EngineError {
  return new EngineError(
    'model-too-new',
    `${file} is written for ${version}; up to ${supported} is supported`,
    {
      file,
      version,
      supported
    }
  )
}

/** A file with the weights of a model is not there, too short, or outside of the model's own folder. */
export function externalDataProblem(
  file: string,
  data: string,
  reason: 'missing' | 'outside' | 'truncated'
): EngineError {
  return new EngineError(
    'model-data',
    `The weights file ${JSON.stringify(data.slice(0, MOST_LETTERS))} of ${file} is ${reason}`,
    {
      file,
      data: data.slice(0, MOST_LETTERS),
      reason: reason === 'missing' ? 'ENOENT' : reason
    }
  )
}

/** No family fits; `families` are the names of those that were tried. */
export function unknownModel(
  file: string,
  inputs: readonly string[],
  outputs: readonly string[],
  families: readonly string[]
): EngineError {
  const params = {
    file,
    inputs: list(inputs),
    outputs: list(outputs),
    families: families.join(', ')
  }
  const message = `${file} is of no known family. Inputs: ${params.inputs}. Outputs: ${params.outputs}. Known: ${params.families}.`
  return new EngineError('model-unknown', message, params)
}

/** The first of them, and how many there are. */
function list(values: readonly string[]): string {
  const more = values.length > MOST_VALUES ? [`… (${values.length})`] : []
  return [...values.slice(0, MOST_VALUES).map((value) => value.slice(0, MOST_LETTERS)), ...more].join('; ')
}

/** There are more or fewer names than the model has classes. */
export function wrongClasses(file: string, names: number, classes: number): EngineError {
  return new EngineError('model-classes', `${file} has ${classes} classes, but ${names} class names`, {
    file,
    names,
    classes
  })
}

/** An output holds what is no number: damaged weights, or an overflow of float16. */
export function notANumber(file: string, output: string): EngineError {
  return new EngineError('model-nan', `The output ${output} of ${file} holds NaN`, { file, output })
}

/** What the run-time threw while it loaded or ran a model. */
export function failedModel(file: string, error: unknown): EngineError {
  const reason = error instanceof Error ? error.message : String(error)
  if (/bad[ _]?alloc|out of memory|failed to allocate|allocation failed/i.test(reason)) {
    return new EngineError('model-out-of-memory', `Not enough memory for ${file}: ${reason}`, { file })
  }
  return new EngineError('model-failed', `${file} failed: ${reason}`, { file, reason: withoutPlace(reason) })
}

/** The run-time begins its messages with the line of its own code, which tells a user nothing. */
function withoutPlace(reason: string): string {
  return reason.replace(/^.*\.(?:cc|cpp|h):\d+ .*?\) /s, '').slice(0, MOST_LETTERS)
}
