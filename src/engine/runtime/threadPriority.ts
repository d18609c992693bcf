import { constants, setPriority } from 'node:os'

/**
 * Lets this thread, and those that it starts, go behind the window's wherever there are not enough processors for all.
 * Only Linux gives a thread a priority of its own; elsewhere it would be the whole process's, prompts included.
 */
export function lowerThreadPriority(): void {
  if (process.platform !== 'linux') return
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // A sandbox may forbid it. Nothing depends on it but how smooth the window is.
  }
}
