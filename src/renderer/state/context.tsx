import { createContext, use, useCallback, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import type { ActionId } from '@shared/actions/actionTable'
import { translateWith, type Translate } from '@shared/i18n'
import type { EngineView, RecentProject } from '@shared/ipc/views'
import type { ModelsView } from '@shared/schema/models'
import { useStore } from 'zustand'
import type { Editor } from '../editor/editor'
import { initialEditorState, type EditorState } from '../editor/editorState'
import { noPointer, type PointerState } from '../editor/pointerState'
import type { App } from './app'
import { actionNow, isEnabled } from './appActions'
import type { JobId } from '@shared/schema/ids'
import type { ExportingState } from './exportingStore'
import type { Job } from './jobsStore'
import type { JobView } from '@shared/ipc/jobView'
import type { DifferencesState } from './differences/differencesStore'
import type { ProjectState } from './projectStore'
import type { ProposalsState } from './proposals/proposalsStore'
import type { SessionState } from './smallStores'
import type { SettingsState } from './settingsStore'
import type { UiState } from './uiStore'

/** The application for the components below. */
export const AppContext = createContext<App | null>(null)

/** The application. */
export function useApp(): App {
  const app = use(AppContext)
  if (app === null) throw new Error('There is no AppContext above this component.')
  return app
}

/** The texts in the language of the moment; the component follows a change of it. */
export function useText(): Translate {
  const { i18n } = useTranslation()
  return translateWith(i18n)
}

export const useProject = <T,>(select: (state: ProjectState) => T): T =>
  useStore(useApp().stores.project, select)
export const useSession = <T,>(select: (state: SessionState) => T): T =>
  useStore(useApp().stores.session, select)
export const useEngine = <T,>(select: (state: EngineView) => T): T => useStore(useApp().stores.engine, select)
export const useSettings = <T,>(select: (state: SettingsState) => T): T =>
  useStore(useApp().stores.settings, select)
export const useUi = <T,>(select: (state: UiState) => T): T => useStore(useApp().stores.ui, select)
export const useExporting = <T,>(select: (state: ExportingState) => T): T =>
  useStore(useApp().stores.exporting, select)
export const useProposals = <T,>(select: (state: ProposalsState) => T): T =>
  useStore(useApp().stores.proposals, select)
export const useDifferences = <T,>(select: (state: DifferencesState) => T): T =>
  useStore(useApp().stores.differences, select)
export const useModels = (): ModelsView | null => useStore(useApp().stores.models, (state) => state.view)
export const useRecent = (): readonly RecentProject[] =>
  useStore(useApp().stores.recent, (state) => state.recent)
export const useHeldBack = (): RecentProject | null =>
  useStore(useApp().stores.recent, (state) => state.heldBack)

const noJob: Job = { progress: null, result: null }

/** What became of a job so far. */
export function useJob(id: JobId | null): Job {
  return useStore(useApp().stores.jobs, ({ jobs }) => (id === null ? noJob : (jobs.get(id) ?? noJob)))
}

/** The jobs that are listed, the oldest first. */
export const useJobList = (): readonly JobView[] => useStore(useApp().stores.jobs, ({ list }) => list)

const noSubscription = (): (() => void) => () => undefined

/** The editor of the opened project, or null. */
export function useEditor(): Editor | null {
  return useSession((state) => state.editor)
}

/** Something of the editor's state; of an empty editor's while no project is open. `select` must be cheap. */
export function useEditorState<T>(select: (state: EditorState) => T): T {
  const editor = useEditor()
  return useSyncExternalStore(editor?.store.subscribe ?? noSubscription, () =>
    select(editor?.state ?? initialEditorState)
  )
}

/** Something of the pointer over the canvas, which changes with every movement. */
export function usePointer<T>(select: (state: PointerState) => T): T {
  const editor = useEditor()
  return useSyncExternalStore(editor?.pointerStore.subscribe ?? noSubscription, () =>
    select(editor?.pointerState ?? noPointer)
  )
}

/** Whether an action can run now. */
export function useEnabled(id: ActionId): boolean {
  const app = useApp()
  const editor = useEditor()
  const subscribe = useCallback(
    (listener: () => void) => {
      const ends = [
        app.stores.project.subscribe(listener),
        app.stores.proposals.subscribe(listener),
        app.stores.differences.subscribe(listener),
        app.stores.importing.subscribe(listener),
        editor?.store.subscribe(listener)
      ]
      return () => ends.forEach((end) => end?.())
    },
    [app, editor]
  )
  return useSyncExternalStore(subscribe, () => isEnabled(id, actionNow(app)))
}
