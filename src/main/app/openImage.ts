import { basename } from 'node:path'
import type { ImageRow } from '@shared/schema/image'
import type { ImageId } from '@shared/schema/ids'
import { ProblemError, type Problem } from '@shared/schema/problem'
import type { OpenedImage } from '@shared/ipc/views'
import type { ImageService } from '../images/imageService'
import { problemOf } from '../../engine/engineProblem'
import type { InferenceService } from '../inference/inferenceService'
import type { ProjectStore } from '../../store/projectStore'
import type { SettingsStore } from './settingsStore'
import type { Workspace } from './workspace'

export interface OpenImageOptions {
  readonly workspace: Workspace
  readonly images: ImageService
  readonly inference: InferenceService
  readonly settings: SettingsStore
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
    const known = store.image(image)?.problem
    // It ended a process: it is tried again when the user asks for that.
    if (known?.kind === 'image-decoding-failed') throw ProblemError.from(known)
    const embedded = inference.openImage(image)
    embedded.catch(() => undefined)
    const row = await this.measure(image)
    embedded.catch((error: unknown) => this.recordProblem(store, image, problemOf(error)))
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

  /** The user asks for another try of a file that could not be decoded. The window opens it again. */
  retry(image: ImageId): void {
    this.options.inference.forgive(image)
    this.note(image, null)
  }

  /** Lists what is wrong with an image's file, wherever that was found: by its thumbnail, or by encoding it ahead. */
  recordProblem(store: ProjectStore, image: ImageId, found: Problem): void {
    if (!this.options.workspace.isOpen(store) || !aboutTheFile(found)) return
    // An engine that was started with a lower limit is about to be started anew.
    const limit = this.options.settings.current.pixelLimitMegapixels
    if (found.kind === 'image-too-large' && Number(found.params['megapixels']) <= limit) return
    if (found.kind === 'image-too-costly' && Number(found.params['limit']) < limit * 16) return
    // The engine knows its images by number only.
    const file = basename(store.image(image)?.path ?? '')
    this.note(image, { ...found, params: { ...found.params, file } })
  }

  /** The limit was raised: images that were too large are looked at anew when they are shown. */
  forgetTooLarge(): void {
    const { workspace } = this.options
    if (!workspace.view()) return
    for (const { id, problem } of workspace.store.images()) {
      if (problem?.kind === 'image-too-large' || problem?.kind === 'image-too-costly') this.note(id, null)
    }
  }

  private async measure(image: ImageId): Promise<ImageRow> {
    const store = this.options.workspace.store
    try {
      const { width, height } = await this.options.images.header(image)
      return listed(image, store.facts.setReadable(image, { width, height }))
    } catch (error) {
      const found = problemOf(error)
      this.note(image, found)
      throw ProblemError.from(found)
    }
  }

  /** Keeps what is wrong with an image's file, or that nothing is any more. */
  private note(image: ImageId, found: Problem | null): ImageRow {
    return listed(image, this.options.workspace.store.facts.setProblem(image, found))
  }
}

/** @throws ProblemError 'image-missing' where the project has no such image */
function listed(image: ImageId, row: ImageRow | null): ImageRow {
  if (!row) throw new ProblemError('image-missing', `There is no image ${image}`, { file: String(image) })
  return row
}

const aboutFiles: readonly Problem['kind'][] = [
  'image-unreadable',
  'image-too-large',
  'image-too-long',
  'image-too-costly',
  'image-decoding-failed',
  'image-missing'
]

function aboutTheFile({ kind }: Problem): boolean {
  return aboutFiles.includes(kind)
}
