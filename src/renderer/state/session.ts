import type { ImageId } from '@shared/schema/ids'
import type { ImageRow } from '@shared/schema/image'
import { toProblem, type Problem } from '@shared/schema/problem'
import type { Client } from '../api/client'
import { Editor } from '../editor/editor'
import type { EditorServices } from '../editor/services'
import type { ProjectStore } from './projectStore'
import { noSession, type SessionStore } from './smallStores'

/** Opens and closes the editor with the project, and images in it. */
export interface Session {
  /** Begins the work on the project that the store holds. */
  start(): void
  /** Ends it; what is saved stays saved. */
  stop(): void
  /** Shows an image. When another is asked for meanwhile, that one wins. */
  open(image: ImageId): Promise<void>
  /** The picture of an image could not be shown. */
  imageFailed(image: ImageRow, problem: Problem): void
}

/** A session over the stores; it keeps the editor's classes and image up to date. */
export function createSession(
  client: Client,
  project: ProjectStore,
  store: SessionStore,
  services: EditorServices
): Session {
  let endWatch: (() => void) | null = null

  const stop = (): void => {
    endWatch?.()
    endWatch = null
    store.getState().editor?.dispose()
    store.setState(noSession)
  }
  const start = (): void => {
    stop()
    const editor = new Editor(services)
    editor.setLabels(project.getState().project?.labels ?? [])
    const endProject = watchProject(project, editor)
    const endFile = followFile()
    const endSaves = reportUnsaved(client, editor)
    endWatch = () => {
      endProject()
      endFile()
      endSaves()
    }
    store.setState({ ...noSession, editor })
  }
  const open = async (image: ImageId): Promise<void> => {
    const { editor } = store.getState()
    if (editor === null) return
    store.setState({ current: image, opening: true, failure: null })
    const isLatest = (): boolean => store.getState().editor === editor && store.getState().current === image
    try {
      const opened = await client.call('image.open', { image })
      if (!isLatest()) return
      project.changeImages([opened.image])
      project.mergeEmbeddings([{ image, state: opened.embedding, problem: null }])
      const { problem } = opened.image
      editor.openImage(problem === null ? opened : null)
      store.setState({ opening: false, failure: problem })
    } catch (error) {
      if (!isLatest()) return
      editor.openImage(null)
      store.setState({ opening: false, failure: toProblem(error) })
    }
  }
  /** Opens the shown image anew when its file became another, or can be read again. */
  const followFile = (): (() => void) =>
    project.subscribe((now, before) => {
      const { current, failure } = store.getState()
      const row = current === null ? undefined : now.byId.get(current)
      const old = current === null ? undefined : before.byId.get(current)
      if (row === undefined || old === undefined || row.problem !== null) return
      const readableAgain = old.problem !== null && failure !== null
      if (readableAgain || row.version !== old.version) void open(row.id)
    })
  const imageFailed = (image: ImageRow, problem: Problem): void => {
    if (store.getState().current === image.id) store.setState({ failure: problem })
  }
  return { start, stop, open, imageFailed }
}

function watchProject(project: ProjectStore, editor: Editor): () => void {
  return project.subscribe((now, before) => {
    if (now.project !== null && now.project.labels !== before.project?.labels)
      editor.setLabels(now.project.labels)
    const { image } = editor.state
    const row = image === null ? undefined : now.byId.get(image.id)
    if (row !== undefined && row !== image && row !== before.byId.get(row.id)) editor.updateImage(row)
  })
}

/** Main asks before it closes over edits that could not be saved, so it must know of them. */
function reportUnsaved(client: Client, editor: Editor): () => void {
  let reported = 0
  const report = (count: number): void => {
    if (count === reported) return
    reported = count
    void client.call('app.unsaved', { count }).catch(() => undefined)
  }
  const end = editor.store.subscribe(({ saves }) => report(saves.failed === null ? 0 : saves.pending))
  return () => {
    end()
    report(0)
  }
}
