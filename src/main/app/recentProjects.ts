import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import path, { basename, join } from 'node:path'
import { isSamePath } from '@shared/files/pathRules'
import type { RecentProject } from '@shared/ipc/views'
import { z } from 'zod'
import { JsonFile } from '../../files/jsonFile'

const schema = z.object({
  folders: z.array(z.string()).max(50),
  /** Whether the newest was open when the application was left. */
  reopen: z.boolean(),
  /** Starts in a row that opened the newest and did not end well, the one under way included. */
  starts: z.number().int().min(0).default(0)
})
type Recent = z.infer<typeof schema>
const shown = 10
/** As many starts that did not end well are enough: the next one does not open the project by itself. */
const MAX_STARTS = 2

/** The folders that were opened lately, newest first. The window knows them by id only. */
export class RecentProjects {
  private readonly file: JsonFile<Recent>

  /** @param onAdd told of each folder that is opened, for the system's own list of recent documents */
  constructor(
    userData: string,
    private readonly onAdd: (folder: string) => void = () => undefined
  ) {
    this.file = new JsonFile(join(userData, 'recent.json'), schema, { folders: [], reopen: false, starts: 0 })
  }

  /** Those that still exist. */
  list(): RecentProject[] {
    return this.file
      .read()
      .folders.filter((folder) => existsSync(folder))
      .slice(0, shown)
      .map((folder) => ({ id: idOf(folder), name: basename(folder), location: folder }))
  }

  /** The folder behind an id, or undefined. */
  folder(id: string): string | undefined {
    return this.file.read().folders.find((folder) => idOf(folder) === id)
  }

  /** The folder that was open when the application was left, if it still exists and did not end the last starts. */
  toReopen(): string | null {
    return this.file.read().starts < MAX_STARTS ? this.newestOpen() : null
  }

  /** The project that is not opened again by itself, because the last starts with it did not end well; or null. */
  heldBack(): RecentProject | null {
    const folder = this.file.read().starts < MAX_STARTS ? null : this.newestOpen()
    return folder === null ? null : { id: idOf(folder), name: basename(folder), location: folder }
  }

  /** A start opens the newest project. On the disk before anything else is done with it. */
  beginStart(): void {
    const stored = this.file.read()
    this.file.write({ ...stored, starts: stored.starts + 1 })
  }

  /** A start went well. */
  endStart(): void {
    const stored = this.file.read()
    if (stored.starts > 0) this.file.write({ ...stored, starts: 0 })
  }

  /** Puts a folder first; the next start opens it. */
  add(folder: string): void {
    const { folders, starts } = this.file.read()
    const others = folders.filter((each) => !isSamePath(each, folder, path))
    const same = folders[0] !== undefined && isSamePath(folders[0], folder, path)
    this.file.write({
      folders: [folder, ...others].slice(0, shown),
      reopen: true,
      starts: same ? starts : 0
    })
    this.onAdd(folder)
  }

  /** The next start shows the welcome page: the user closed the project. */
  stayClosed(): void {
    this.file.write({ ...this.file.read(), reopen: false, starts: 0 })
  }

  private newestOpen(): string | null {
    const { folders, reopen } = this.file.read()
    const [newest] = folders
    return reopen && newest !== undefined && existsSync(newest) ? newest : null
  }
}

function idOf(folder: string): string {
  return createHash('sha256').update(folder).digest('hex').slice(0, 16)
}
