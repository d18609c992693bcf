/** An item whose work has ended; `result` is settled. */
export interface Ended<T, R> {
  readonly item: T
  readonly result: Promise<R>
}

/**
 * Works on items side by side and gives them in their order, whichever ends first. The next ones are begun before an
 * item is given, so that they go on while it is looked after.
 * @param most items that are begun and not yet given
 * @param signal begins nothing any more; what was begun is given nevertheless
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
      // Told to whoever comes to the item.
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
