import type { OpenResult } from '@shared/ipc/views'
import type { ImageId } from '@shared/schema/ids'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { ImageQuery } from './imageFilter'

export type DamagedProject = Extract<OpenResult, { kind: 'damaged' }>

/** Dialogs that need to know nothing. */
export interface PlainDialog {
  readonly kind:
    'import' | 'export' | 'settings' | 'shortcuts' | 'about' | 'palette' | 'models' | 'annotate' | 'class'
}

/** Which images a dialog of whole-image segmentation is about. */
export type SegmentScope = 'image' | 'selected' | 'filtered' | 'all'

/** The dialog over the window; there is only ever one. */
type Dialog =
  | PlainDialog
  | { readonly kind: 'segment'; readonly scope: SegmentScope }
  | { readonly kind: 'damaged'; readonly found: DamagedProject }
  /** Asks for the name of a class that a new object needs; `answer` gets null when the user gives up. */
  | { readonly kind: 'name-class'; readonly answer: (name: string | null) => void }
  /** Asks whether to leave a project over edits that could not be saved. */
  | { readonly kind: 'unsaved'; readonly count: number; readonly answer: (leave: boolean) => void }
  /** Asks whether to take an import back together with later edits of so many images. */
  | { readonly kind: 'import-edited'; readonly count: number; readonly answer: (undo: boolean) => void }

/** What is shown, apart from the data. */
export interface UiState {
  readonly dialog: Dialog | null
  /** Where the menu of the right mouse button is open, in CSS pixels of the window, and what had the focus before. */
  readonly menu: {
    readonly x: number
    readonly y: number
    readonly origin: { focus(options: { preventScroll: boolean }): void } | null
  } | null
  readonly query: ImageQuery
  /** Images that were selected in the list besides the one that is shown; none: only that one. */
  readonly marked: ReadonlySet<ImageId>
  /** A project is being opened. */
  readonly opening: boolean
  /** Counts the requests to put the cursor into the search field. */
  readonly searchRequests: number
}

export interface UiStore extends StoreApi<UiState> {
  show(dialog: Dialog): void
  closeDialog(): void
  openMenu(menu: NonNullable<UiState['menu']>): void
  closeMenu(): void
  setQuery(query: Partial<ImageQuery>): void
  requestSearch(): void
  mark(images: Iterable<ImageId>): void
}

/** A store with nothing over the window. */
export function createUiStore(): UiStore {
  const store = createStore<UiState>(() => ({
    dialog: null,
    menu: null,
    query: { filter: 'all', search: '' },
    marked: new Set(),
    opening: false,
    searchRequests: 0
  }))
  return {
    ...store,
    show: (dialog) => {
      giveUp(store.getState().dialog)
      store.setState({ dialog })
    },
    closeDialog: () => {
      giveUp(store.getState().dialog)
      store.setState({ dialog: null })
    },
    openMenu: (menu) => store.setState({ menu }),
    closeMenu: () => store.setState({ menu: null }),
    setQuery: (query) => store.setState((state) => ({ query: { ...state.query, ...query } })),
    mark: (images) => store.setState({ marked: new Set(images) }),
    requestSearch: () => store.setState((state) => ({ searchRequests: state.searchRequests + 1 }))
  }
}

/** Whoever asked a question gets an answer, however the dialog ends; a second answer means nothing. */
function giveUp(dialog: Dialog | null): void {
  if (dialog?.kind === 'name-class') dialog.answer(null)
  if (dialog?.kind === 'unsaved' || dialog?.kind === 'import-edited') dialog.answer(false)
}
