import type { Caches } from '../../app/caches'
import type { CloseGuard } from '../../window/closeGuard'
import type { Confirmations } from '../../dialogs/confirmations'
import type { Desktop } from '../../app/desktop'
import type { PasteGuard } from '../../security/pasteGuard'
import type { RecentProjects } from '../../app/recentProjects'
import type { SettingsStore } from '../../app/settingsStore'
import type { Workspace } from '../../app/workspace'
import type { ImageOpener } from '../../app/openImage'
import type { InferenceService } from '../../inference/inferenceService'
import type { ModelsService } from '../../models/modelsService'
import type { Jobs } from '../../../jobs/jobs'
import type { RunTask } from '../../../jobs/jobTask'
import type { Handlers } from '../answer'

/** The services that handlers call. */
export interface Context {
  readonly desktop: Desktop
  readonly settings: SettingsStore
  readonly recent: RecentProjects
  readonly workspace: Workspace
  readonly inference: InferenceService
  readonly models: ModelsService
  readonly opener: ImageOpener
  readonly jobs: Jobs
  readonly caches: Caches
  /** Does a task of a job, in a thread of its own. */
  readonly runTask: RunTask
  readonly closeGuard: CloseGuard
  readonly pasteGuard: PasteGuard
  /** Questions in native dialogs. */
  readonly confirmations: Pick<Confirmations, 'mirror'>
  /** Asks for a folder in a native dialog; null when the user cancels. */
  readonly chooseFolder: (purpose: 'open' | 'export') => Promise<string | null>
  /** Asks for a dataset in a native dialog; null when the user cancels. */
  readonly chooseDataset: (kind: 'folder' | 'file') => Promise<string | null>
  /** The folder to begin with, or null for the welcome page. */
  readonly launchFolder: () => Promise<string | null>
  /** The sample photographs' folder, ready to be opened. */
  readonly sampleFolder: () => Promise<string>
  /** Asks for the files of a model in a native dialog; null when the user cancels. */
  readonly chooseModelFiles: () => Promise<readonly string[] | null>
  /** Shows a folder in the system's file manager. */
  readonly showFolder: (folder: string) => Promise<void>
}

/** The handlers of all calls whose names begin alike. */
export type HandlersOf<Prefix extends string> = Pick<Handlers, Extract<keyof Handlers, `${Prefix}.${string}`>>
