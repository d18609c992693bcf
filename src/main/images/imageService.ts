import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import log from 'electron-log/main'
import { nanoid } from 'nanoid'
import type { ImageId } from '@shared/schema/ids'
import { ProblemError, type Problem } from '@shared/schema/problem'
import type { ImageBytes, ImageSource } from '../protocols/serve'
import { rename } from '../../files/operations'
import { problemOf } from '../../engine/engineProblem'
import { isBrowserImage } from '../../imaging/displayable'
import { readImageHeader, type ImageHeader } from '../../imaging/header'
import { checkLimits, memoryLimit } from '../../imaging/limits'
import { readImageFile } from '../../imaging/readFile'
import type { ProjectStore } from '../../store/projectStore'
import type { DecoderHost } from './decoderHost'
import type { ImageTask } from './imageTasks'

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
  /** Decodes; a file that ends its process is named. */
  readonly decoder: Pick<DecoderHost, 'run' | 'dispose'>
  /** Told what is wrong with a file that could not be decoded. */
  readonly onProblem: (store: ProjectStore, image: ImageId, problem: Problem) => void
}

/** How long a file may be decoded: for a start, and for each megapixel, on a slow machine with a slow disk. */
const TIME_MS = 30_000
const TIME_PER_MEGAPIXEL_MS = 300
/** Bytes of memory beside those of the pixels. */
const SPARE_BYTES = 1e9

/** The pixels of the open project's images, as the page shows them. */
export class ImageService implements ImageSource {
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
    const store = this.options.store()
    refuseFailed(store, image)
    const path = await store.resolveImage(image)
    const header = await this.headerOf(path)
    const type = contentTypes[header.format]
    if (type && isBrowserImage(header)) return { data: await readImageFile(path), type }
    return this.decode(store, image, 'displayable')
  }

  /** A small picture for the list, kept on disk until the file changes. */
  async thumbnail(image: ImageId): Promise<ImageBytes> {
    const store = this.options.store()
    refuseFailed(store, image)
    const name = createHash('sha256').update(
      `${store.root}\n${store.image(image)?.path}\n${store.image(image)?.version}`
    )
    const kept = join(this.options.thumbnails, `${name.digest('hex').slice(0, 32)}.jpg`)
    try {
      return { data: await readFile(kept), type: 'image/jpeg' }
    } catch {
      // Not made yet.
    }
    const made = await this.decode(store, image, 'thumbnail')
    await this.keep(kept, made.data).catch((error: unknown) =>
      log.warn('A thumbnail could not be kept', error)
    )
    return made
  }

  dispose(): void {
    this.options.decoder.dispose()
  }

  private async headerOf(path: string): Promise<ImageHeader> {
    const header = await readImageHeader(path)
    checkLimits(header, this.options.pixelLimit(), path)
    return header
  }

  private async decode(store: ProjectStore, image: ImageId, kind: ImageTask['kind']): Promise<ImageBytes> {
    try {
      const path = await store.resolveImage(image)
      const pixelLimit = this.options.pixelLimit()
      const { width, height } = await this.headerOf(path)
      return await this.options.decoder.run({
        ...{ kind, path, pixelLimit },
        timeMs: TIME_MS + ((width * height) / 1e6) * TIME_PER_MEGAPIXEL_MS,
        memoryBytes: memoryLimit(pixelLimit) + SPARE_BYTES
      })
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

/** A file that ended the process that decodes is not tried again until it changes, or the user asks for it. */
function refuseFailed(store: ProjectStore, image: ImageId): void {
  const known = store.image(image)?.problem
  if (known?.kind === 'image-decoding-failed') throw ProblemError.from(known)
}
