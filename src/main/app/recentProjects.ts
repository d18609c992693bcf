import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { RecentProject } from '@shared/ipc/views'
import { z } from 'zod'
import { JsonFile } from './jsonFile'

const schema = z.object({
  folders: z.array(z.string()).max(50),
  /** Whether the newest was open when the application was left. */
  reopen: z.boolean()
})
type Recent = z.infer<typeof schema>
const shown = 10

/** The folders that were opened lately, newest first. The window knows them by id only. */
export class RecentProjects {
  private readonly file: JsonFile<Recent>

  constructor(userData: string) {
    this.file = new JsonFile(join(userData, 'recent.json'), schema, { folders: [], reopen: false })
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

  /** The folder that was open when the application was left, if it still exists. */
  toReopen(): string | null {
    const { folders, reopen } = this.file.read()
    const [newest] = folders
    return reopen && newest !== undefined && existsSync(newest) ? newest : null
  }

  /** Puts a folder first; the next start opens it. */
  add(folder: string): void {
    const others = this.file.read().folders.filter((each) => each !== folder)
    this.file.write({ folders: [folder, ...others].slice(0, shown), reopen: true })
  }

  /** The next start shows the welcome page: the user closed the project. */
  stayClosed(): void {
    this.file.write({ ...this.file.read(), reopen: false })
  }
}

function idOf(folder: string): string {
  return createHash('sha256').update(folder).digest('hex').slice(0, 16)
}
