import type { JobProgress } from '@shared/ipc/views'
import type { ExportOptions, ExportReport } from '@shared/schema/export'
import type { Problem } from '@shared/schema/problem'

/** An export as plain data, so that it can run in a thread of its own. */
export interface ExportTask {
  readonly project: { readonly folder: string; readonly userDataDir: string }
  readonly options: ExportOptions
  /** The folder that the user chose; the dataset becomes a new folder in it. */
  readonly destination: string
}

export type ExportProgress = Omit<JobProgress, 'job'>

/** What the thread says. */
export type ExportMessage =
  | { readonly type: 'progress'; readonly progress: ExportProgress }
  | { readonly type: 'done'; readonly report: ExportReport }
  | { readonly type: 'failed'; readonly problem: Problem }
