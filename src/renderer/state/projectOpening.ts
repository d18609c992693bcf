import type { OpenResult, ProjectView } from '@shared/ipc/views'
import type { FolderToken } from '@shared/schema/ids'
import type { ImageRow } from '@shared/schema/image'
import type { Client } from '../api/client'
import type { Notifier } from './notifier'
import type { ProjectStore } from './projectStore'
import type { Session } from './session'
import type { SessionStore, RecentStore } from './smallStores'
import type { UiStore } from './uiStore'

/** The ways into a project and out of it. They tell the user of problems themselves. */
export interface ProjectOpening {
  /** What the application was started with, or left with. */
  openLaunch(): Promise<void>
  chooseFolder(): Promise<void>
  openSample(): Promise<void>
  openRecent(id: string): Promise<void>
  recover(token: FolderToken, choice: 'salvage' | 'start-new'): Promise<void>
  close(): Promise<void>
  /** Shows a project that main has open, or none. */
  show(project: ProjectView | null): Promise<void>
}

interface Parts {
  readonly client: Client
  readonly project: ProjectStore
  readonly sessions: SessionStore
  readonly session: Session
  readonly ui: UiStore
  readonly recent: RecentStore
  readonly notifier: Notifier
}

/** Opening over the client and the stores. */
export function createProjectOpening(parts: Parts): ProjectOpening {
  const { client, project, sessions, session, ui, recent, notifier } = parts

  /** While `opening`, events wait (see events.ts): they may already tell of the project that comes. */
  const during = async <T>(work: () => Promise<T>): Promise<T> => {
    ui.setState({ opening: true })
    try {
      return await work()
    } finally {
      ui.setState({ opening: false })
    }
  }

  const show = async (view: ProjectView | null): Promise<void> => {
    session.stop()
    project.reset(view)
    ui.setQuery({ filter: 'all', search: '' })
    ui.mark([])
    if (view !== null) session.start()
    ui.setState({ opening: false })
    if (view === null) return
    recent.setState({ heldBack: null })
    const { editor } = sessions.getState()
    view.notices.forEach((notice) => notifier.notice(notice))
    let rows: readonly ImageRow[] = []
    try {
      rows = await client.call('project.images')
    } finally {
      if (sessions.getState().editor === editor) project.listImages(rows)
    }
    if (sessions.getState().editor !== editor) return
    if (view.currentImage !== null) await session.open(view.currentImage)
  }

  /** Waits until all is saved, and asks before it leaves anything behind. */
  const mayLeave = async (): Promise<boolean> => {
    const { editor } = sessions.getState()
    if (editor === null) return true
    await editor.finish()
    const { saves } = editor.state
    if (saves.failed === null || saves.pending === 0) return true
    return new Promise((answer) => ui.show({ kind: 'unsaved', count: saves.pending, answer }))
  }

  /** Input waits meanwhile: image ids are each project's own, and an edit must not reach another project's image. */
  const leave = (work: () => Promise<void>): Promise<void> => {
    const leaving = mayLeave().then((may) => (may ? work() : undefined))
    sessions.getState().editor?.hold(leaving)
    return leaving
  }

  const open = async (call: () => Promise<OpenResult | null>): Promise<void> => {
    if (ui.getState().opening) return
    try {
      await leave(() =>
        during(async () => {
          const result = await call()
          if (result?.kind === 'damaged') ui.show({ kind: 'damaged', found: result })
          else if (result?.kind === 'opened') await show(result.project)
        })
      )
    } catch (error) {
      notifier.error(error)
    }
  }

  return {
    openLaunch: () => open(() => client.call('project.openLaunch')),
    chooseFolder: () => open(() => client.call('project.chooseFolder')),
    openSample: () => open(() => client.call('project.openSample')),
    openRecent: (id) => open(() => client.call('project.openRecent', { id })),
    recover: (token, choice) => open(() => client.call('project.recover', { token, choice })),
    close: () =>
      leave(async () => {
        await client.call('project.close')
        await show(null)
      }),
    show
  }
}
