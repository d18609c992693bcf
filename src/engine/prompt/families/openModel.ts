import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { EngineError } from '@shared/engineError'
import type { PromptableModel } from '../../models/modelFiles'
import { verifyModel } from '../../models/verify'
import { readOnnxFile } from '../../models/onnx/onnxFile'
import { recognisePromptable } from './recognise'
import { promptableRole } from './role'
import { userModel } from './userModel'

/**
 * Opens a model by what a person writes: a folder, with a manifest or with an encoder and a decoder in it; the two
 * files, with a comma between them; or one of them, beside which the other lies.
 * @throws EngineError model-*
 */
export async function openModel(words: string): Promise<PromptableModel> {
  const info = await stat(words).catch(() => undefined)
  if (info?.isDirectory()) return openFolder(words)
  // A name may have a comma itself.
  const [first = words, second] = info ? [words] : words.split(',', 2)
  return userModel(await recognisePromptable(first, second))
}

async function openFolder(folder: string): Promise<PromptableModel> {
  const names = await readdir(folder)
  if (names.includes('manifest.json')) return verifyModel(folder)
  for (const name of names.filter((name) => name.toLowerCase().endsWith('.onnx')).toSorted()) {
    const file = await readOnnxFile(join(folder, name)).catch(() => undefined)
    if (file && promptableRole(file)) return userModel(await recognisePromptable(file.path))
  }
  throw new EngineError('model-missing', `There is no promptable model in ${folder}`, { file: folder })
}
