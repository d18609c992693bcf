import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { breathe } from './breathe'

/**
 * Lets go of the files of closed databases. The SQLite library ends its statements only when they are collected as
 * garbage, and a closed connection keeps its files open until then; on Windows they could not be moved or deleted.
 */
export async function releaseHandles(): Promise<void> {
  // After a turn of the event loop nothing on the stack refers to a statement any more.
  await breathe()
  collectGarbage()
  await breathe()
}

function collectGarbage(): void {
  try {
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as () => void
    collect()
  } catch {
    // Where the engine refuses, the handles go with the next collection.
  }
}
