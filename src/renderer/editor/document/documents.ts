import type { OpenedImage } from '@shared/ipc/views'
import type { ImageId } from '@shared/schema/ids'
import type { SavesState } from '../editorState'
import type { EditorServices } from '../services'
import { ImageDocument } from './imageDocument'

/**
 * The document of the open image, and those of other images that still have edits to save. A document that is kept
 * knows more than what the store answers meanwhile, so it wins when its image is opened again.
 */
export class Documents {
  #current: ImageDocument | null = null
  readonly #kept = new Map<ImageId, ImageDocument>()

  constructor(
    private readonly services: Pick<EditorServices, 'commit' | 'undo' | 'redo'>,
    private readonly onChange: (document: ImageDocument) => void
  ) {}

  get current(): ImageDocument | null {
    return this.#current
  }

  get saves(): SavesState {
    let pending = 0
    let failed: SavesState['failed'] = null
    for (const { saves } of this.#kept.values()) {
      pending += saves.pending
      failed ??= saves.failed
    }
    return { pending, failed }
  }

  /** Makes an image's document the current one. */
  open(opened: OpenedImage | null): ImageDocument | null {
    const kept = opened ? this.#kept.get(opened.image.id) : undefined
    // Opening the shown image again means that its objects changed in the store, unless edits are on their way there.
    const usable = kept && !(kept === this.#current && kept.saves.empty)
    const next = usable ? kept : opened && new ImageDocument(opened, this.services, this.onChange)
    this.#current = next
    for (const [image, document] of this.#kept) if (document.saves.empty) this.#kept.delete(image)
    if (next) this.#kept.set(next.image, next)
    return next
  }

  retry(): void {
    for (const document of this.#kept.values()) document.retry()
  }

  async settled(): Promise<void> {
    await Promise.all([...this.#kept.values()].map((document) => document.settled()))
  }
}
