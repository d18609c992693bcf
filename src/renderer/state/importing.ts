import type { Translate } from '@shared/i18n'
import type { ObjectsChanged } from '@shared/ipc/views'
import type { ImportStepReport } from '@shared/schema/importing'
import { ProblemError } from '@shared/schema/problem'
import type { Client } from '../api/client'
import type { Notifier } from './notifier'
import type { ProjectStore } from './projectStore'
import type { Session } from './session'
import { type SessionStore, noImports, type ImportingStore } from './smallStores'
import type { UiStore } from './uiStore'

/** Taking imports back and doing them again, and what the window shows of it. All reject with a ProblemError. */
export interface Importing {
  /** Asks main anew which import can be taken back. */
  refresh(): Promise<void>
  /** Takes the last import back; asks before it takes later edits back with it. */
  undo(): Promise<void>
  redo(): Promise<void>
  /** An import, or taking one back, changed objects and classes. */
  objectsChanged(change: ObjectsChanged): Promise<void>
  /** Brings what was edited to the disk, so that an import finds it there. */
  settle(): Promise<void>
}

interface Parts {
  readonly client: Client
  readonly store: ImportingStore
  readonly project: ProjectStore
  readonly sessions: SessionStore
  readonly session: Session
  readonly ui: UiStore
  readonly notifier: Notifier
  readonly t: Translate
}

/** Imports over the client and the stores. */
export function createImporting(parts: Parts): Importing {
  const { client, store, project, sessions, session, ui, notifier, t } = parts

  const settle = async (): Promise<void> => {
    await sessions.getState().editor?.finish()
  }
  const refresh = async (): Promise<void> => {
    const { editor } = sessions.getState()
    const history = editor === null ? noImports : await client.call('import.history')
    if (sessions.getState().editor === editor) store.setState(history)
  }
  const asked = (count: number): Promise<boolean> =>
    new Promise((answer) => ui.show({ kind: 'import-edited', count, answer }))

  /** Null when the user would rather keep the import. */
  const takeBack = async (id: number): Promise<ImportStepReport | null> => {
    try {
      return await client.call('import.undo', { import: id })
    } catch (error) {
      if (!(error instanceof ProblemError) || error.kind !== 'import-edited') throw error
      if (!(await asked(Number(error.params['count'])))) return null
      return client.call('import.undo', { import: id, later: true })
    }
  }
  const left = (count: number): string => (count > 0 ? ` ${t('dialogs.import.leftImages', { count })}` : '')

  return {
    refresh,
    settle,
    undo: async () => {
      const entry = store.getState().undo
      if (entry === null) return
      await settle()
      const report = await takeBack(entry.import)
      if (report === null) return
      store.setState(report.history)
      notifier.info(
        t('dialogs.import.undone'),
        t('dialogs.import.undoneImages', { count: report.images }) + left(report.left)
      )
    },
    redo: async () => {
      const entry = store.getState().redo
      if (entry === null) return
      await settle()
      const report = await client.call('import.redo', { import: entry.import })
      store.setState(report.history)
      notifier.info(
        t('dialogs.import.redone'),
        t('dialogs.import.redoneImages', { count: report.images }) + left(report.left)
      )
    },
    objectsChanged: async ({ images, labels, labelHistory }) => {
      project.changeLabels({ labels, history: labelHistory })
      const { current } = sessions.getState()
      if (current !== null && images.includes(current)) await session.open(current)
      await refresh()
    }
  }
}
