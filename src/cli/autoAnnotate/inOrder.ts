/** A finished item; `result` is settled. */
export interface Ended<T, R> {
  readonly item: T
  readonly result: Promise<R>
}

/**
 * Processes items in parallel and yields them in order, whichever finishes first. The next ones are started before an
 * item is yielded, so that they run while the caller handles it.
 * @param most maximum number of items that are started and not yet yielded
 * @param signal when aborted, starts no further items; started ones are still yielded
 */
export async function* inOrder<T, R>(
  items: readonly T[],
  most: number,
  work: (item: T) => Promise<R>,
  signal: Pick<AbortSignal, 'aborted'>
): AsyncGenerator<Ended<T, R>, undefined> {
  const begun: Ended<T, R>[] = []
  const left = items.values()
  const fill = (): void => {
    while (begun.length < most && !signal.aborted) {
      const { value: item, done } = left.next()
      if (done) return
      const result = work(item)
      // Reported when the item is yielded.
      result.catch(() => undefined)
      begun.push({ item, result })
    }
  }
  fill()
  for (let first = begun.shift(); first; first = begun.shift()) {
    await first.result.catch(() => undefined)
    fill()
    yield first
  }
  return undefined
}
