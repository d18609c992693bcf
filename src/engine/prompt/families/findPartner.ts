import { readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { readOnnxFile, type OnnxFile } from '../../models/onnx/onnxFile'
import { promptableFamilyIds } from '../../models/manifest'
import { families } from './families'
import { promptableRole, type PromptableRole } from './role'

/** The other part of a model, if exactly one file beside it fits it; preferably one of nearly the same name. */
export async function findPartner(file: OnnxFile, role: PromptableRole): Promise<OnnxFile | undefined> {
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
