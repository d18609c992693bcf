import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { modelIdSchema } from '@shared/schema/models'
import { manifestSchema } from '../manifest'
import { readOnnxFile } from '../onnx/onnxFile'
import { families } from '../../prompt/families/families'
import type { LibraryEntry } from './manifest'

/** The entry that stands for a model whose folder cannot be read: it is there, and fails when it is loaded. */
const unreadable: LibraryEntry = {
  ...{ schema: 1, id: modelIdSchema.parse('mobile-sam'), name: 'MobileSAM', licence: 'Apache-2.0' },
  ...{ source: '', checkedBy: 'built-in', task: 'promptable', familyName: 'SAM', description: '' },
  ...{ bytes: 0, parameters: null, input: { width: 1024, height: 1024, dynamic: false }, classes: [] },
  ...{ capabilities: null, files: [] }
}

/** The model that comes with the program. Its parameters are not counted yet. */
export function builtInEntry(folder: string): LibraryEntry {
  try {
    const manifest = manifestSchema.parse(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')))
    const { encoder, decoder, splitDecoder, inputSize, family } = manifest
    const files = [encoder, decoder, ...(splitDecoder ? [splitDecoder.image, splitDecoder.point] : [])]
    return {
      ...unreadable,
      id: modelIdSchema.parse(manifest.id),
      name: manifest.name,
      licence: manifest.licence,
      familyName: families[family].name,
      bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
      input: { width: inputSize, height: inputSize, dynamic: false },
      capabilities: manifest.capabilities,
      files: files.map(({ file, bytes, sha256 }) => ({ file, bytes, sha256 }))
    }
  } catch {
    return unreadable
  }
}

/** Elements of the weights of a model's encoder and decoder. @throws EngineError model-* */
export async function countParameters(folder: string, { files }: LibraryEntry): Promise<number> {
  const read = await Promise.all(files.slice(0, 2).map(({ file }) => readOnnxFile(join(folder, file))))
  return read.reduce((sum, { parameters }) => sum + parameters, 0)
}
