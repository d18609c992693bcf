import { realpath, stat } from 'node:fs/promises'
import path, { dirname, resolve } from 'node:path'
import { isBelow } from '@shared/files/pathRules'
import { externalDataProblem } from '../modelErrors'

/** A file beside the model that holds weights. */
export interface ExternalData {
  /** As the model names it: relative to the model's folder. */
  readonly location: string
  /** How many bytes the model needs the file to have at least. */
  readonly bytes: number
}

/**
 * Checks that the weights of a model which lie in other files are there, long enough, and in the model's own folder
 * or below, links followed: a model must not make the program read other files.
 * @returns the bytes that these files have together.
 * @throws EngineError model-data
 */
export async function checkExternalData(model: string, files: readonly ExternalData[]): Promise<number> {
  let total = 0
  for (const { location, bytes } of files) {
    const folder = await realpath(dirname(model))
    if (!isPlainRelative(location) || !isBelow(folder, resolve(folder, location), path)) {
      throw externalDataProblem(model, location, 'outside')
    }
    const file = await realpath(resolve(folder, location)).catch(() => {
      throw externalDataProblem(model, location, 'missing')
    })
    if (!isBelow(folder, file, path)) throw externalDataProblem(model, location, 'outside')
    const info = await stat(file)
    if (!info.isFile()) throw externalDataProblem(model, location, 'missing')
    if (info.size < bytes) throw externalDataProblem(model, location, 'truncated')
    total += info.size
  }
  return total
}

/** Names that mean the same on every system; a back-slash is a folder's end on some and a letter on others. */
function isPlainRelative(location: string): boolean {
  return (
    location !== '' && !/[\\\0]/.test(location) && !/^[a-z]:/i.test(location) && !path.isAbsolute(location)
  )
}
