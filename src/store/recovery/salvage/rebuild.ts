import { copyFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { ProblemError } from '@shared/schema/problem'
import { closeDatabase, openDatabase } from '../../database/database'
import { LabelStore } from '../../labels'
import { projectFiles } from '../../paths'
import type { Sqlite } from '../../database/sqlite'
import { refuseTooLarge, vetProject } from '../../vet/vetProject'
import { readableCopy } from './readableCopy'
import { salvageInto, type SalvageReport } from './salvageInto'

/** The damaged project, and where the new one is made. */
export interface RebuildRequest {
  readonly directory: string
  /** An empty folder on the same disk. */
  readonly target: string
  /** The name of the first class, where no class can be read. */
  readonly firstLabel: string
}

/**
 * Makes a new project of what can be read of a damaged one and of its backup, and reads it as opening it will: what
 * cannot be opened does not count as recovered.
 * @throws ProblemError 'project-damaged' when the new project cannot be read, either
 */
export async function rebuild({
  directory,
  target: work,
  firstLabel
}: RebuildRequest): Promise<SalvageReport> {
  const files = projectFiles(directory)
  // A new project's first page stands in for a destroyed one.
  closeDatabase(openDatabase({ directory: work }))
  const template = join(work, 'template.db')
  await copyFile(projectFiles(work).database, template)
  const sources: Sqlite[] = []
  const target = openDatabase({ directory: work })
  try {
    for (const file of [files.database, files.backup]) {
      const copy = await readableCopy(file, join(work, `damaged-${basename(file)}`), template)
      if (copy === null) continue
      sources.push(copy)
      await refuseHuge(copy)
    }
    const [main, backup = null] = sources
    const report =
      main === undefined
        ? { objects: 0, lossy: true, incompletePools: 0 }
        : await salvageInto(target, main, backup)
    new LabelStore(target).addFirst(firstLabel)
    closeDatabase(target)
    await vetProject(work)
    return report
  } finally {
    target.close()
    for (const source of sources) source.close()
  }
}

/** What cannot even be counted is read row by row. */
async function refuseHuge(copy: Sqlite): Promise<void> {
  try {
    await refuseTooLarge(copy)
  } catch (error) {
    const isHuge =
      error instanceof ProblemError && error.kind === 'project-damaged' && error.cause === undefined
    if (isHuge) throw error
  }
}
