import cliProgress from 'cli-progress'
import type { TaskProgress } from '../jobs/jobTask'
import type { Console } from './console'
import { interruptible } from './interruption'

/**
 * Runs a job that Ctrl+C cancels cleanly; on a terminal it shows a progress bar.
 * @throws ProblemError as the job does
 */
export async function withProgress<T>(
  console: Console,
  job: (signal: AbortSignal, progress: (progress: TaskProgress) => void) => Promise<T>
): Promise<T> {
  if (!console.interactive) return interruptible((signal) => job(signal, () => undefined))
  const bar = new cliProgress.SingleBar({
    format: '{phase} {bar} {percentage}%',
    clearOnComplete: true,
    stream: process.stderr
  })
  bar.start(1, 0, { phase: '' })
  try {
    return await interruptible((signal) =>
      job(signal, ({ phase, done, total }) => {
        bar.setTotal(total)
        bar.update(done, { phase })
      })
    )
  } finally {
    bar.stop()
  }
}
