import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import log from 'electron-log/main'
import { type ModelTask, modelIdSchema } from '@shared/schema/models'
import { ProblemError } from '@shared/schema/problem'
import { removeFile, removeFolder, rename } from '../../../files/operations'
import { fileHash } from '../fileHash'
import { libraryManifestSchema, type LibraryEntry } from './manifest'
import { modelAltered, modelMissing, storeProblem } from './problems'
import { manifestSchema } from '../manifest'
import { readOnnxFile } from '../onnx/onnxFile'
import { families } from '../../prompt/families/families'

/** An installed model and where its files lie. */
export interface LibraryModel {
  readonly entry: LibraryEntry
  readonly folder: string
  readonly builtIn: boolean
}

/** Folders of the library that hold no model begin so. */
const HIDDEN = '.'

/**
 * The installed models: the one that comes with the program, and those of the user's folder, each in a folder of its
 * own with a manifest.json. A model appears there by one rename, when it is whole.
 */
export class ModelLibrary {
  private readonly users = new Map<string, LibraryModel>()
  private builtIn: LibraryModel

  /**
   * @param folder the user's models; made when missing.
   * @param builtInFolder the model that comes with the program.
   */
  constructor(
    readonly folder: string,
    builtInFolder: string
  ) {
    this.builtIn = { entry: builtInEntry(builtInFolder), folder: builtInFolder, builtIn: true }
    for (const path of modelFolders(folder)) this.takeIfWhole(path)
  }

  /** The models, the one that comes with the program first. */
  list(task?: ModelTask): LibraryModel[] {
    const all = [this.builtIn, ...this.users.values()]
    return task === undefined ? all : all.filter(({ entry }) => entry.task === task)
  }

  get(id: string): LibraryModel | undefined {
    return id === this.builtIn.entry.id ? this.builtIn : this.users.get(id)
  }

  /** The model that comes with the program. */
  get fallback(): LibraryModel {
    return this.builtIn
  }

  /**
   * A model whose files were just found to be whole and unaltered.
   * @throws ProblemError model-missing, model-altered
   */
  async verified(id: string): Promise<LibraryModel> {
    const model = this.get(id)
    if (!model) throw new ProblemError('model-missing', `There is no model ${id}`, { file: id })
    for (const { file, bytes, sha256 } of model.entry.files) {
      const path = join(model.folder, file)
      const info = await stat(path).catch(() => {
        throw modelMissing(path)
      })
      if (info.size !== bytes || (await fileHash(path)) !== sha256) throw modelAltered(path)
    }
    return model
  }

  /**
   * Installs a model: `prepare` puts its files into a folder that nobody sees, and gives the manifest.
   * @throws ProblemError model-duplicate, disk-full, and what `prepare` throws; nothing is left behind then.
   */
  async install(
    prepare: (folder: string) => Promise<{ readonly library: LibraryEntry }>
  ): Promise<LibraryModel> {
    try {
      await mkdir(this.folder, { recursive: true })
      const draft = await mkdtemp(join(this.folder, `${HIDDEN}new-`))
      try {
        const manifest = await prepare(draft)
        this.refuseDouble(manifest.library)
        await writeFile(join(draft, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
        const folder = join(this.folder, manifest.library.id)
        // A folder without a readable manifest is what an interrupted removal leaves.
        await removeFolder(folder)
        await rename(draft, folder)
        return this.take(folder)
      } finally {
        await removeFolder(draft)
      }
    } catch (error) {
      throw storeProblem(error, this.folder)
    }
  }

  /** Deletes a user's model. @throws ProblemError model-missing, model-built-in */
  async remove(id: string): Promise<void> {
    const model = this.get(id)
    if (!model) throw new ProblemError('model-missing', `There is no model ${id}`, { file: id })
    const { name } = model.entry
    if (model.builtIn) throw new ProblemError('model-built-in', `${name} cannot be removed`, { name })
    // The manifest goes first: what is left of a removal that is interrupted is no model.
    await removeFile(join(model.folder, 'manifest.json'))
    this.users.delete(id)
    await removeFolder(model.folder)
  }

  /** Counts the parameters of the model that comes with the program. */
  async countBuiltIn(): Promise<void> {
    const { entry, folder } = this.builtIn
    if (entry.parameters !== null || entry.files.length === 0) return
    const parameters = await countParameters(folder, entry)
    this.builtIn = { ...this.builtIn, entry: { ...entry, parameters } }
  }

  /** The same files need not be there twice, whatever they are called. */
  private refuseDouble({ id, files }: LibraryEntry): void {
    const hashes = hashesOf(files)
    const double = this.get(id) ?? this.list().find(({ entry }) => hashesOf(entry.files) === hashes)
    if (!double) return
    const { name } = double.entry
    throw new ProblemError('model-duplicate', `The model is installed as ${name}`, { name })
  }

  private takeIfWhole(folder: string): void {
    try {
      this.take(folder)
    } catch (error) {
      log.warn(`${folder} holds no model that can be used`, error)
    }
  }

  private take(folder: string): LibraryModel {
    const text = readFileSync(join(folder, 'manifest.json'), 'utf8')
    const { library: entry } = libraryManifestSchema.parse(JSON.parse(text))
    const model = { entry, folder, builtIn: false }
    this.users.set(entry.id, model)
    return model
  }
}

function modelFolders(folder: string): string[] {
  mkdirSync(folder, { recursive: true })
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith(HIDDEN))
    .map(({ name }) => join(folder, name))
    .toSorted()
}

function hashesOf(files: LibraryEntry['files']): string {
  return files.map(({ sha256 }) => sha256).join(' ')
}

/** The entry that stands for a model whose folder cannot be read: it is there, and fails when it is loaded. */
const unreadable: LibraryEntry = {
  ...{ schema: 1, id: modelIdSchema.parse('mobile-sam'), name: 'MobileSAM', licence: 'Apache-2.0' },
  ...{ source: '', checkedBy: 'built-in', task: 'promptable', familyName: 'SAM', description: '' },
  ...{ bytes: 0, parameters: null, input: { width: 1024, height: 1024, dynamic: false }, classes: [] },
  ...{ capabilities: null, files: [] }
}

/** The model that comes with the program. Its parameters are not counted yet. */
function builtInEntry(folder: string): LibraryEntry {
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
async function countParameters(folder: string, { files }: LibraryEntry): Promise<number> {
  const read = await Promise.all(files.slice(0, 2).map(({ file }) => readOnnxFile(join(folder, file))))
  return read.reduce((sum, { parameters }) => sum + parameters, 0)
}
