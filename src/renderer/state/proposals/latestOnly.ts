/** Runs one at a time; of what is asked for meanwhile only the latest is run afterwards. `run` must not reject. */
export function latestOnly<T>(run: (value: T) => Promise<unknown>): (value: T) => void {
  let busy = false
  let next: { readonly value: T } | null = null
  const work = async (value: T): Promise<void> => {
    busy = true
    await run(value)
    busy = false
    const waiting = next
    next = null
    if (waiting) await work(waiting.value)
  }
  return (value) => {
    if (busy) next = { value }
    else void work(value)
  }
}
