import { isDeepStrictEqual } from 'node:util'
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
    const { workspace, inference, settings } = this.options
    const store = workspace.store
    // At once, since the embedding takes the longest; but what the engine finds wrong with the file counts after what
    // its header says.
    const embedded = inference.openImage(image)
    embedded.catch(() => undefined)
    const row = await this.measure(image)
    embedded.catch((error: unknown) => this.noteFound(store, image, problemOf(error)))
    inference.setAhead(store.following(image, settings.current.encodeAhead))
    store.currentImage = image
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
    const before = store.image(image)
    try {
      const { width, height } = await this.options.images.header(image)
      store.setImageSize(image, { width, height })
      return this.note(image, null, before)
    } catch (error) {
      const found = problemOf(error)
      this.note(image, found)
      throw ProblemError.from(found)
    }
  }

  /** Keeps what is wrong with an image's file, or that nothing is any more, and tells the list if that is new. */
  private note(
    image: ImageId,
    found: Problem | null,
    before = this.options.workspace.store.image(image)
  ): ImageRow {
    const store = this.options.workspace.store
    const row = store.setImageProblem(image, found)
    if (!row) throw new ProblemError('image-missing', `There is no image ${image}`, { file: String(image) })
    if (!isDeepStrictEqual(row, before)) this.options.broadcast('images.changed', [row])
    return row
  }
}

function aboutTheFile({ kind }: Problem): boolean {
  return kind === 'image-unreadable' || kind === 'image-too-large' || kind === 'image-missing'
}
