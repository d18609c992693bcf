import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import log from 'electron-log/main'
import { nanoid } from 'nanoid'
import type { ImageId } from '@shared/schema/ids'
import type { Problem } from '@shared/schema/problem'
import type { ImageBytes, ImageSource } from '../app/protocol'
import { problemOf } from '../inference/engine/engineProblem'
import { isBrowserImage } from '../inference/engine/image/displayable'
import { checkPixelLimit } from '../inference/engine/image/errors'
import { readImageHeader, type ImageHeader } from '../inference/engine/image/header'
import type { ProjectStore } from '../project/projectStore'
import { ImageWorkerPool } from './imageWorkerPool'

/** Formats that the page shows by itself. */
const contentTypes: Readonly<Record<string, string>> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  bmp: 'image/bmp',
  gif: 'image/gif',
  avif: 'image/avif'
}

export interface ImageServiceOptions {
  /** The open project; throws 'not-open'. */
  readonly store: () => ProjectStore
  readonly pixelLimit: () => number
  /** Folder of thumbnails; made when missing. */
  readonly thumbnails: string
  /** Told what is wrong with a file of which no thumbnail could be made. */
  readonly onProblem: (store: ProjectStore, image: ImageId, problem: Problem) => void
}

/** The pixels of the open project's images, as the page shows them. */
export class ImageService implements ImageSource {
  private readonly pool = new ImageWorkerPool()

  constructor(private readonly options: ImageServiceOptions) {}

  /**
   * Reads an image's format and size, without decoding it.
   * @throws EngineError image-missing, image-unreadable, image-too-large; ProblemError image-outside
   */
  async header(image: ImageId): Promise<ImageHeader> {
    return this.headerOf(await this.options.store().resolveImage(image))
  }

  /** The whole image: the file itself where the page can show it, else a PNG made of it. */
  async full(image: ImageId): Promise<ImageBytes> {
    const path = await this.options.store().resolveImage(image)
    const header = await this.headerOf(path)
    const type = contentTypes[header.format]
    if (type && isBrowserImage(header)) return { data: await readFile(path), type }
    return this.pool.run('displayable', path, this.options.pixelLimit())
  }

  /** A small picture for the list, kept on disk until the file changes. */
  async thumbnail(image: ImageId): Promise<ImageBytes> {
    const store = this.options.store()
    const name = createHash('sha256').update(
      `${store.root}\n${store.image(image)?.path}\n${store.image(image)?.version}`
    )
    const kept = join(this.options.thumbnails, `${name.digest('hex').slice(0, 32)}.jpg`)
    try {
      return { data: await readFile(kept), type: 'image/jpeg' }
    } catch {
      // Not made yet.
    }
    const made = await this.makeThumbnail(store, image)
    await this.keep(kept, made.data).catch((error: unknown) =>
      log.warn('A thumbnail could not be kept', error)
    )
    return made
  }

  dispose(): Promise<void> {
    return this.pool.dispose()
  }

  private async headerOf(path: string): Promise<ImageHeader> {
    const header = await readImageHeader(path)
    checkPixelLimit(header, this.options.pixelLimit(), path)
    return header
  }

  private async makeThumbnail(store: ProjectStore, image: ImageId): Promise<ImageBytes> {
    try {
      return await this.pool.run('thumbnail', await store.resolveImage(image), this.options.pixelLimit())
    } catch (error) {
      this.options.onProblem(store, image, problemOf(error))
      throw error
    }
  }

  private async keep(file: string, data: Uint8Array): Promise<void> {
    await mkdir(this.options.thumbnails, { recursive: true })
    const draft = `${file}.${nanoid(6)}.tmp`
    await writeFile(draft, data)
    await rename(draft, file)
  }
}
