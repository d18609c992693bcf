import { createHash } from 'node:crypto'
import { copyFile, mkdir, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { modelIdSchema, type CheckedBy } from '@shared/schema/models'
import { ProblemError } from '@shared/schema/problem'
import { fileHash } from '../fileHash'
import type { OnnxFile } from '../onnx/onnxFile'
import { userModel } from '../../prompt/families/userModel'
import { inspectModel, type Inspected } from './inspect'
import type { LibraryModel, ModelLibrary } from './library'
import type { LibraryEntry, LibraryFile } from './manifest'

/** What the files do not say. */
export interface AddedAs {
  readonly name: string
  readonly licence: string
  readonly source: string
  readonly checkedBy: CheckedBy
}

/**
 * Copies a model into the library. What is installed is what the copies are recognised as, whatever happens to the
 * files meanwhile.
 * @throws ProblemError model-*, disk-full
 */
export function addModel(library: ModelLibrary, found: Inspected, as: AddedAs): Promise<LibraryModel> {
  return library.install(async (folder) => {
    const copies = await copyFiles(found.files, folder)
    const copied = await inspectModel(copies)
    return manifestOf(copied, folder, as)
  })
}

/** Copies files and the weights beside them, each under its own name; gives the models' paths. */
async function copyFiles(files: readonly OnnxFile[], folder: string): Promise<string[]> {
  const sources = new Map<string, string>()
  const copy = async (source: string, name: string): Promise<string> => {
    const other = sources.get(name)
    if (other !== undefined && other !== source) {
      throw new ProblemError('model-data', `Two files are called ${name}`, {
        ...{ file: basename(source), data: name, reason: 'EEXIST' }
      })
    }
    const target = join(folder, name)
    if (other === undefined) {
      await mkdir(dirname(target), { recursive: true })
      await copyFile(source, target)
    }
    sources.set(name, source)
    return target
  }
  const [first, second] = files
  const same = first && second && basename(first.path) === basename(second.path)
  const copies: string[] = []
  for (const [i, { path, externalData }] of files.entries()) {
    const prefix = same ? ['encoder-', 'decoder-'][i] : ''
    copies.push(await copy(path, `${prefix}${basename(path)}`))
    for (const data of externalData) await copy(join(dirname(path), data), data)
  }
  return copies
}

async function manifestOf(
  { facts, files, promptable }: Inspected,
  folder: string,
  { name, ...as }: AddedAs
): Promise<{ readonly library: LibraryEntry }> {
  const names = files.flatMap(({ path, externalData }) => [basename(path), ...externalData])
  const hashed = await Promise.all(names.map((file) => libraryFile(folder, file)))
  // The models themselves come first.
  const models = new Set(files.map(({ path }) => basename(path)))
  const sorted = [
    ...hashed.filter(({ file }) => models.has(file)),
    ...hashed.filter(({ file }) => !models.has(file))
  ]
  const engine = promptable && (await userModel(promptable, { name, licence: as.licence })).manifest
  const id = modelIdSchema.parse(engine?.id ?? detectorId(name, hashed))
  return { ...engine, library: { schema: 1, id, name, ...as, ...facts, files: sorted } }
}

async function libraryFile(folder: string, file: string): Promise<LibraryFile> {
  const path = join(folder, file)
  return { file, bytes: (await stat(path)).size, sha256: await fileHash(path) }
}

/** The name as people read it, and a number that changes with every file. */
function detectorId(name: string, files: readonly LibraryFile[]): string {
  const words = name.toLowerCase().match(/[a-z0-9]+/g) ?? ['model']
  const hash = createHash('sha256').update(files.map(({ sha256 }) => sha256).join(' '))
  return `${words.join('-').slice(0, 40)}-${hash.digest('hex').slice(0, 8)}`
}
