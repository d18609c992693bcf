import type { EmbeddingChange, FolderTaskView, ProjectView, ScanProgress } from '@shared/ipc/views'
import type { LabelsView } from '@shared/ipc/contract'
import type { ImageId } from '@shared/schema/ids'
import type { EmbeddingState, ImageRow } from '@shared/schema/image'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { mergeImages } from './imageOrder'

/** The opened project and its images. */
export interface ProjectState {
  readonly project: ProjectView | null
  /** Whether main has answered which images the project has. */
  readonly listed: boolean
  /** In the order of the list. */
  readonly images: readonly ImageRow[]
  readonly byId: ReadonlyMap<ImageId, ImageRow>
  readonly embeddings: ReadonlyMap<ImageId, EmbeddingState>
  /** Null before the folder was looked through. */
  readonly scan: ScanProgress | null
  /** The folder task that is under way, or was the last one. */
  readonly task: FolderTaskView | null
}

const closed: ProjectState = {
  project: null,
  listed: true,
  images: [],
  byId: new Map(),
  embeddings: new Map(),
  scan: null,
  task: null
}

/** Reading, and the changes that events and calls bring. */
export interface ProjectStore extends StoreApi<ProjectState> {
  /** Another project, or none: its images come afterwards. */
  reset(project: ProjectView | null): void
  /** The same project with something changed. */
  changeView(project: ProjectView): void
  changeLabels(labels: LabelsView): void
  /** The images that the project had when it was asked for them; events wait until then. */
  listImages(rows: readonly ImageRow[]): void
  addImages(rows: readonly ImageRow[]): void
  changeImages(rows: readonly ImageRow[]): void
  changeEmbeddings(changes: readonly EmbeddingChange[]): void
  /** An answer to a question: events that came meanwhile are newer. */
  mergeEmbeddings(states: readonly EmbeddingChange[]): void
  changeScan(scan: ScanProgress): void
  changeTask(task: FolderTaskView | null): void
}

/** A store without a project. */
export function createProjectStore(): ProjectStore {
  const store = createStore<ProjectState>(() => closed)
  const set = (change: Partial<ProjectState>): void => store.setState(change)
  const get = (): ProjectState => store.getState()
  const changeEmbeddings: ProjectStore['changeEmbeddings'] = (changes) => {
    const changed = changes.filter(({ image, state }) => get().embeddings.get(image) !== state)
    if (changed.length === 0) return
    const embeddings = new Map(get().embeddings)
    for (const { image, state } of changed) embeddings.set(image, state)
    set({ embeddings })
  }
  const withImages = (rows: readonly ImageRow[]): Pick<ProjectState, 'images' | 'byId'> => {
    const byId = new Map(get().byId)
    for (const row of rows) byId.set(row.id, row)
    return { images: mergeImages(get().images, rows), byId }
  }
  return {
    ...store,
    reset: (project) => set({ ...closed, project, listed: project === null, task: project?.task ?? null }),
    changeView: (project) => set({ project }),
    changeLabels: ({ labels, history }) => {
      const { project } = get()
      if (project !== null) set({ project: { ...project, labels, labelHistory: history } })
    },
    listImages: (rows) => set({ ...withImages(rows), listed: true }),
    addImages: (rows) => {
      if (rows.length > 0) set(withImages(rows))
    },
    changeImages: (rows) => {
      const { byId } = get()
      const changed = rows.filter((row) => isOther(row, byId.get(row.id)))
      if (changed.length > 0) set(replaceRows(get(), changed))
    },
    changeEmbeddings,
    mergeEmbeddings: (states) => {
      changeEmbeddings(states.filter(({ image }) => !get().embeddings.has(image)))
    },
    changeScan: (scan) => set({ scan }),
    changeTask: (task) => set({ task })
  }
}

/**
 * Whether a row says something new of an image that is listed. Main tells of an image whenever it has looked at it, and
 * a row that is replaced is drawn again, on the canvas too.
 */
function isOther(row: ImageRow, known: ImageRow | undefined): boolean {
  return known !== undefined && JSON.stringify(row) !== JSON.stringify(known)
}

/** Rows keep their places: what changes of an image is never its path. */
function replaceRows(state: ProjectState, rows: readonly ImageRow[]): Pick<ProjectState, 'images' | 'byId'> {
  const changed = new Map(rows.map((row) => [row.id, row]))
  const byId = new Map(state.byId)
  for (const [id, row] of changed) byId.set(id, row)
  return { images: state.images.map((row) => changed.get(row.id) ?? row), byId }
}
