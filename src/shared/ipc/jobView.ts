import type { ImageId, JobId } from '../schema/ids'
import type { Problem } from '../schema/problem'

/** The only folder task of a project; it has this id also after a restart. */
export const folderJobId = 'folder-task' as JobId

/** What a job that is listed does; `compare` looks for differences between a model and the labels. */
export type ListedJobKind = 'import' | 'export' | 'clear-caches' | 'segment' | 'annotate' | 'compare'

/** What a job does at the moment. */
export type JobPhase =
  'preparing' | 'comparing' | 'reading' | 'writing' | 'copying' | 'checking' | 'finishing' | 'deleting'

export type JobState = 'running' | 'paused' | 'finished' | 'failed' | 'canceled'

/** What can be done with a job in its state. A job that cannot pause never offers it. */
export type JobAction = 'pause' | 'resume' | 'cancel' | 'dismiss'

/** Something that went wrong in a job, and the image that it is about, if it is about one. */
export interface JobProblem {
  readonly image: ImageId | null
  /** The image's path in the project. */
  readonly path: string | null
  readonly problem: Problem
}

/** Work in the background as the window lists it. */
export interface JobView {
  readonly id: JobId
  readonly kind: ListedJobKind
  readonly state: JobState
  /** What it does at the moment; null where a job has only one phase. */
  readonly phase: JobPhase | null
  /** In the units that the phase counts; a total of 0 is not known yet. */
  readonly done: number
  readonly total: number
  /** What it works on at the moment, such as an image's path. */
  readonly current: string | null
  /** Null until it can be estimated. */
  readonly secondsLeft: number | null
  /** The first problems. */
  readonly problems: readonly JobProblem[]
  /** All problems. */
  readonly problemCount: number
  /** In the order in which they are offered. */
  readonly actions: readonly JobAction[]
}
