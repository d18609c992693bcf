import { basename } from 'node:path'
import type { ModelFacts } from '@shared/schema/models'
import { ProblemError } from '@shared/schema/problem'
import { EngineError } from '@shared/engineError'
import { problemOf } from '../../engineProblem'
import type { RecognisedModel } from '../../detect/family'
import { unknownModel } from '../modelErrors'
import { readOnnxFile, type OnnxFile } from '../onnx/onnxFile'
import { recognise } from '../../detect/recognise'
import { recognisePromptable, type RecognisedPromptable } from '../../prompt/families/recognise'

/** What files on the disk are; nothing was run or copied. */
export interface Inspected {
  readonly name: string
  readonly facts: ModelFacts
  /** The model, or the encoder before the decoder. */
  readonly files: readonly OnnxFile[]
  /** For a promptable model. */
  readonly promptable: RecognisedPromptable | null
}

/**
 * Recognises a model: a file, or an encoder and its decoder in any order. The other one of a pair is also found beside
 * the first.
 * @throws ProblemError model-unreadable, model-too-new, model-data, model-classes, model-incomplete, model-unknown
 * with the inputs and outputs found and all families known.
 */
export async function inspectModel(paths: readonly string[]): Promise<Inspected> {
  const [first, second, ...others] = paths
  if (first === undefined || others.length > 0) {
    throw new ProblemError('bad-input', 'A model is one file, or an encoder and a decoder', {
      reason: 'files'
    })
  }
  try {
    return second === undefined
      ? await inspectOne(first)
      : inspected(await recognisePromptable(first, second))
  } catch (error) {
    throw ProblemError.from(problemOf(error))
  }
}

async function inspectOne(path: string): Promise<Inspected> {
  const file = await readOnnxFile(path)
  const recognition = recognise(file)
  if ('model' in recognition) return detector(file, recognition.model)
  try {
    return inspected(await recognisePromptable(path))
  } catch (error) {
    if (!(error instanceof EngineError) || error.kind !== 'model-unknown') throw error
    const { inputs, outputs, families } = recognition.unknown
    throw unknownModel(path, inputs, outputs, [String(error.params['families']), ...families])
  }
}

function detector(file: OnnxFile, model: RecognisedModel): Inspected {
  const { width, height, dynamic } = model.input
  return {
    name: nameOf(file.path),
    facts: {
      task: model.task === 'segment' ? 'segmenter' : 'detector',
      familyName: model.familyName,
      description: model.description,
      bytes: file.bytes,
      parameters: file.parameters,
      input: { width, height, dynamic },
      classes: [...model.classNames],
      capabilities: null
    },
    files: [file],
    promptable: null
  }
}

function inspected(model: RecognisedPromptable): Inspected {
  const { encoderFile, decoderFile, familyName, inputSize } = model
  const files = [encoderFile, decoderFile]
  return {
    name: nameOf(encoderFile.path).replace(/[._ -]*(image[._ -]*)?encoder[._ -]*/i, '') || familyName,
    facts: {
      task: 'promptable',
      familyName,
      description: '',
      bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
      parameters: files.reduce((sum, { parameters }) => sum + parameters, 0),
      input: { width: inputSize, height: inputSize, dynamic: false },
      classes: [],
      capabilities: model.capabilities
    },
    files,
    promptable: model
  }
}

function nameOf(path: string): string {
  return basename(path).replace(/\.onnx$/i, '')
}
