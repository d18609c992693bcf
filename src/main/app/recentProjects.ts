import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { RecentProject } from '@shared/ipc/views'
import { z } from 'zod'
import { JsonFile } from './jsonFile'

const schema = z.array(z.string()).max(50)
const shown = 10

/** The folders that were opened lately, newest first. The window knows them by id only. */
export class RecentProjects {
  private readonly file: JsonFile<string[]>

  constructor(userData: string) {
    this.file = new JsonFile<string[]>(join(userData, 'recent.json'), schema, [])
  }

  /** Those that still exist. */
  list(): RecentProject[] {
    return this.file
      .read()
      .filter((folder) => existsSync(folder))
      .slice(0, shown)
      .map((folder) => ({ id: idOf(folder), name: basename(folder), location: folder }))
  }

  /** The folder behind an id, or undefined. */
  folder(id: string): string | undefined {
    return this.file.read().find((folder) => idOf(folder) === id)
  }

  /** Puts a folder first. */
  add(folder: string): void {
    const others = this.file.read().filter((each) => each !== folder)
    this.file.write([folder, ...others].slice(0, shown))
  }
}

function idOf(folder: string): string {
  return createHash('sha256').update(folder).digest('hex').slice(0, 16)
}
