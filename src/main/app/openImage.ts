import type { ImageRow } from '@shared/schema/image'
import type { ImageId } from '@shared/schema/ids'
import { ProblemError, type Problem } from '@shared/schema/problem'
import type { OpenedImage } from '@shared/ipc/views'
import type { ImageService } from '../images/imageService'
import { problemOf } from '../inference/engine/engineProblem'
import type { InferenceService } from '../inference/inferenceService'
import type { ProjectStore } from '../project/projectStore'
import type { SettingsStore } from './settingsStore'
import type { Broadcast, Workspace } from './workspace'

export interface OpenImageOptions {
  readonly workspace: Workspace
  readonly images: ImageService
  readonly inference: InferenceService
  readonly settings: SettingsStore
  readonly broadcast: Broadcast
}

/** Opens images: size, objects and history at once; the embedding of this one and the next in the background. */
export class ImageOpener {
  constructor(private readonly options: OpenImageOptions) {}

  /**
   * Everything that the editor needs of an image.
   * @throws ProblemError when the file cannot be read; the list then says why.
   */
  async open(image: ImageId): Promise<OpenedImage> {
    const store = this.options.workspace.store
    const row = await this.measure(image)
    store.currentImage = image
    this.prepare(image)
    return {
      image: row,
      annotations: store.annotations(image),
      history: store.history(image),
      view: store.view(image),
      embedding: this.options.inference.knownEmbedding(image)
    }
  }

  /** Lists what is wrong with an image's file, wherever that was found: by its thumbnail, or by encoding it ahead. */
  noteFound(store: ProjectStore, image: ImageId, found: Problem): void {
    if (!this.options.workspace.isOpen(store) || !aboutTheFile(found)) return
    // An engine that was started with a lower limit is about to be started anew.
    const limit = this.options.settings.current.pixelLimitMegapixels
    if (found.kind === 'image-too-large' && Number(found.params['megapixels']) <= limit) return
    this.note(image, found)
  }

  /** The limit was raised: images that were too large are looked at anew when they are shown. */
  forgetTooLarge(): void {
    const { workspace } = this.options
    if (!workspace.view()) return
    for (const { id, problem } of workspace.store.images()) {
      if (problem?.kind === 'image-too-large') this.note(id, null)
    }
  }

  private async measure(image: ImageId): Promise<ImageRow> {
    const store = this.options.workspace.store
    try {
      const { width, height } = await this.options.images.header(image)
      store.setImageSize(image, { width, height })
      return this.note(image, null)
    } catch (error) {
      const found = problemOf(error)
      this.note(image, found)
      throw ProblemError.from(found)
    }
  }

  /** Encodes the image, then the next ones of the list. A file that cannot be decoded is marked as such. */
  private prepare(image: ImageId): void {
    const { inference, workspace } = this.options
    const store = workspace.store
    inference.openImage(image).catch((error: unknown) => this.noteFound(store, image, problemOf(error)))
    inference.setAhead(this.following(image))
  }

  private following(image: ImageId): ImageId[] {
    const rows = this.options.workspace.store.images()
    const at = rows.findIndex(({ id }) => id === image)
    return rows
      .slice(at + 1)
      .filter((row) => row.problem === null)
      .slice(0, this.options.settings.current.encodeAhead)
      .map(({ id }) => id)
  }

  /** Keeps what is wrong with an image's file, or that nothing is any more, and tells the list. */
  private note(image: ImageId, found: Problem | null): ImageRow {
    const store = this.options.workspace.store
    const row = store.setImageProblem(image, found)
    if (!row) throw new ProblemError('image-missing', `There is no image ${image}`, { file: String(image) })
    this.options.broadcast('images.changed', [row])
    return row
  }
}

function aboutTheFile({ kind }: Problem): boolean {
  return kind === 'image-unreadable' || kind === 'image-too-large' || kind === 'image-missing'
}
