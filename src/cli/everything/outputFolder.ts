import { createHash, randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { removeFile, removeFolder, rename } from '../../files/operations'
import { DoneNotes } from './doneNotes'
import type { InputImage } from './inputs'
import type { OutputFile, OutputFormat } from './outputFormat'

/** Temporary folder for files being written; leftovers of a killed run are removed by the next one. */
const UNFINISHED = '.unfinished'

/**
 * The output folder and the results that it already holds. Its journal records the settings; if they differ, nothing
 * counts as done. All files are written under a temporary name and renamed, and an image is recorded once its files are
 * in place: a kill loses only the images in progress. Not safe for several runs at the same time.
 */
export class OutputFolder {
  private constructor(
    private readonly folder: string,
    private readonly notes: DoneNotes
  ) {}

  /**
   * @param kind command and format, used in the name of the journal
   * @param settings everything that the results depend on, other than the images
   */
  static async open(folder: string, kind: string, settings: unknown): Promise<OutputFolder> {
    await removeFolder(join(folder, UNFINISHED))
    await mkdir(folder, { recursive: true })
    const hash = createHash('sha256').update(JSON.stringify(settings)).digest('hex')
    const name = `.${kind}.jsonl`
    const notes = await DoneNotes.open(join(folder, name), hash, (text) => {
      return atomically(folder, name, (temporary) => writeFile(temporary, text, { flush: true }))
    })
    return new OutputFolder(folder, notes)
  }

  /** Whether the results of an image exist, made with these settings from the current file. */
  async isDone({ path, stem }: InputImage): Promise<boolean> {
    const done = this.notes.get(stem)
    if (!done || done.signature !== (await signatureOf(path))) return false
    const found = await Promise.all(
      done.files.map((name) => stat(join(this.folder, name)).catch(() => undefined))
    )
    return found.every((info) => info?.isFile())
  }

  /** Writes the results of an image and records it as done. */
  async write({ path, stem }: InputImage, files: readonly OutputFile[]): Promise<void> {
    for (const { name, content } of files) {
      await atomically(this.folder, name, (temporary) => writeFile(temporary, content, { flush: true }))
    }
    await this.notes.add(stem, { signature: await signatureOf(path), files: files.map(({ name }) => name) })
  }

  /** Writes the file that combines the finished ones of these images. */
  async gather(images: readonly InputImage[], gather: NonNullable<OutputFormat['gather']>): Promise<void> {
    const { folder, notes } = this
    async function* parts(): AsyncGenerator<string> {
      for (const { stem } of images) {
        const name = notes.get(stem)?.files[0]
        if (name !== undefined) yield await readFile(join(folder, name), 'utf8')
      }
    }
    await atomically(folder, gather.name, (temporary) => {
      return pipeline(Readable.from(gather.text(parts())), createWriteStream(temporary, { flush: true }))
    })
  }

  /** Closes the journal; nothing can be written afterwards. */
  async close(): Promise<void> {
    await this.notes.close()
    await removeFolder(join(this.folder, UNFINISHED))
  }
}

/** Writes a file under a temporary name, then renames it. */
async function atomically(
  folder: string,
  name: string,
  write: (temporary: string) => Promise<void>
): Promise<void> {
  const path = join(folder, name)
  const temporary = join(folder, UNFINISHED, randomBytes(8).toString('hex'))
  await mkdir(dirname(temporary), { recursive: true })
  await mkdir(dirname(path), { recursive: true })
  try {
    await write(temporary)
    await rename(temporary, path)
  } catch (error) {
    await removeFile(temporary)
    throw error
  }
}

async function signatureOf(path: string): Promise<string> {
  const { size, mtimeMs } = await stat(path)
  return `${size}|${mtimeMs}`
}
