import { EngineError } from '../errors'

/** Why a file cannot be read as a model; the interface has words for each. */
export type UnreadableReason = 'empty' | 'not-onnx' | 'truncated' | 'damaged'

/** The file is no ONNX model, or an incomplete one. */
export function unreadableModel(file: string, reason: UnreadableReason): EngineError {
  return new EngineError('model-unreadable', `${file} cannot be read as an ONNX model: ${reason}`, {
    file,
    reason
  })
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
  return new EngineError('model-data', `The weights file ${JSON.stringify(data)} of ${file} is ${reason}`, {
    file,
    data,
    reason: reason === 'missing' ? 'ENOENT' : reason
  })
}
