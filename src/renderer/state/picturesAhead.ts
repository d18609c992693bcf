import type { ImageId } from '@shared/schema/ids'
import type { ImageRow } from '@shared/schema/image'
import type { StoreApi } from 'zustand/vanilla'
import { likelyNext } from './browse'
import type { ProjectStore } from './projectStore'
import type { SessionStore, EngineStore } from './smallStores'
import type { UiStore } from './uiStore'

/** What tells which pictures are wanted. */
export interface PictureStores {
  readonly project: ProjectStore
  readonly session: SessionStore
  readonly engine: EngineStore
  readonly ui: UiStore
}

/** Reads and decodes pictures. */
export interface PictureSource {
  /** Never rejects; a picture that is at hand costs nothing. */
  load(image: ImageRow): Promise<unknown>
  /** Resolves when nothing is waiting to be painted. */
  idle(): Promise<void>
}

/**
 * Decodes pictures before the canvas asks for them. The image that is chosen: at once, while main still looks up what
 * is on it. Those that are likely to be next: one after the other, once it is on the screen, and all but the first once
 * SAM is ready for it, because each of them takes a piece of the processor that the user is waiting for.
 * @returns what ends it.
 */
export function loadPicturesAhead(stores: PictureStores, source: PictureSource): () => void {
  const { project, session, engine, ui } = stores
  let turn = 0
  const follow = async (image: ImageId): Promise<void> => {
    const mine = ++turn
    const isOver = (): boolean => mine !== turn
    const row = project.getState().byId.get(image)
    if (row && row.problem === null) await source.load(row)
    await when(session, ({ opening }) => isOver() || !opening)
    const neighbours = (): readonly ImageRow[] => {
      const { images, byId } = project.getState()
      return likelyNext({ images, query: ui.getState().query, current: byId.get(image) ?? null })
    }
    for (const [place, neighbour] of neighbours().entries()) {
      if (place > 0) await when(engine, (view) => isOver() || view.image !== image || !isEncoding(view))
      await source.idle()
      if (isOver()) return
      await source.load(neighbour)
    }
  }
  const { current } = session.getState()
  if (current !== null) void follow(current)
  const end = session.subscribe((now, before) => {
    const begins = now.opening && !before.opening
    if (now.current !== null && (begins || now.current !== before.current)) void follow(now.current)
  })
  return () => {
    turn++
    end()
  }
}

function isEncoding({ activity }: { readonly activity: string }): boolean {
  return activity === 'encoding'
}

/** Resolves as soon as the state is as wanted. */
function when<T>(
  store: Pick<StoreApi<T>, 'getState' | 'subscribe'>,
  holds: (state: T) => boolean
): Promise<void> {
  if (holds(store.getState())) return Promise.resolve()
  return new Promise((resolve) => {
    const end = store.subscribe((state) => {
      if (!holds(state)) return
      end()
      resolve()
    })
  })
}
