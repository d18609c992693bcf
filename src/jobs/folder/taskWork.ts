import type { ImageId } from '@shared/schema/ids'

/** What a folder task does with each image. */
export interface TaskWork {
  /** Resolves when `isDone` can tell. @throws ProblemError when the work cannot begin */
  prepare(): Promise<void>
  /** Whether an image needs nothing done any more. */
  isDone(image: ImageId): boolean
  /** Resolves when nothing that the user waits for is in the way. */
  whenFree(): Promise<void>
  /** Begins the image that comes next beside the one that is done now, where the work gains by it. Does not throw. */
  begin?(image: ImageId, signal: AbortSignal): void
  /**
   * Does an image. Rejects with the signal's reason when that is aborted, with 'superseded' when it was interrupted
   * and is to be done again, with 'cancelled' when the user has ended it, and otherwise with what is wrong.
   */
  run(image: ImageId, signal: AbortSignal): Promise<void>
}
