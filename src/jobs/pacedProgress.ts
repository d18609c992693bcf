import type { TaskProgress } from './jobTask'

/** As often as an eye follows. Telling the window takes main longer than reading a small file takes a job. */
const PAUSE_MS = 100

/**
 * Tells of a job's progress at most ten times a second, and always when a phase begins or is complete: what is left out
 * is a step on the way to the next one that is told.
 * @param now milliseconds
 */
export function pacedProgress(
  tell: (progress: TaskProgress) => void,
  now: () => number = () => performance.now()
): (progress: TaskProgress) => void {
  let phase: TaskProgress['phase'] | undefined
  let told = Number.NEGATIVE_INFINITY
  return (progress) => {
    const isEdge = progress.phase !== phase || progress.done === progress.total
    if (!isEdge && now() - told < PAUSE_MS) return
    phase = progress.phase
    told = now()
    tell(progress)
  }
}
