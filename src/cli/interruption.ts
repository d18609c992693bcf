/**
 * Runs work that Ctrl+C is to end cleanly: the signal then aborts, and what was begun is removed. Afterwards Ctrl+C
 * means what it meant before.
 */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const abort = new AbortController()
  const interrupt = (): void => abort.abort()
  process.once('SIGINT', interrupt)
  try {
    return await work(abort.signal)
  } finally {
    process.off('SIGINT', interrupt)
  }
}
