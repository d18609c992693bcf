/**
 * Runs work that Ctrl+C cancels cleanly: the first Ctrl+C aborts the signal, so that partial output can be removed.
 * Afterwards Ctrl+C has its default effect again.
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
