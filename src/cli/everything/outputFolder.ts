import { createHash, randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { DoneNotes } from './doneNotes'
import type { InputImage } from './inputs'
import type { OutputFile, OutputFormat } from './formats'

/** The folder for files that are being written; what a run that was killed left in it goes with the next one. */
const UNFINISHED = '.unfinished'

/**
 * The folder that results are written to, and what of them is there already. Notes in it name the settings; when they
 * differ, nothing counts as done. All files are written beside their place and renamed, and each image is noted when
 * its files are there: a kill loses only the images that were under way. Meant for one run at a time.
 */
export class OutputFolder {
  private constructor(
    private readonly folder: string,
    private readonly notes: DoneNotes
  ) {}

  /**
   * @param kind of the results, for the name of the notes: the command and its format.
   * @param settings everything that the results depend on, besides the images.
   */
  static async open(folder: string, kind: string, settings: unknown): Promise<OutputFolder> {
    await rm(join(folder, UNFINISHED), { recursive: true, force: true })
    await mkdir(folder, { recursive: true })
    const hash = createHash('sha256').update(JSON.stringify(settings)).digest('hex')
    const name = `.${kind}.jsonl`
    const notes = await DoneNotes.open(join(folder, name), hash, (text) => {
      return atomically(folder, name, (temporary) => writeFile(temporary, text))
    })
    return new OutputFolder(folder, notes)
  }

  /** Whether an image's results are there, made with these settings from the file as it is now. */
  async isDone({ path, stem }: InputImage): Promise<boolean> {
    const done = this.notes.get(stem)
    if (!done || done.signature !== (await signatureOf(path))) return false
    const found = await Promise.all(
      done.files.map((name) => stat(join(this.folder, name)).catch(() => undefined))
    )
    return found.every((info) => info?.isFile())
  }

  /** Writes an image's results and remembers them. */
  async write({ path, stem }: InputImage, files: readonly OutputFile[]): Promise<void> {
    for (const { name, content } of files) {
      await atomically(this.folder, name, (temporary) => writeFile(temporary, content))
    }
    await this.notes.add(stem, { signature: await signatureOf(path), files: files.map(({ name }) => name) })
  }

  /** Writes the file that holds all of these images together, of those that are done. */
  async gather(images: readonly InputImage[], gather: NonNullable<OutputFormat['gather']>): Promise<void> {
    const { folder, notes } = this
    async function* parts(): AsyncGenerator<string> {
      for (const { stem } of images) {
        const name = notes.get(stem)?.files[0]
        if (name !== undefined) yield await readFile(join(folder, name), 'utf8')
      }
    }
    await atomically(folder, gather.name, (temporary) => {
      return pipeline(Readable.from(gather.text(parts())), createWriteStream(temporary))
    })
  }

  /** Nothing can be written afterwards. */
  async close(): Promise<void> {
    await this.notes.close()
    await rm(join(this.folder, UNFINISHED), { recursive: true, force: true })
  }
}

/** Writes a file of the folder somewhere else, then gives it its name. */
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
    await rm(temporary, { force: true })
    throw error
  }
}

async function signatureOf(path: string): Promise<string> {
  const { size, mtimeMs } = await stat(path)
  return `${size}|${mtimeMs}`
}
