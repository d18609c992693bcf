import type { JobProgress, JobReports } from '@shared/ipc/views'
import type { ExportImages, ExportOptions } from '@shared/schema/exporting'
import type { FormatId } from '@shared/schema/formats'
import type { ClassMap, ImageMatch, ImportItem, ItemCount } from '@shared/schema/importing'
import type { Label } from '@shared/schema/label'
import type { ImportedImage } from '../store/imports/importTypes'
import type { MeasuredImage, ProjectPlace } from './readingProject'

export interface ExportTask {
  readonly of: 'export'
  readonly project: ProjectPlace
  readonly options: ExportOptions
  /** The folder that the user chose; the dataset becomes a new folder in it. */
  readonly destination: string
}

export interface PreflightTask {
  readonly of: 'preflight'
  readonly project: ProjectPlace
  readonly options: ExportOptions
}

export interface SimplifyTask {
  readonly of: 'simplify'
  readonly project: ProjectPlace
  readonly tolerance: number
  /** Objects that are tried at most. */
  readonly sample: number
  readonly images: ExportImages
}

export interface InspectTask {
  readonly of: 'inspect'
  readonly project: ProjectPlace
  /** A folder, or a file in one. */
  readonly path: string
  /** Null to find it out. */
  readonly format: FormatId | null
}

export interface ImportTask {
  readonly of: 'import'
  readonly project: ProjectPlace
  readonly path: string
  readonly format: FormatId | null
  readonly classMap: ClassMap
  readonly match: ImageMatch
}

/** A job as plain data, so that it can run in a thread of its own. */
export type JobTask = ExportTask | PreflightTask | SimplifyTask | InspectTask | ImportTask
export type TaskOf<K extends JobTask['of']> = JobTask & { readonly of: K }

/** What a dataset holds for the project, read image by image: some of the images, and the classes so far. */
export interface ImportBatch {
  readonly format: FormatId
  /** What the format says of the dataset, JSON; told with the first batch. */
  readonly extra: string | null
  readonly images: readonly ImportedImage[]
  /** Sizes of images that were measured on the way. */
  readonly sizes: readonly MeasuredImage[]
  /** Classes to be made, all that were met so far. */
  readonly labels: readonly Label[]
}

/** What reading a dataset brought, beside the images. */
export interface ImportReading {
  readonly format: FormatId
  readonly images: number
  readonly matched: number
  /** What the format said of classes, by their numbers: JSON, for an export to that format. */
  readonly labelExtras: readonly (readonly [number, string])[]
  readonly counts: readonly ItemCount[]
  readonly items: readonly ImportItem[]
}

/** What each kind of task brings; an import is only read here, and written where the project is open. */
export type TaskReports = Omit<JobReports, 'import'> & { readonly import: ImportReading }

export type TaskProgress = Omit<JobProgress, 'job'>

/** Where a task tells what it does. */
export interface TaskListener {
  progress(progress: TaskProgress): void
  /** Takes a part of an import; the next one is not read before this has resolved. */
  deliver(batch: ImportBatch): Promise<void>
}

/** Does a task somewhere, and gives what it brought. @throws ProblemError */
export type RunTask = <K extends JobTask['of']>(
  task: TaskOf<K>,
  signal: AbortSignal,
  listener: TaskListener
) => Promise<TaskReports[K]>

/** What a job's thread sends on its way; a batch is delivered. */
export type TaskNews = { readonly progress: TaskProgress } | { readonly batch: ImportBatch }

/** The call of a job's thread, which does one task. */
export interface JobCalls {
  run: { params: JobTask; result: TaskReports[JobTask['of']]; news: TaskNews }
}
