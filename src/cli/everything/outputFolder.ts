import { createHash, randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import type { InputImage } from './inputs'
import type { OutputFile, OutputFormat } from './formats'

const doneSchema = z.object({
  /** Size and time of the image when it was segmented. */
  signature: z.string(),
  /** Names below the folder. */
  files: z.array(z.string())
})
const manifestSchema = z.object({
  version: z.literal(1),
  /** A hash of the settings, the format and the model. */
  settings: z.string(),
  /** By the image's stem. */
  done: z.record(z.string(), doneSchema)
})
type Manifest = z.infer<typeof manifestSchema>

/** How long finished images may go unrecorded: a kill loses the work of that time. */
const SAVE_EVERY_MS = 2000

/**
 * The folder that results are written to, and what of them is there already. A manifest in it names the settings; when
 * they differ, nothing counts as done. All files are written beside their place and renamed.
 */
export class OutputFolder {
  private lastSave = performance.now()

  private constructor(
    private readonly folder: string,
    private readonly manifestName: string,
    private readonly manifest: Manifest
  ) {}

  /**
   * @param kind of the results, for the manifest's name: the command and its format.
   * @param settings everything that the results depend on, besides the images.
   */
  static async open(folder: string, kind: string, settings: unknown): Promise<OutputFolder> {
    await mkdir(folder, { recursive: true })
    const hash = createHash('sha256').update(JSON.stringify(settings)).digest('hex')
    const name = `.${kind}.json`
    const kept = await readManifest(join(folder, name))
    const manifest = kept?.settings === hash ? kept : { version: 1 as const, settings: hash, done: {} }
    return new OutputFolder(folder, name, manifest)
  }

  /** Whether an image's results are there, made with these settings from the file as it is now. */
  async isDone({ path, stem }: InputImage): Promise<boolean> {
    const done = this.manifest.done[stem]
    if (!done || done.signature !== (await signatureOf(path))) return false
    const found = await Promise.all(
      done.files.map((name) => stat(join(this.folder, name)).catch(() => undefined))
    )
    return found.every((info) => info?.isFile())
  }

  /** Writes an image's results and remembers them. */
  async write({ path, stem }: InputImage, files: readonly OutputFile[]): Promise<void> {
    for (const { name, content } of files) {
      await this.atomically(name, (temporary) => writeFile(temporary, content))
    }
    this.manifest.done[stem] = { signature: await signatureOf(path), files: files.map(({ name }) => name) }
    if (performance.now() - this.lastSave > SAVE_EVERY_MS) await this.save()
  }

  /** Writes the file that holds all of these images together, of those that are done. */
  async gather(images: readonly InputImage[], gather: NonNullable<OutputFormat['gather']>): Promise<void> {
    const { folder, manifest } = this
    async function* parts(): AsyncGenerator<string> {
      for (const { stem } of images) {
        const name = manifest.done[stem]?.files[0]
        if (name !== undefined) yield await readFile(join(folder, name), 'utf8')
      }
    }
    await this.atomically(gather.name, (temporary) => {
      return pipeline(Readable.from(gather.text(parts())), createWriteStream(temporary))
    })
  }

  /** Writes the manifest. */
  async save(): Promise<void> {
    const text = JSON.stringify(this.manifest)
    await this.atomically(this.manifestName, (temporary) => writeFile(temporary, text))
    this.lastSave = performance.now()
  }

  private async atomically(name: string, write: (temporary: string) => Promise<void>): Promise<void> {
    const path = join(this.folder, name)
    const temporary = `${path}.${randomBytes(4).toString('hex')}.tmp`
    await mkdir(dirname(path), { recursive: true })
    try {
      await write(temporary)
      await rename(temporary, path)
    } catch (error) {
      await rm(temporary, { force: true })
      throw error
    }
  }
}

async function signatureOf(path: string): Promise<string> {
  const { size, mtimeMs } = await stat(path)
  return `${size}|${mtimeMs}`
}

/** An absent, damaged or foreign manifest means that nothing is done. */
async function readManifest(path: string): Promise<Manifest | undefined> {
  try {
    return manifestSchema.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch {
    return undefined
  }
}
