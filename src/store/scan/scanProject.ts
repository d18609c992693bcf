import type { ImageRow } from '@shared/schema/image'
import { problem, type Problem } from '@shared/schema/problem'
import type { ImageIndex } from './imageIndex'
import { Reconciler, type IndexChange } from './reconcile'
import { imageExtensions, scanFolder } from './scan'

/** Told about a search while it goes on. */
export interface ScanListener {
  readonly added?: (rows: readonly ImageRow[]) => void
  readonly changed?: (rows: readonly ImageRow[]) => void
  /** Image files found so far. */
  readonly progress?: (found: number) => void
}

/** What a search came to. */
export interface ScanSummary {
  /** Image files in the folder. */
  readonly found: number
  readonly added: number
  readonly changed: number
  /** Subfolders that cannot be read, and 'folder-empty'. */
  readonly notices: readonly Problem[]
}

/** As many unreadable subfolders are named one by one. */
const namedFolders = 10

/** Searches the folder and brings the index into line with it. An aborted search marks nothing as missing. */
export async function scanProject(
  root: string,
  index: ImageIndex,
  listener: ScanListener = {},
  signal?: AbortSignal
): Promise<ScanSummary> {
  const reconciler = new Reconciler(index)
  const unreadable: string[] = []
  const notices: Problem[] = []
  let [found, added, changed] = [0, 0, 0]
  const tell = (change: IndexChange): void => {
    added += change.added.length
    changed += change.changed.length
    if (change.added.length > 0) listener.added?.(change.added)
    if (change.changed.length > 0) listener.changed?.(change.changed)
  }
  const onUnreadable = (folder: string, why: Problem): void => {
    unreadable.push(folder)
    if (notices.length < namedFolders) notices.push(why)
  }
  for await (const files of scanFolder(root, { onUnreadable, ...(signal && { signal }) })) {
    found += files.length
    tell(reconciler.batch(files))
    listener.progress?.(found)
  }
  for await (const change of reconciler.finish(unreadable)) {
    tell(change)
    signal?.throwIfAborted()
  }
  if (found === 0) notices.push(emptyFolder(root))
  return { found, added, changed, notices }
}

function emptyFolder(folder: string): Problem {
  const extensions = imageExtensions.join(', ')
  const message = `No images were found in ${folder} or its subfolders. Looked for: ${extensions}.`
  return problem('folder-empty', message, { folder })
}
