import type { Translate } from '@shared/i18n'
import type { PreflightProblem } from '@shared/schema/exporting'
import type { Client } from '../api/client'
import type { ExportingStore } from './exportingStore'
import type { Notifier } from './notifier'
import type { Session } from './session'
import type { SessionStore } from './smallStores'
import type { UiStore } from './uiStore'

/** The way into the export dialog, away from it to a problem, and back. */
export interface Exporting {
  /** Shows the dialog, where it was left. Rejects with a ProblemError. */
  show(): Promise<void>
  /** Shows the image of a problem with its object selected, and offers the way back. */
  goTo(problem: PreflightProblem): Promise<void>
  /** Another project: there is nothing to come back to. */
  reset(): void
}

interface Parts {
  readonly client: Client
  readonly store: ExportingStore
  readonly sessions: SessionStore
  readonly session: Session
  readonly ui: UiStore
  readonly notifier: Notifier
  readonly t: Translate
}

/** Exports over the client and the stores. */
export function createExporting(parts: Parts): Exporting {
  const { client, store, sessions, session, ui, notifier, t } = parts
  let withdraw = (): void => undefined

  const show = async (): Promise<void> => {
    withdraw()
    if (store.getState().formats === null) store.setState({ formats: await client.call('export.formats') })
    ui.show({ kind: 'export' })
  }
  return {
    show,
    goTo: async ({ image, object }) => {
      if (image === null) return
      ui.closeDialog()
      withdraw = notifier.offer(t('dialogs.export.jumped'), t('dialogs.export.backToExport'), () => {
        show().catch((error: unknown) => notifier.error(error))
      })
      await session.open(image)
      const { editor, current } = sessions.getState()
      if (object !== null && current === image) editor?.select([object])
    },
    reset: () => {
      withdraw()
      store.reset()
    }
  }
}
