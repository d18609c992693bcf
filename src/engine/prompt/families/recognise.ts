import { EngineError } from '@shared/engineError'
import { promptableFamilyIds, type PromptableFamilyId } from '../../models/manifest'
import { unknownModel } from '../../models/modelErrors'
import { readOnnxFile, type OnnxFile } from '../../models/onnx/onnxFile'
import { describeValue } from '../../detect/recognise'
import { families, promptableFamilyNames } from './families'
import type { RecognisedParts } from './family'
import { promptableRole, type PromptableRole } from './role'
import { readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** What two files are together: plain data, shown before a model is added. */
export interface RecognisedPromptable extends RecognisedParts {
  readonly family: PromptableFamilyId
  /** How people call the family. */
  readonly familyName: string
  readonly encoderFile: OnnxFile
  readonly decoderFile: OnnxFile
}

/**
 * Recognises a promptable model by its files, read without running them.
 * @param first the encoder, or the decoder: they are told apart.
 * @param second the other one; left out it is looked for beside the first.
 * @throws EngineError model-incomplete when one of the two is not there; model-unknown, with the inputs and outputs
 * found and the families known; and what `readOnnxFile` throws.
 */
export async function recognisePromptable(first: string, second?: string): Promise<RecognisedPromptable> {
  const file = await readOnnxFile(first)
  const role = promptableRole(file)
  if (!role) throw unknown(file)
  if (second === undefined) {
    const partner = await findPartner(file, role)
    if (!partner) throw incomplete(file, role)
    return role === 'encoder' ? pair(file, partner) : pair(partner, file)
  }
  const other = await readOnnxFile(second)
  const otherRole = promptableRole(other)
  if (!otherRole) throw unknown(other)
  if (role === otherRole) throw incomplete(file, role)
  return role === 'encoder' ? pair(file, other) : pair(other, file)
}

function pair(encoderFile: OnnxFile, decoderFile: OnnxFile): RecognisedPromptable {
  for (const family of promptableFamilyIds) {
    const parts = families[family].recognise(encoderFile, decoderFile)
    if (parts) return { ...parts, family, familyName: families[family].name, encoderFile, decoderFile }
  }
  throw unknown(encoderFile, decoderFile)
}

/** The first file is the one that the problem names; inputs and outputs are listed of all. */
function unknown(file: OnnxFile, ...others: readonly OnnxFile[]): EngineError {
  const files = [file, ...others]
  const inputs = files.flatMap((each) => each.inputs.map(describeValue))
  const outputs = files.flatMap((each) => each.outputs.map(describeValue))
  return unknownModel(file.path, inputs, outputs, promptableFamilyNames)
}

function incomplete({ path }: OnnxFile, role: 'encoder' | 'decoder'): EngineError {
  const missing = role === 'encoder' ? 'decoder' : 'encoder'
  return new EngineError('model-incomplete', `${path} is an ${role} and needs its ${missing}`, {
    file: path,
    missing
  })
}

/** The other part of a model, if exactly one file beside it fits it; preferably one of nearly the same name. */
async function findPartner(file: OnnxFile, role: PromptableRole): Promise<OnnxFile | undefined> {
  const folder = dirname(file.path)
  const names = (await readdir(folder)).filter((name) => name.toLowerCase().endsWith('.onnx'))
  const files = await Promise.all(
    names.map((name) => readOnnxFile(join(folder, name)).catch(() => undefined))
  )
  const fitting = files.filter((other): other is OnnxFile => {
    return other !== undefined && promptableRole(other) !== role && isPair(file, other, role)
  })
  const named = fitting.filter(({ path }) => withoutRole(path) === withoutRole(file.path))
  if (named.length === 1) return named[0]
  return fitting.length === 1 ? fitting[0] : undefined
}

function isPair(file: OnnxFile, other: OnnxFile, role: PromptableRole): boolean {
  const [encoder, decoder] = role === 'encoder' ? [file, other] : [other, file]
  return promptableFamilyIds.some((id) => families[id].recognise(encoder, decoder) !== undefined)
}

function withoutRole(path: string): string {
  return path.toLowerCase().replace(/encoder|decoder/g, '')
}
