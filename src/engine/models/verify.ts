import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { EngineError } from '@shared/engineError'
import { fileHash } from './fileHash'
import { manifestSchema, type ModelManifest } from './manifest'
import { modelFiles, type PromptableModel } from './modelFiles'

interface ExpectedFile {
  readonly file: string
  readonly bytes: number
  readonly sha256: string
}

/**
 * Reads a model folder and checks that every file is there and unaltered.
 * @throws EngineError model-missing or model-altered, with params `file` and `reason`.
 */
export async function verifyModel(folder: string): Promise<PromptableModel> {
  const manifest = await readManifest(folder)
  const { encoder, decoder, splitDecoder } = manifest
  const files = [encoder, decoder, ...(splitDecoder ? [splitDecoder.image, splitDecoder.point] : [])]
  const checks = files.flatMap((file) => [file, ...file.data]).map((file) => verifyFile(folder, file))
  try {
    await Promise.all(checks)
  } finally {
    // Every file is closed by then: Windows could not replace what is still being hashed.
    await Promise.allSettled(checks)
  }
  return { manifest, files: modelFiles(folder, manifest) }
}

async function readManifest(folder: string): Promise<ModelManifest> {
  const path = join(folder, 'manifest.json')
  const text = await readFile(path, 'utf8').catch(() => {
    throw missing(path)
  })
  try {
    return manifestSchema.parse(JSON.parse(text))
  } catch (error) {
    throw altered(path, `not a valid manifest: ${error instanceof Error ? error.message : String(error)}`)
  }
}

async function verifyFile(folder: string, expected: ExpectedFile): Promise<void> {
  const path = join(folder, expected.file)
  const info = await stat(path).catch(() => {
    throw missing(path)
  })
  if (info.size !== expected.bytes) {
    throw altered(path, `${info.size} bytes instead of ${expected.bytes}`)
  }
  const hash = await fileHash(path)
  if (hash !== expected.sha256) {
    throw altered(path, `sha256 ${hash.slice(0, 12)}… instead of ${expected.sha256.slice(0, 12)}…`)
  }
}

function missing(file: string): EngineError {
  return new EngineError('model-missing', `The model file ${file} is missing`, { file, reason: 'missing' })
}

function altered(file: string, reason: string): EngineError {
  return new EngineError('model-altered', `The model file ${file} was altered: ${reason}`, { file, reason })
}
