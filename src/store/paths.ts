import { join } from 'node:path'

/** The folder inside the images' folder that holds the project. */
export const projectFolderName = '.maskwright'

/** The files of a project, all in one folder. */
export interface ProjectFiles {
  readonly directory: string
  readonly database: string
  readonly backup: string
  readonly lock: string
  readonly holder: string
  readonly readme: string
}

/** Names the files of the project in `directory`. */
export function projectFiles(directory: string): ProjectFiles {
  return {
    directory,
    database: join(directory, 'project.db'),
    backup: join(directory, 'project.backup.db'),
    lock: join(directory, 'project.lock'),
    holder: join(directory, 'project.holder.json'),
    readme: join(directory, 'README.txt')
  }
}

/** A database file and what SQLite keeps beside it. */
export function withSidecars(database: string): readonly [string, string, string] {
  return [database, `${database}-wal`, `${database}-shm`]
}
