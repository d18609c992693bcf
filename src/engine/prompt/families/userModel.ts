import { createHash } from 'node:crypto'
import { basename, dirname, join } from 'node:path'
import { stat } from 'node:fs/promises'
import { fileHash } from '../../models/fileHash'
import { manifestSchema, type ModelManifest, type TensorSpec } from '../../models/manifest'
import type { PromptableModel } from '../../models/modelFiles'
import type { OnnxFile } from '../../models/onnx/onnxFile'
import type { OnnxValue } from '../../models/onnx/onnxGraph'
import { tensorSpec } from './describe'
import type { RecognisedPromptable } from './recognise'

/** What the files do not say. */
export interface UserModelNames {
  /** By default from the encoder's file name. */
  readonly name?: string
  readonly licence?: string
}

/**
 * A recognised model, where its files lie. Its manifest, written as manifest.json beside copies of the files under
 * their own names, makes a folder that the engine opens like the model that comes with the program.
 */
export async function userModel(
  recognised: RecognisedPromptable,
  names: UserModelNames = {}
): Promise<PromptableModel> {
  const { encoderFile, decoderFile, familyName } = recognised
  const [encoder, decoder] = await Promise.all([modelFile(encoderFile), modelFile(decoderFile)])
  const name = names.name ?? nameOf(encoderFile.path, familyName)
  const manifest = manifestSchema.parse({
    id: `${slug(name)}-${fingerprint(encoder, decoder)}`,
    name,
    licence: names.licence ?? '',
    family: recognised.family,
    inputSize: recognised.inputSize,
    fit: recognised.fit,
    normalisation: recognised.normalisation,
    capabilities: recognised.capabilities,
    encoder: { ...encoder, ...recognised.encoder },
    decoder: { ...decoder, inputs: tensors(decoderFile.inputs), outputs: tensors(decoderFile.outputs) }
  })
  const files = { encoderPath: encoderFile.path, decoderPath: decoderFile.path, split: undefined }
  return { manifest, files }
}

type ModelFile = Pick<ModelManifest['encoder'], 'file' | 'bytes' | 'sha256' | 'data'>

async function modelFile({ path, externalData }: OnnxFile): Promise<ModelFile> {
  const folder = dirname(path)
  const data = await Promise.all(
    externalData.map(async (file) => ({ file, ...(await hashed(join(folder, file))) }))
  )
  return { file: basename(path), ...(await hashed(path)), data }
}

async function hashed(path: string): Promise<{ readonly bytes: number; readonly sha256: string }> {
  return { bytes: (await stat(path)).size, sha256: await fileHash(path) }
}

/** Embeddings are kept under the model's id: it changes with every file, those with weights included. */
function fingerprint(...files: readonly ModelFile[]): string {
  const hashes = files.flatMap(({ sha256, data }) => [sha256, ...data.map((file) => file.sha256)])
  return createHash('sha256').update(hashes.join(' ')).digest('hex').slice(0, 8)
}

function nameOf(path: string, familyName: string): string {
  const name = basename(path)
    .replace(/\.onnx$/i, '')
    .replace(/[\s,._-]*(image[\s._-]*)?encoder[\s._-]*/i, '')
  return name === '' ? familyName : name
}

function slug(name: string): string {
  const words = name.toLowerCase().match(/[a-z0-9]+/g) ?? ['model']
  return words.join('-').slice(0, 40)
}

function tensors(values: readonly OnnxValue[]): TensorSpec[] {
  return values.flatMap((value) => tensorSpec(value) ?? [])
}
